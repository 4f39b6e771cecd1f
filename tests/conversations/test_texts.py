"""Texts that people send us: kept once, answered once a day, with whose they are or before staff."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from accounts.own_account import choose_contact
from accounts.roles import Role
from accounts.services import tell
from audit.models import Event
from conversations.inbound import services
from conversations.inbound.models import Arrived
from conversations.inbound.reading import read_text
from conversations.inbound.services import close, pass_on
from conversations.models import Conversation, Post
from conversations.selectors import search
from conversations.services import start_conversation
from core import clock
from core.actor import Actor
from core.ids import new_id
from core.states import MoveRefused
from journal.models import Entry
from notifications.delivery import deliver_message
from notifications.models import Message
from notifications.recipients import Recipient
from notifications.returned import note_returned
from notifications.services import send
from notifications.stopped import which_stopped
from privacy.purging import purge
from tests.claims.claimants import make_user
from tests.conversations.arriving import text

pytestmark = pytest.mark.django_db

TOKEN = "n" * 32
NUMBER = "447700900982"


@pytest.fixture
def theirs(person: Person) -> Person:
    """The number is confirmed as this person's, as they wrote it."""
    return with_number(person, "07700 900 982")


def with_number(person: Person, number: str, *, is_confirmed: bool = True) -> Person:
    confirmed = clock.now() if is_confirmed else None
    Person.objects.filter(pk=person.pk).update(phone=number, phone_confirmed_at=confirmed, contact_by="letter")
    return Person.objects.get(pk=person.pk)


def answers() -> list[Message]:
    return list(Message.objects.filter(template="answer_to_text"))


class TestWhoseNumberWeKnow:
    def test_it_is_answered_by_text_and_is_with_their_messages_marked(self, theirs: Person, browser: Client) -> None:
        Person.objects.filter(pk=theirs.pk).update(language="cy")
        arrived = text(NUMBER, "My rent is £750\x00 <b>now</b>")
        post = Post.objects.get()
        assert (post.pk, post.words, post.arrived_by, post.by_name, post.by_helper) == (
            arrived.pk,
            "My rent is £750 <b>now</b>",
            "text",
            "",
            False,
        )
        talk = post.conversation
        assert (talk.person, talk.topic, talk.with_whom, talk.started_by) == (theirs, "other", "case_manager", "person")
        assert talk.reply_by is not None
        [answer] = answers()
        assert (answer.medium, answer.address, answer.language) == ("text", "+447700900982", "cy")
        assert answer.recipient_reference == str(theirs.pk)
        assert "rent" not in answer.body
        entry = Entry.objects.get(person=theirs)
        assert "by text and without signing in" in entry.text
        page = browser.get(reverse("conversations:show", args=[talk.pk])).content.decode()
        assert "From your phone number" in page
        assert "By text, not signed in" in page
        assert "&lt;b&gt;now" in page
        assert search(Actor(1, "", frozenset({Role.CLAIMANT}), theirs.pk, "online"), "rent £750")

    def test_what_comes_after_goes_on_there_and_is_not_answered_within_a_day(
        self, theirs: Person, by: Actor, adviser: Actor
    ) -> None:
        start_conversation(person=theirs, topic="other", words="Signed in", key=new_id(), by=by)
        first, second = text(NUMBER), text("+44 7700 900982", "And my boiler")
        assert len(answers()) == 1
        assert second.not_answered_because == "today"
        assert {Post.objects.get(pk=each.pk).conversation_id for each in (first, second)} == {
            Conversation.objects.latest("started_at").pk
        }
        assert Conversation.objects.count() == 2
        with time_machine.travel(clock.now() + timedelta(days=1, minutes=1)):
            assert text(NUMBER).answered_at
        assert len(answers()) == 2

    def test_nothing_is_answered_where_messages_come_back(self, theirs: Person) -> None:
        note_returned(message=Message(medium="text", address="+447700900982"), by=services.POSTMAN)
        assert text(NUMBER).not_answered_because == "returned"
        assert Post.objects.exists()
        assert not answers()

    def test_it_changes_nothing_else(self, theirs: Person) -> None:
        before = Person.objects.values().get(pk=theirs.pk)
        text(NUMBER, "My new account is 12345678, sort code 12-34-56. Please call me Kim.")
        assert Person.objects.values().get(pk=theirs.pk) == before
        assert {each.kind for each in Event.objects.filter(person_id=theirs.pk).exclude(kind__startswith="p")} <= {
            "message_arrived",
            "account_created",
            "message_queued",
        }


