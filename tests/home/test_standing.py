"""How things stand with somebody, for whoever helps them and for staff: the same as their own home, as far as each may
see."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from psycopg.types.range import DateRange

from accounts.models import HelpScope, Person, User
from audit.models import Access, AccessReason
from claims.journey import CLAIM
from claims.models import Member
from claims.records import open_record
from conversations.services import start_conversation
from core import clock
from core.actor import Actor
from core.ids import new_id
from journal.services import create_todo
from journeys.services import start_draft
from tests.claims.claimants import Claimant, make_user, signed_in
from tests.helping import helper_of

TODO, DECIDING, ANSWERING = "Prove who you are", "Deciding your claim", "Answering your message: Your health"
PAYMENT, APPOINTMENT, READ = "no payment to come", "no appointment booked", "You have read everything"


@pytest.fixture
def waiting(sent: Claimant) -> Claimant:
    key = UUID(int=new_id().int)
    start_conversation(person=sent.person, topic="health", words="A fit note", key=key, by=sent.by)
    return sent


def seen_by(browser: Client, claimant: Claimant) -> set[str]:
    page = browser.get(reverse("standing:now", args=[claimant.claim.reference])).content.decode()
    return {each for each in (TODO, DECIDING, ANSWERING, PAYMENT, APPOINTMENT, READ) if each in page}


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (HelpScope.CLAIM, {TODO, DECIDING}),
        (HelpScope.PAYMENTS, set()),
        (HelpScope.MESSAGES, {ANSWERING, READ}),
        (HelpScope.APPOINTMENTS, {APPOINTMENT}),
    ],
)
def test_a_helper_sees_what_they_help_with(waiting: Claimant, scope: str, seen: set[str]) -> None:
    helper = helper_of(waiting, [scope])
    assert seen_by(helper.browser, waiting) == seen
    assert Access.objects.filter(person_id=waiting.person.pk, page="standing:now").count() == 1
    assert "See how things stand" in helper.browser.get(reverse("home:helping")).content.decode()


def test_who_helps_with_none_of_it_sees_no_such_page(waiting: Claimant) -> None:
    helper = helper_of(waiting, [HelpScope.ANSWERS])
    assert helper.browser.get(reverse("standing:now", args=[waiting.claim.reference])).status_code == 404


def test_staff_and_each_of_a_couple_see_whose_is_whose(waiting: Claimant, adviser: User, by: Actor) -> None:
    partner = make_user(name="Robin Vale")
    Person.objects.filter(pk=partner.person.pk).update(given_names="Robin", family_name="Vale")
    today = clock.today()
    Member.objects.create(
        claim=waiting.claim,
        person=partner.person,
        draft=start_draft(journey=CLAIM),
        applies=DateRange(today, None),
        recorded_at=clock.now(),
    )
    create_todo(person=partner.person, kind="book_appointment", subject="coach", due=today, by=by)
    own, theirs = waiting.browser.get("/home/").content.decode(), signed_in(partner).get("/home/").content.decode()
    assert ("Book an appointment" in own, TODO in own, ANSWERING in own) == (False, True, True)
    assert ("Book an appointment" in theirs, TODO in theirs, ANSWERING in theirs) == (True, False, False)
    assert DECIDING in own
    assert DECIDING in theirs
    staff = signed_in(adviser)
    page = reverse("standing:now", args=[waiting.claim.reference])
    assert staff.get(page).status_code == 404
    open_record(claim=waiting.claim, reason=AccessReason.CONTACT, note="They called", by=by)
    shown = staff.get(page).content.decode()
    first, _heading, second = shown.partition("Robin Vale</h2>")
    assert (TODO in first, ANSWERING in first, "Book an appointment" in first) == (True, True, False)
    assert (TODO in second, ANSWERING in second, "Book an appointment" in second) == (False, False, True)
    assert Access.objects.filter(page="standing:now", user_id=adviser.pk).values("person_id").distinct().count() == 2
