"""Somebody without an account is given a copy of what we hold about them, on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from accounts.models import Person
from accounts.roles import Role
from audit.models import Access, Event
from claims.journey import CLAIM
from claims.models import Claim, Member
from claims.records import open_record
from core import clock
from core.states import MoveRefused
from journeys.services import start_draft
from notifications.models import Message
from privacy.models import DataCopy
from privacy.services import NotForThem, print_copy
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.proving import prove
from tests.staff.conftest import Worker, make_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_paper() -> Claimant:
    """Somebody who has no account any more, and is reached by letter."""
    claimant = make_claimant().answer().send()
    Person.objects.filter(pk=claimant.person.pk).update(user=None, contact_by="letter", email="", phone="")
    claimant.person = Person.objects.get(pk=claimant.person.pk)
    return claimant


@pytest.fixture
def adviser(on_paper: Claimant) -> Worker:
    return make_worker().open(on_paper.claim)


def page_of(claimant: Claimant) -> str:
    return reverse("copies:on_paper", args=[claimant.claim.reference])


def test_it_is_printed_and_they_are_told(on_paper: Claimant, adviser: Worker) -> None:
    assert "check their identity first" in adviser.browser.get(page_of(on_paper)).content.decode()
    prove(on_paper.person, by=adviser.by)
    assert "How will they get the copy" in adviser.browser.get(page_of(on_paper)).content.decode()
    assert "Select how they will get" in adviser.browser.post(page_of(on_paper)).content.decode()
    printed = adviser.browser.post(page_of(on_paper), {"way": "post"})
    assert printed.content.startswith(b"%PDF-")
    assert "no-store" in printed["Cache-Control"]
    event = Event.objects.get(kind="data_copy_printed")
    assert (event.person_id, event.user_name, event.data["way"]) == (on_paper.person.pk, "Amina Yusuf", "post")
    assert event.visit_id
    assert Access.objects.filter(page="copies:on_paper", person_id=on_paper.person.pk).exists()
    assert Message.objects.filter(template="data_copy_printed", medium="letter").count() == 1
    assert not DataCopy.objects.exists()


def test_it_is_for_staff_who_have_just_confirmed_that_it_is_them(on_paper: Claimant, adviser: Worker) -> None:
    prove(on_paper.person, by=adviser.by)
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=False):
        assert adviser.browser.get(page_of(on_paper))["Location"].startswith(reverse("accounts:step_up"))
        asked = adviser.browser.post(page_of(on_paper), {"way": "post"})
        assert not asked.content.startswith(b"%PDF-")
    assert not Event.objects.filter(kind="data_copy_printed").exists()


def put_on(claim: Claim, person: Person, applies: DateRange) -> None:
    Member.objects.create(
        claim=claim, person=person, draft=start_draft(journey=CLAIM), applies=applies, recorded_at=clock.now()
    )


def test_of_a_couple_each_can_have_theirs(on_paper: Claimant, adviser: Worker) -> None:
    other = make_claimant().person
    put_on(on_paper.claim, other, on_paper.claim.members.get().applies)
    Person.objects.filter(pk=other.pk).update(user=None, given_names="Noor", family_name="Aziz")
    for person in (on_paper.person, Person.objects.get(pk=other.pk)):
        prove(person, by=adviser.by)
    assert "Select whose data it is" in adviser.browser.post(page_of(on_paper), {"way": "hand"}).content.decode()
    printed = adviser.browser.post(page_of(on_paper), {"way": "hand", "whose": str(other.pk)})
    assert printed.content.startswith(b"%PDF-")
    assert Event.objects.get(kind="data_copy_printed").person_id == other.pk


def test_whoever_was_last_on_a_claim_can_have_it(on_paper: Claimant, adviser: Worker) -> None:
    prove(on_paper.person, by=adviser.by)
    today = clock.today()
    on_paper.claim.members.update(superseded_at=clock.now())
    put_on(on_paper.claim, on_paper.person, DateRange(today - timedelta(days=9), today))
    assert adviser.browser.post(page_of(on_paper), {"way": "post"}).content.startswith(b"%PDF-")


def test_whoever_has_an_account_asks_there(adviser: Worker) -> None:
    claimant = make_claimant().answer().send()
    prove(claimant.person, by=adviser.by)
    adviser.open(claimant.claim)
    assert "Whoever has an account" in adviser.browser.get(page_of(claimant)).content.decode()
    assert "Whoever has an account" in adviser.browser.post(page_of(claimant), {"way": "post"}).content.decode()
    with pytest.raises(NotForThem):
        print_copy(claim=claimant.claim, person=claimant.person, way="post", by=adviser.by)


def test_only_who_opened_the_record_prints_it(on_paper: Claimant, adviser: Worker) -> None:
    prove(on_paper.person, by=adviser.by)
    other = make_worker()
    assert other.browser.get(page_of(on_paper)).status_code == 404
    with pytest.raises(MoveRefused):
        print_copy(claim=on_paper.claim, person=on_paper.person, way="post", by=other.by)
    officer = make_worker(Role.PAYMENT_OFFICER).open(on_paper.claim)
    assert officer.browser.post(page_of(on_paper), {"way": "post"}).status_code == 404
    with pytest.raises(MoveRefused):
        print_copy(claim=on_paper.claim, person=on_paper.person, way="post", by=officer.by)
    assert signed_in(make_user()).get(page_of(on_paper)).status_code == 404


def test_of_somebody_elses_claim_nothing_is_printed(on_paper: Claimant, adviser: Worker) -> None:
    prove(on_paper.person, by=adviser.by)
    other = make_claimant().answer().send()
    open_record(claim=other.claim, reason="contact", note="They phoned", by=adviser.by)
    with pytest.raises(NotForThem):
        print_copy(claim=other.claim, person=on_paper.person, way="hand", by=adviser.by)