class TestStop:
    def sent(self, template: str) -> list[Message]:
        return list(Message.objects.filter(template=template))

    def test_a_text_that_says_stop_ends_our_texts_but_for_codes_until_one_says_start(self, theirs: Person) -> None:
        Person.objects.filter(pk=theirs.pk).update(contact_by="text")
        waiting = tell(person=Person.objects.get(pk=theirs.pk), template="todo_added", by=services.POSTMAN)
        assert waiting
        assert waiting.medium == "text"
        assert text(NUMBER, " Stop. ").kind == "stop"
        assert text(NUMBER, "STOP ALL").not_answered_because == "today"
        [told] = self.sent("texts_stopped")
        assert deliver_message(told.pk, last_try=True).state == "sent"
        assert deliver_message(waiting.pk, last_try=True).state == "failed"
        person = Person.objects.get(pk=theirs.pk)
        assert tell(person=person, template="todo_added", by=services.POSTMAN).medium == "email"
        to = Recipient(email="", phone="07700 900982", language="en", reference="1", contact_by="text")
        code = send(to=to, template="second_step_code", context={"code": "123456"}, by=services.POSTMAN)
        assert deliver_message(code.pk, last_try=True).state == "sent"
        assert Entry.objects.filter(person=theirs, kind="texts_stopped").count() == 1
        assert not Post.objects.exists()
        assert text(NUMBER, "Where is my money?").not_answered_because == "stopped"
        assert text(NUMBER, "start").answered_at
        assert tell(person=person, template="todo_added", by=services.POSTMAN).medium == "text"

    def test_anybodys_number_is_stopped_and_waits_for_nobody(self) -> None:
        text(NUMBER, "Stop texting me")
        assert which_stopped(["07700 900 982", "07700 900 983"]) == {"07700 900 982"}
        assert not Arrived.objects.waiting().exists()

    def test_everybody_whose_number_it_is_reads_that_it_was_stopped(self, theirs: Person) -> None:
        both = {theirs, with_number(make_user().person, "+447700900982")}
        text(NUMBER, "STOP")
        assert {each.person for each in Entry.objects.filter(kind="texts_stopped")} == both

    @pytest.mark.parametrize("words", ["Stop my claim", "cancel", "end", "When does it stop?", "", "restart"])
    def test_other_words_are_for_somebody_to_read(self, words: str) -> None:
        assert text(NUMBER, words).kind == "words"
        assert not which_stopped([NUMBER])

    def test_who_chooses_texts_or_confirms_the_number_anew_gets_them_again(
        self, theirs: Person, by: Actor, browser: Client
    ) -> None:
        text(NUMBER, "STOP")
        assert "told us to stop our texts" in browser.get(reverse("accounts:account")).content.decode()
        how = {"contact_by": "email", "letter_format": "standard", "language": "en"}
        choose_contact(person=theirs, **how, by=by)
        assert which_stopped([NUMBER])
        choose_contact(person=theirs, **{**how, "contact_by": "text"}, by=by)
        assert not which_stopped([NUMBER])
        assert "told us to stop" not in browser.get(reverse("accounts:account")).content.decode()


@pytest.mark.parametrize("how", ["nobody", "not confirmed", "several", "closed"])
def test_whose_number_we_do_not_know_is_before_staff_and_answered_in_both_languages(person: Person, how: str) -> None:
    if how != "nobody":
        with_number(person, "+44 7700 900982", is_confirmed=how != "not confirmed")
    if how == "several":
        with_number(make_user().person, "07700900982")
    if how == "closed":
        person.user.is_active = False
        person.user.save()
    arrived = text(NUMBER)
    assert arrived.person is None
    assert arrived.unknown_because == ("several" if how == "several" else "nobody")
    assert list(Arrived.objects.waiting()) == [arrived]
    assert not Post.objects.exists()
    [answer] = answers()
    assert "We have your text" in answer.body
    assert "Mae eich neges destun" in answer.body
    assert answer.recipient_reference == str(arrived.pk)


@pytest.mark.django_db(transaction=True)
def test_what_is_told_several_times_at_once_is_kept_once_and_answered_once() -> None:
    one, start = new_id(), threading.Barrier(4)

    def work(sent_id: UUID) -> None:
        try:
            start.wait(5)
            services.take_in(read_text(sent_id=sent_id, sender=NUMBER, words="Hello", to=""))
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=[each]) for each in (one, one, one, new_id())]
    for each in workers:
        each.start()
    for each in workers:
        each.join(10)
    assert Arrived.objects.count() == 2
    assert len(answers()) == 1


