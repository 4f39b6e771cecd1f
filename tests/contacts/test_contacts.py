"""Calls, visits, post and emails are written down once, read by whom they are about, and what was agreed is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from accounts.actors import actor_for
from accounts.models import HelpScope, Person
from accounts.roles import Role
from audit.models import Access, Event
from contacts.models import Contact, Dispute, Promise, PromiseState
from contacts.promises import escalate_late, keep_promise
from contacts.selectors import open_promises
from contacts.services import CorrectedAlready, Noted, correct_contact, note_contact
from conversations.files import forget_unsent_files
from conversations.models import Conversation
from conversations.selectors import search
from core import clock
from core.actor import Actor
from core.ids import new_id
from core.states import MoveRefused
from documents.models import Document
from journal.models import Entry, Todo, TodoState
from notifications.models import Message
from privacy.purging import purge
from staff.contacts import promises_to_keep
from tests.claims.claimants import make_claimant, make_user
from tests.contacts.making import a_contact, noted
from tests.documents.shown import file_of
from tests.helping import helper_of

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("Tests")


@pytest.fixture
def adviser(db: None) -> Actor:
    return actor_for(make_user(Role.ADVISER, name="Amina Yusuf"))


@pytest.fixture
def person(db: None) -> Person:
    return make_user(name="Sam Okafor").person


def correct(contact: Contact, by: Actor, given: Noted, why: str = "I heard it wrong") -> Contact:
    return correct_contact(contact=contact, noted=given, why=why, key=new_id(), by=by)


def sent_to(person: Person) -> list[str]:
    messages = Message.objects.filter(recipient_reference=str(person.pk))
    return list(messages.order_by("queued_at", "pk").values_list("template", flat=True))


def todos(person: Person) -> list[tuple[str, str]]:
    return list(Todo.objects.filter(person=person).order_by("created_at").values_list("kind", "state"))


def test_it_is_written_down_once_and_what_was_agreed_becomes_ours_and_theirs(person: Person, adviser: Actor) -> None:
    key, agreed = new_id(), noted(ours="Phone the landlord", theirs="Send the rent book")
    for _ in range(2):
        contact = note_contact(person=person, noted=agreed, key=key, by=adviser)
    assert (Contact.objects.count(), Promise.objects.count(), Todo.objects.count()) == (1, 1, 1)
    promise = open_promises(person.pk).get()
    assert (promise.staff_id, promise.contact.ours, promise.due) == (
        adviser.user_id,
        "Phone the landlord",
        agreed.ours_by,
    )
    todo = Todo.objects.get()
    assert (todo.notes.get().words, todo.due) >= ("Send the rent book", agreed.theirs_by)
    assert sent_to(person) == ["todo_added"], "one message, which names neither"
    entry = Entry.objects.get(person=person, kind="contact_phone")
    assert entry.text.startswith("We spoke by phone on ")
    other = make_user().person
    with pytest.raises(PermissionDenied):
        note_contact(person=other, noted=agreed, key=key, by=adviser)
    for who in (actor_for(person.user), actor_for(make_user(Role.ADMIN)), SYSTEM):
        with pytest.raises(PermissionDenied):
            note_contact(person=person, noted=agreed, key=new_id(), by=who)
    assert contact.by_role == "adviser"


def test_its_words_are_sealed_and_never_changed(person: Person, adviser: Actor) -> None:
    contact = a_contact(person, adviser, said="My knee hurts")
    assert sent_to(person) == ["contact_noted"]
    for change in (lambda: Contact.objects.update(by_name="X"), lambda: Contact.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM contacts_contact")
        assert b"knee" not in bytes(cursor.fetchone()[0])
    assert [each.beside.words for each in search(actor_for(person.user), "KNEE phone")] == [contact.said]


def test_a_correction_stands_beside_what_it_corrects_and_what_is_agreed_follows(person: Person, adviser: Actor) -> None:
    first = a_contact(person, adviser, ours="Phone the landlord", theirs="Send the rent book")
    promise = Promise.objects.get()
    same = correct(first, adviser, noted(said="The roof leaks", ours="Phone the landlord", theirs="Send the rent book"))
    promise.refresh_from_db()
    assert (promise.contact_id, promise.state, same.number) == (same.pk, PromiseState.OPEN, 2)
    assert todos(person) == [("agreed_with_us", TodoState.OPEN)]
    with pytest.raises(CorrectedAlready):
        correct(first, adviser, noted())
    other = correct(same, adviser, noted(ours="Write to the landlord"))
    assert [each.contact_id for each in open_promises(person.pk)] == [other.pk]
    promise.refresh_from_db()
    assert promise.state == PromiseState.DROPPED
    assert todos(person) == [("agreed_with_us", TodoState.WITHDRAWN)]
    assert list(Contact.objects.current()) == [other]
    assert Entry.objects.filter(person=person, kind="contact_corrected").count() == 2


def test_what_we_agreed_is_told_to_a_team_leader_once_when_late_and_kept_with_words(
    person: Person, adviser: Actor
) -> None:
    a_contact(person, adviser, ours="Phone the landlord", ours_by=clock.today())
    assert escalate_late(by=SYSTEM) == 0
    Promise.objects.update(due=clock.today() - timedelta(days=1))
    assert (escalate_late(by=SYSTEM), escalate_late(by=SYSTEM)) == (1, 0)
    assert Event.objects.filter(kind="promise_escalated", person_id=person.pk).count() == 1
    assert Entry.objects.filter(kind="promise_late", person=person).count() == 1
    promise = Promise.objects.get()
    assert list(promises_to_keep(adviser, "late")) == [promise]
    with pytest.raises(PermissionDenied):
        keep_promise(promise=promise, done="Done", by=actor_for(person.user))
    kept = keep_promise(promise=promise, done="She fixes it on Monday", by=adviser)
    assert (kept.state, kept.done) == (PromiseState.KEPT, "She fixes it on Monday")
    with pytest.raises(MoveRefused):
        keep_promise(promise=promise, done="Again", by=adviser)
    assert sent_to(person) == ["contact_noted", "promise_kept"]
    assert not open_promises(person.pk).exists()


def test_somebody_says_once_that_it_is_not_right_and_reads_what_it_said_before(adviser: Actor) -> None:
    claimant = make_claimant()
    contact = a_contact(claimant.person, adviser, said="He earns more now", topic="work")
    page, form = f"/contacts/{contact.first}/", f"/contacts/{contact.first}/not-right/"
    assert "He earns more now" in claimant.browser.get(page).content.decode()
    shown = claimant.browser.get(form).content.decode()
    assert "He earns more now" in shown
    assert "Enter what is not right" in claimant.browser.post(form, {"send": "1"}).content.decode()
    typed = {"key": str(new_id()), "send": "1", "words": "I earn less"}
    for _ in range(2):
        assert "/messages/" in claimant.browser.post(form, typed).url
    talk = Conversation.objects.get()
    assert (talk.topic, talk.reply_by is None, Dispute.objects.get().conversation_id) == ("work", False, talk.pk)
    assert talk.posts.get().words.startswith("We spoke by phone on ")
    assert claimant.browser.get(form).url == f"/messages/{talk.pk}/"
    other_window = {"key": str(new_id()), "send": "1", "words": "I was not on the phone"}
    assert claimant.browser.post(form, other_window).url == f"/messages/{talk.pk}/"
    assert [each.words for each in talk.posts.order_by("at")][1:] == ["I was not on the phone"], "and it is not lost"
    assert Dispute.objects.count() == 1
    correct(contact, adviser, noted(said="He earns less now"), "The claimant told us")
    shown = claimant.browser.get(page).content.decode()
    for words in ("He earns less now", "He earns more now", "The claimant told us", "This is not right"):
        assert words in shown
    assert claimant.browser.get(form).status_code == 200


def test_it_is_nobody_elses_and_a_helper_needs_to_be_named_for_messages(adviser: Actor) -> None:
    claimant = make_claimant()
    contact = a_contact(claimant.person, adviser, said="She is ill")
    photo = file_of(claimant.person.pk, contact.place, by=adviser)
    other = make_claimant()
    for page in (f"/contacts/{contact.first}/", f"/contacts/{contact.first}/not-right/"):
        assert other.browser.get(page).status_code == 404
    journal = helper_of(claimant, [HelpScope.JOURNAL])
    assert journal.browser.get(f"/helping/{journal.help.pk}/contacts/").status_code == 404
    assert "We spoke" not in journal.browser.get(f"/helping/{journal.help.pk}/journal/").content.decode()
    helper = helper_of(claimant, [HelpScope.MESSAGES])
    base = f"/helping/{helper.help.pk}/contacts/"
    assert f"{base}{contact.first}/" in helper.browser.get(base).content.decode()
    assert "She is ill" in helper.browser.get(f"{base}{contact.first}/").content.decode()
    assert helper.browser.get(f"{base}files/{photo.pk}/").getvalue().startswith(b"%PDF-")
    typed = {"key": str(new_id()), "send": "1", "words": "She is well"}
    assert helper.browser.post(f"{base}{contact.first}/not-right/", typed).status_code == 302
    assert Conversation.objects.get().posts.get().by_helper
    assert Access.objects.filter(person_id=claimant.person.pk, page="contacts:helped_show").exists()


def test_it_goes_when_it_is_old_as_a_whole_and_what_we_agreed_stays(person: Person, adviser: Actor) -> None:
    with time_machine.travel(clock.now() - timedelta(days=7 * 366)):
        waits = a_contact(person, adviser, ours="Phone")
        correct(a_contact(person, adviser), adviser, noted(said="Other"))
        kept = a_contact(person, adviser)
        file = file_of(person.pk, f"contact:{new_id()}", by=adviser)
        of_kept = file_of(person.pk, kept.place, by=adviser)
    assert forget_unsent_files(by=SYSTEM, of=Contact, place="contact:") == 1
    assert not Document.objects.filter(pk=file.pk).exists()
    assert Document.objects.filter(pk=of_kept.pk).exists()
    purge(by=SYSTEM, kinds=["journal"])
    assert list(Contact.objects.values_list("pk", flat=True)) == [waits.pk]
