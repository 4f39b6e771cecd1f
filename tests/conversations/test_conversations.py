"""People and the department write to each other: once, by a day, and nothing is lost."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test import Client

from accounts.actors import actor_for
from accounts.models import Person, User
from accounts.roles import Role
from audit.models import Event
from conversations.files import forget_unsent_files
from conversations.looking_after import look_after, looked_after_by
from conversations.models import Conversation, Post, Side, place_of
from conversations.selectors import search, unread_count
from conversations.services import (
    StillToAnswer,
    close_conversation,
    escalate_late,
    mark_read,
    start_conversation,
    write,
)
from core import clock
from core.actor import Actor
from core.ids import new_id
from core.states import MoveRefused
from documents.models import Document
from journal.models import Entry
from journal.services import add_entry
from notifications.models import Message
from privacy.purging import purge
from tests.claims.claimants import make_user, signed_in
from tests.conversations.conftest import begin
from tests.documents.files import pdf
from tests.documents.shown import file_of

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
SYSTEM = Actor.system("Tests")


def told(person: Person) -> int:
    return Message.objects.filter(template="message_from_us", recipient_reference=str(person.pk)).count()


def answer(post: Post, by: Actor, words: str = "It is on its way") -> Post:
    return write(conversation=Conversation.objects.get(pk=post.conversation_id), words=words, key=new_id(), by=by)


@pytest.mark.parametrize(
    ("topic", "whom", "day"),
    [
        ("payment", "payments", date(2026, 11, 25)),
        ("home", "case_manager", date(2026, 11, 25)),
        ("work", "work_coach", date(2026, 12, 1)),  # St Andrew’s day is between, if she lives in Scotland
    ],
)
def test_what_it_is_about_says_whom_it_reaches_and_by_when_it_is_answered(
    person: Person, by: Actor, topic: str, whom: str, day: date
) -> None:
    with time_machine.travel(MONDAY):
        talk = begin(person, by, topic).conversation
    assert (talk.with_whom, talk.reply_by) == (whom, day)
    entry = Entry.objects.get(person=person, kind="message_to_us")
    assert f"{day.day} {day:%B} 2026" in entry.text


def test_who_writes_again_is_not_answered_later_and_an_answer_ends_the_wait(
    person: Person, by: Actor, adviser: Actor
) -> None:
    with time_machine.travel(MONDAY):
        first = begin(person, by)
    with time_machine.travel(MONDAY + timedelta(days=1)):
        again = write(conversation=first.conversation, words="Hello?", key=new_id(), by=by)
        assert again.conversation.reply_by == date(2026, 11, 25)
        done = answer(first, adviser).conversation
    assert (done.reply_by, done.escalated_at) == (None, None)


def test_sent_twice_it_is_written_once(person: Person, by: Actor, adviser: Actor) -> None:
    key = new_id()
    first, second = begin(person, by, key=key), begin(person, by, key=key)
    assert first.conversation_id == second.conversation_id
    reply = new_id()
    for _ in range(2):
        write(conversation=first.conversation, words="Yes", key=reply, by=adviser)
    assert (Conversation.objects.count(), Post.objects.count(), Entry.objects.count()) == (1, 2, 2)
    other = make_user().person
    with pytest.raises(PermissionDenied):
        start_conversation(person=other, topic="home", words="Mine", key=key, by=actor_for(other.user))


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_written_once(person: Person, by: Actor) -> None:
    key, start, made = new_id(), threading.Barrier(3), []

    def work() -> None:
        try:
            start.wait(5)
            made.append(begin(person, by, key=key).pk)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(10)
    assert (made, Post.objects.count()) == ([key] * 3, 1)


def test_one_message_goes_out_until_it_is_read(person: Person, by: Actor, adviser: Actor) -> None:
    post = begin(person, by)
    assert told(person) == 0
    answer(post, adviser)
    seen_so_far = Conversation.objects.get()
    answer(post, adviser, "And one thing more")
    mark_read(conversation=seen_so_far, side=Side.PERSON)
    assert (told(person), unread_count(person.pk)) == (1, 1)
    mark_read(conversation=Conversation.objects.get(), side=Side.PERSON)
    assert unread_count(person.pk) == 0
    answer(post, adviser, "Again")
    assert told(person) == 2


def test_what_was_written_is_never_changed_and_cannot_be_read_in_the_database(person: Person, by: Actor) -> None:
    post = begin(person, by, words="My knee hurts")
    for change in (lambda: Post.objects.update(by_name="X"), lambda: Post.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM conversations_post")
        assert b"knee" not in bytes(cursor.fetchone()[0])
    assert Post.objects.get(pk=post.pk).words == "My knee hurts"


def test_nobody_else_writes_and_no_staff_to_themselves(person: Person, by: Actor, adviser: Actor) -> None:
    post = begin(person, by)
    both = make_user(Role.CLAIMANT, Role.ADVISER)
    for actor in (actor_for(make_user()), Actor.anonymous(), actor_for(make_user(Role.ADMIN)), SYSTEM):
        with pytest.raises(PermissionDenied):
            answer(post, actor)
    with pytest.raises(PermissionDenied):
        begin(both.person, actor_for(both, roles=[Role.ADVISER]))


def test_what_waits_too_long_is_told_to_a_team_leader_once(person: Person, by: Actor, adviser: Actor) -> None:
    with time_machine.travel(MONDAY):
        post = begin(person, by)
    with time_machine.travel(MONDAY + timedelta(days=2)):
        assert escalate_late(by=SYSTEM) == 0
    with time_machine.travel(MONDAY + timedelta(days=3)):
        assert (escalate_late(by=SYSTEM), escalate_late(by=SYSTEM)) == (1, 0)
        assert Conversation.objects.get().escalated_at
    assert Event.objects.filter(kind="conversation_escalated", person_id=person.pk).count() == 1
    assert Entry.objects.filter(kind="conversation_late", person=person).count() == 1
    answer(post, adviser)
    assert Conversation.objects.get().escalated_at is None


def test_nobody_closes_what_is_not_answered_and_writing_goes_on(person: Person, by: Actor, adviser: Actor) -> None:
    post = begin(person, by)
    with pytest.raises(StillToAnswer):
        close_conversation(conversation=post.conversation, by=adviser)
    with pytest.raises(PermissionDenied):
        close_conversation(conversation=post.conversation, by=by)
    talk = answer(post, adviser).conversation
    assert close_conversation(conversation=talk, by=adviser).state == "closed"
    with pytest.raises(MoveRefused):
        close_conversation(conversation=talk, by=adviser)
    again = write(conversation=talk, words="One more thing", key=new_id(), by=by)
    assert (again.conversation.state, again.conversation.reply_by is None) == ("open", False)


def test_one_human_being_looks_after_somebody_at_a_time(person: Person, adviser: Actor) -> None:
    mine = User.objects.get(pk=adviser.user_id)
    leader = make_user(Role.TEAM_LEADER)
    look_after(person=person, role="case_manager", staff=mine, by=adviser)
    look_after(person=person, role="case_manager", staff=mine, by=adviser)
    post = begin(person, adviser, "home", "We need your tenancy agreement")
    assert (post.side, post.by_role, post.first_name) == ("staff", "case_manager", "Amina")
    assert begin(person, adviser, "work").by_role == "case_manager"
    with pytest.raises(PermissionDenied):
        look_after(person=person, role="work_coach", staff=leader, by=adviser)
    with pytest.raises(PermissionDenied):
        look_after(person=person, role="work_coach", staff=person.user, by=actor_for(leader))
    look_after(person=person, role="case_manager", staff=leader, by=actor_for(leader))
    assert {role: each.staff_id for role, each in looked_after_by(person.pk).items()} == {"case_manager": leader.pk}


def test_search_finds_words_in_what_was_written_and_what_has_happened_and_only_ones_own(
    person: Person, by: Actor, adviser: Actor
) -> None:
    begin(person, by, words="The boiler is broken")
    add_entry(person=person, kind="claim_accepted", data={"claim": "UC-1"}, by=adviser)
    other = make_user().person
    begin(other, actor_for(other.user), words="My boiler too")
    assert [each.beside.words for each in search(by, "BROKEN boiler")] == ["The boiler is broken"]
    assert [each.entry.kind for each in search(by, "uc-1 accepted")] == ["claim_accepted"]
    assert search(by, "landlord") == []
    assert search(Actor.anonymous(), "boiler") == []


def test_files_that_were_never_sent_are_forgotten_after_a_day(person: Person, by: Actor) -> None:
    post, unsent = begin(person, by), new_id()
    with time_machine.travel(clock.now() - timedelta(days=2)):
        kept = file_of(person.pk, post.place, by=by, number=1)
        file_of(person.pk, place_of(unsent), by=by, number=2)
    new = file_of(person.pk, place_of(unsent), by=by, number=3)
    assert forget_unsent_files(by=SYSTEM) == 1
    assert set(Document.objects.values_list("pk", flat=True)) == {kept.pk, new.pk}


@time_machine.travel(MONDAY)
def test_the_pages(person: Person, adviser: Actor) -> None:
    browser = signed_in(person.user)
    assert "There are no messages yet." in browser.get("/messages/").content.decode()
    key = str(new_id())
    wrong = browser.post("/messages/write/", {"key": key, "send": "1", "words": "x" * 4001}).content.decode()
    assert "Select what it is about" in wrong
    assert "Your message must be 4,000 characters or less" in wrong
    assert "x" * 4001 in wrong
    assert "has not been sent yet" in wrong
    typed = {"key": key, "send": "1", "topic": "payment", "words": "Where is\nit?"}
    page = browser.post("/messages/write/", typed, follow=True).content.decode()
    assert "We have your message. We will answer by Wednesday 25 November 2026." in page
    assert "Where is" in page
    talk = Conversation.objects.get()
    address = f"/messages/{talk.pk}/"
    assert browser.post("/messages/write/", typed).url == address
    assert f'href="{address}"' in browser.get("/journal/").content.decode()

    answer(Post.objects.get(), adviser)
    assert "New message" in browser.get("/messages/").content.decode()
    page = browser.get(address).content.decode()
    assert "Amina, payments team" in page
    assert "Yusuf" not in page
    assert "New message" not in browser.get("/messages/").content.decode()
    assert "It is on its way" in browser.get(f"{address}print/").content.decode()
    assert "It is on its way" in browser.post("/messages/search/", {"words": "way"}).content.decode()
    close_conversation(conversation=talk, by=adviser)
    assert "We closed this conversation" in browser.get(address).content.decode()
    Conversation.objects.update(reply_by=clock.today() - timedelta(days=1), escalated_at=clock.now())
    assert "A team leader has been told." in browser.get(address).content.decode()


def test_files_go_with_what_is_written_and_words_stay_where_one_is_refused(
    browser: Client,
) -> None:
    key = str(new_id())
    typed = {"key": key, "topic": "home", "words": "My tenancy agreement"}
    sent = [SimpleUploadedFile("rent.pdf", pdf()), SimpleUploadedFile("rent.exe", b"MZ")]
    page = browser.post("/messages/write/", {**typed, "send": "1", "documents": sent}).content.decode()
    assert "‘rent.exe’ must be a photo" in page
    assert "<title>Error: " in page
    assert "My tenancy agreement" in page
    assert "rent.pdf</a>" in page
    assert not Post.objects.exists()
    kept = Document.objects.get()
    removed = browser.post("/messages/write/", {"key": key, "words": "Still here", "remove": str(kept.pk)})
    assert "Still here" in removed.content.decode()
    assert "There is a problem" not in removed.content.decode()
    more = {**typed, "add": "1", "documents": SimpleUploadedFile("b.pdf", pdf(2))}
    assert "b.pdf</a>" in browser.post("/messages/write/", more).content.decode()
    page = browser.post("/messages/write/", {**typed, "send": "1"}, follow=True).content.decode()
    assert "b.pdf</a>" in page
    # Pressed again it is the same; filled in anew, as after going back, it is something else, and is sent once too.
    assert browser.post("/messages/write/", {**typed, "send": "1"}).status_code == 302
    assert (Post.objects.count(), Document.objects.count()) == (1, 1)
    file = pdf(3)  # made again it is another file
    for _ in range(2):
        again = {**typed, "send": "1", "words": "I forgot", "documents": SimpleUploadedFile("c.pdf", file)}
        page = browser.post("/messages/write/", again, follow=True).content.decode()
        assert "I forgot" in page
        assert "c.pdf</a>" in page
    assert (Post.objects.count(), Document.objects.count()) == (2, 2)


def test_an_old_conversation_goes_as_a_whole_and_what_waits_stays(person: Person, by: Actor, adviser: Actor) -> None:
    with time_machine.travel(clock.now() - timedelta(days=7 * 366)):
        waits, over = begin(person, by), begin(person, by, "home")
        answer(over, adviser)
        file = file_of(person.pk, over.place, by=by)
    purge(by=SYSTEM, kinds=["journal"])
    assert list(Post.objects.values_list("pk", flat=True)) == [waits.pk]
    assert forget_unsent_files(by=SYSTEM) == 1
    assert not Document.objects.filter(pk=file.pk).exists()