@pytest.mark.parametrize(
    "sender", ["60006", "Vodafone", "", "447860000000", "x" * 5000, "44\x007700", "+9991234567890"]
)
def test_what_is_no_number_takes_no_answer_and_is_not_lost(sender: str) -> None:
    assert text(sender).not_answered_because in ("no-address", "ours")
    assert not answers()
    assert Arrived.objects.waiting().count() == 1


def test_staff_pass_it_on_once_or_close_it_and_say_why(person: Person, by: Actor, adviser: Actor) -> None:
    arrived = text()
    for refused in (by, Actor(9, "Jo", frozenset({Role.ADMIN}), None, "online")):
        with pytest.raises(MoveRefused):
            pass_on(arrived=arrived, person=person, why="I say so", by=refused)
    pass_on(arrived=arrived, person=person, why="I phoned them", by=adviser)
    post = Post.objects.get()
    assert (post.conversation.person, post.arrived_by, post.by_name) == (person, "text", "")
    assert Event.objects.filter(kind="message_passed_on", person_id=person.pk).count() == 1
    kept = Arrived.objects.get()
    assert (kept.person, kept.note, kept.dealt_with_by_name) == (person, "I phoned them", "Amina Yusuf")
    for again in (pass_on, close):
        with pytest.raises(MoveRefused):
            again(arrived=arrived, why="Again", by=adviser, **({"person": person} if again is pass_on else {}))
    close(arrived=text("447700900222"), why="Advertising", by=adviser)
    assert not Arrived.objects.waiting().exists()
    assert Post.objects.count() == 1


def test_it_is_deleted_once_somebody_dealt_with_it_and_never_before(theirs: Person, adviser: Actor) -> None:
    with time_machine.travel(clock.now() - timedelta(days=366)):
        waits = text()
        text(NUMBER)
        close(arrived=text("447700900222"), why="Advertising", by=adviser)
    text(NUMBER)
    purge(by=services.POSTMAN, kinds=["arrived"])
    assert Arrived.objects.count() == 2
    assert Arrived.objects.filter(pk=waits.pk).exists()
    assert Post.objects.count() == 2


class TestWhatNotifyTellsUs:
    @pytest.fixture(autouse=True)
    def _notify(self, settings: Any) -> None:
        settings.NOTIFY = {**settings.NOTIFY, "inbound_token": TOKEN}

    def call(self, told: Any, token: str = TOKEN) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        address = reverse("conversations:notify_inbound")
        return Client().post(address, told, content_type="application/json", headers=headers).status_code

    def test_a_text_is_kept_once(self, theirs: Person) -> None:
        told = {
            "id": str(uuid4()),
            "source_number": NUMBER,
            "destination_number": "447860000000",
            "message": "Hello",
            "date_received": "2026-11-23T10:00:00.000000Z",
        }
        assert [self.call(told), self.call(told)] == [200, 200]
        assert Post.objects.get().words == "Hello"
        assert len(answers()) == 1

    def test_who_brings_no_token_is_refused(self, settings: Any) -> None:
        told = {"id": str(uuid4()), "source_number": NUMBER, "message": "Hello"}
        assert self.call(told, "x" * 32) == self.call(told, "") == self.call(told, "é") == 401
        assert Client().get(reverse("conversations:notify_inbound")).status_code == 405
        settings.NOTIFY = {**settings.NOTIFY, "inbound_token": ""}
        assert self.call(told, "") == 404
        assert not Arrived.objects.exists()

    @pytest.mark.parametrize(
        ("told", "status"),
        [
            ("{", 400),
            ("[" * 9000, 400),
            ([], 400),
            ({}, 400),
            ({"id": "1", "source_number": NUMBER, "message": ""}, 400),
            ({"id": str(uuid4()), "source_number": NUMBER, "message": "x" * 70_000}, 413),
            ({"id": str(uuid4()), "source_number": None, "message": None}, 200),
            ({"id": str(uuid4()), "source_number": ["a"], "message": {"a": 1}}, 200),
        ],
    )
    def test_what_is_not_as_it_should_be_is_answered_so(self, told: Any, status: int) -> None:
        assert self.call(told) == status
        assert Arrived.objects.count() == (status == 200)
