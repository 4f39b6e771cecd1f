"""Two people on one claim: staff choose whom they deal with, and what they do is that person's alone."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from accounts.actors import actor_for
from accounts.identity.services import ask_for_identity_check
from accounts.identity.standing import standing_of
from accounts.models import Person, Recovery
from accounts.roles import Role
from audit.models import Access
from claims.journey import CLAIM
from claims.models import Member
from core import clock
from journeys.services import start_draft
from tests.claims.claimants import Claimant, make_claimant
from tests.proving import MEDIUM, prove
from tests.staff.conftest import Worker, make_worker

TWO = {"documents": ["passport", "payslip"], "face_compared": "yes"}
LOST_PHONE = {"lost": "phone", "note": "Phone stolen on the bus", "way": "spoken"}
Of = Callable[..., str]


@pytest.fixture
def partner(sent: Claimant) -> Person:
    """Who joined the claim."""
    other = make_claimant().person
    Person.objects.filter(pk=other.pk).update(given_names="Noor", family_name="Aziz", date_of_birth="1990-02-03")
    mine = sent.claim.members.get()
    Member.objects.create(
        claim=sent.claim,
        person=other,
        draft=start_draft(journey=CLAIM),
        applies=mine.applies,
        recorded_at=clock.now(),
    )
    other.refresh_from_db()
    return other


@pytest.fixture
def of(sent: Claimant) -> Of:
    """The address of a page about one of them, or about the claim."""
    return lambda name, *about: reverse(f"staff:{name}", args=[sent.claim.reference, *about])


def read(opened: Worker, address: str) -> str:
    return html.unescape(opened.browser.get(address).content.decode())


def test_who_has_two_people_on_a_claim_chooses_first(of: Of, opened: Worker, sent: Claimant, partner: Person) -> None:
    for page, of_one in (("identity", "identity_of"), ("recovery", "recovery_of")):
        asked = read(opened, of(page))
        assert "Choose whom you are dealing with" in asked
        for person in (sent.person, partner):
            assert person.full_name in asked
            assert of(of_one, person.pk) in asked
    assert "How do you check?" not in read(opened, of("identity"))


def test_a_check_counts_for_whom_it_was_made(of: Of, opened: Worker, sent: Claimant, partner: Person) -> None:
    seen = Access.objects.filter(person_id=sent.person.pk).count()
    page = read(opened, of("identity_of", partner.pk))
    assert "Noor Aziz" in page
    assert sent.person.full_name not in page
    opened.browser.post(of("identity_documents", partner.pk), TWO)
    assert Access.objects.filter(person_id=sent.person.pk).count() == seen, "nothing of theirs was looked at"
    assert (standing_of(partner).level, standing_of(sent.person).level) == ("medium", "none")
    record = read(opened, of("record"))
    assert record.count("Two documents (Passport, Payslip or P60)") == 1
    assert "Noor Aziz" in record
    assert "Check who the claimant is first" in record, "the other one is not known yet"


def test_a_claim_cannot_be_accepted_while_either_is_not_known(
    of: Of, opened: Worker, sent: Claimant, partner: Person
) -> None:
    prove(sent.person, by=opened.by)
    page = read(opened, of("accept"))
    assert "We do not know who Noor Aziz is." in page
    assert "Noor Aziz has not given a National Insurance number" in page
    assert of("identity_of", partner.pk) in page
    assert of("nino", partner.pk) in page
    assert sent.person.full_name not in page.split("<h1")[1]


def test_the_one_who_asked_is_whom_the_list_leads_to(of: Of, opened: Worker, partner: Person) -> None:
    ask_for_identity_check(person=partner, route="", by=actor_for(partner.user))
    assert of("identity_of", partner.pk) in read(opened, reverse("staff:identities"))


def test_a_partner_is_helped_back_into_their_own_account(
    of: Of, opened: Worker, sent: Claimant, partner: Person
) -> None:
    prove(sent.person, by=opened.by, evidence=MEDIUM)
    assert "First make sure who they are" in read(opened, of("recovery_of", partner.pk)), "not of the other one"
    prove(partner, by=opened.by, evidence=MEDIUM)
    page = opened.browser.post(of("recovery_of", partner.pk), LOST_PHONE).content.decode()
    assert "The code is theirs" in page
    assert Recovery.objects.get().user == partner.user


@pytest.mark.parametrize("page", ["identity_of", "identity_documents", "nino", "recovery_of"])
def test_nobody_who_is_not_on_the_claim_is_reached_by_it(of: Of, opened: Worker, partner: Person, page: str) -> None:
    for other in (make_claimant().person.pk, UUID(int=1)):
        response: Any = opened.browser.get(of(page, other))
        assert response.status_code == 404


def test_who_may_not_check_identity_is_led_to_the_record(of: Of, partner: Person) -> None:
    ask_for_identity_check(person=partner, route="", by=actor_for(partner.user))
    listed = read(make_worker(Role.PAYMENT_OFFICER, name="Josie Adeyemi"), reverse("staff:identities"))
    assert of("record") in listed
    assert of("identity_of", partner.pk) not in listed
