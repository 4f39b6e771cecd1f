"""A claim that was accepted, made through the services, and the people around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.actors import actor_for
from accounts.models import Person, User
from accounts.roles import Role
from accounts.services import create_account
from audit.moves import move
from claims.circumstances import CLAIM, PERSON, Circumstance, record_circumstances
from claims.models import Claim, ReasonCode
from claims.records import open_record
from claims.services import accept_claim, start_claim
from core import clock
from core.actor import Actor
from payments.models import Pay, Payment
from payments.pay import report_pay
from tests.beginnings import beginning
from tests.conftest import sign_in
from tests.proving import prove

RUN = Actor.system("Payments run")
ACCOUNT_NUMBER = "70872490"
FIRST_DAY = date(2026, 9, 14)
"""The first period ends on 13 October and is paid on 20 October, a Tuesday."""

NEW_ACCOUNT = {"holder": "P Nair", "sort_code": "200000", "account_number": "55779911"}
ARLO, BELLA = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"


@beginning
def user(email: str, *roles: str, name: str = "") -> User:
    """An account made the way the service makes them."""
    return create_account(email=email, password=None, name=name, roles=roles, by=Actor.system("Tests"))


def browser_of(somebody: User | None = None) -> Client:
    """A browser, signed in if somebody is given."""
    client = Client()
    if somebody:
        sign_in(client, somebody)
    return client


@pytest.fixture
def at() -> Iterator[Callable[[str], None]]:
    """Moves the clock: ``at("2026-10-14")`` is that morning."""
    traveller = time_machine.travel("2026-09-14 09:00+00:00")
    coordinates = traveller.start()
    yield lambda day: coordinates.move_to(f"{day} 09:00+00:00")
    traveller.stop()


def circumstances(country: str = "england", account: bool = True) -> list[Circumstance]:
    """A lone parent who rents from a housing association, with two children, a job and savings of £7,000."""
    bank: dict[str, Any] = {"has_account": "no"}
    secret: dict[str, Any] = {}
    if account:
        bank = {"has_account": "yes", "owner": "mine"}
        secret = {"holder": "P Nair", "sort_code": "089999", "account_number": ACCOUNT_NUMBER}
    child = {
        "family_name": "Nair",
        "lives_with": "me",
        "relationship": "own",
        "child_benefit": "me",
        "disability": "none",
    }
    return [
        Circumstance("birth", PERSON, {"date_of_birth": "1994-02-11"}),
        Circumstance("residence", PERSON, {"country": country}),
        Circumstance("identity", PERSON, {"given_names": "Priya", "family_name": "Nair", "knows_nino": True}),
        Circumstance("health", PERSON, {"limits_work": False, "disability_benefits": ["none"]}),
        Circumstance("work", PERSON, {"has_job": True, "self_employed": False}),
        Circumstance("job", PERSON, {"employer": "Corner Bakery", "hours_a_week": 16}, item=ARLO),
        Circumstance(
            "savings",
            PERSON,
            {"kind": "account", "amount_pence": 700_000, "joint": "mine", "disregard": "none"},
            item=BELLA,
        ),
        Circumstance("home", CLAIM, {"tenure": "social", "postcode": "LS1 4AP"}),
        Circumstance(
            "tenancy",
            CLAIM,
            {
                "landlord": "A housing association",
                "rent_pence": 120_00,
                "rent_frequency": "weekly",
                "has_service_charges": False,
                "bedrooms": 2,
                "extra_bedroom": ["none"],
            },
        ),
        Circumstance("child", CLAIM, {**child, "given_names": "Arlo", "date_of_birth": "2016-11-30"}, item=ARLO),
        Circumstance("child", CLAIM, {**child, "given_names": "Bella", "date_of_birth": "2019-05-04"}, item=BELLA),
        Circumstance("bank", CLAIM, bank, secret=secret),
    ]


def record_all(claim: Claim, rows: list[Circumstance], from_day: date = FIRST_DAY) -> None:
    """Record these circumstances; what is there of their kinds and not among them ends."""
    member = claim.members.select_related("person").get()
    record_circumstances(
        claim=claim,
        person=member.person,
        circumstances=rows,
        kinds={row.kind for row in rows},
        from_day=from_day,
        by=actor_for(member.person.user),
    )


@beginning
def make_claim(somebody: User, adviser: Actor, rows: list[Circumstance]) -> Claim:
    """Started, sent and accepted today."""
    by = actor_for(somebody)
    claim = start_claim(person=somebody.person, by=by)
    record_all(claim, rows, clock.today())
    Person.objects.filter(pk=by.person_id).update(given_names="Priya", family_name="Nair")
    person = Person.objects.get(pk=by.person_id)
    person.nino = f"QQ{somebody.pk % 1_000_000:06d}C"
    person.save()
    prove(person, by=adviser)
    move(claim, "submit", by=by, set_fields={"submitted_at": clock.now(), "claimed_on": clock.today()})
    # Its own, because a test that commits leaves the list of reasons empty behind it.
    reason, _ = ReasonCode.objects.get_or_create(
        code="tests-accept", defaults={"outcome": "accept", "title": "Accepted", "explanation": "You meet them."}
    )
    return accept_claim(claim=claim, reason=reason, note="", by=adviser)


def new_account(claim: Claim, from_day: date = FIRST_DAY, **details: str) -> None:
    """Give other account details, used from a day on."""
    secret = {**NEW_ACCOUNT, **details}
    bank = Circumstance("bank", CLAIM, {"has_account": "yes", "owner": "mine"}, secret=secret)
    record_all(claim, [bank], from_day)


def states(claim: Claim) -> list[tuple[str, int]]:
    """Where each payment stands and its pence, in the order in which they were made."""
    payments = Payment.objects.filter(statement__claim=claim).order_by("made_at", "pk")
    return [(payment.state, payment.amount_pence) for payment in payments]


@pytest.fixture
def priya(db: None, at: Callable[[str], None]) -> User:
    return user("priya@example.com", Role.CLAIMANT)


@pytest.fixture
def adviser(db: None, at: Callable[[str], None]) -> Actor:
    return actor_for(user("rosa@example.com", Role.ADVISER, name="Rosa Hughes"))


@pytest.fixture
def officer(db: None, at: Callable[[str], None]) -> Actor:
    return actor_for(user("josie@example.com", Role.PAYMENT_OFFICER, name="Josie Adeyemi"))


@pytest.fixture
def claim(priya: User, adviser: Actor) -> Claim:
    """Accepted on 14 September 2026."""
    return make_claim(priya, adviser, circumstances())


@pytest.fixture
def pay(claim: Claim, adviser: Actor, at: Callable[[str], None]) -> Callable[..., Pay]:
    """Reports a payday of Priya's."""

    def report(net_pence: int, paid_on: str, employer: str = "Corner Bakery") -> Pay:
        return report_pay(
            claim=claim,
            person=claim.members.get().person,
            employer=employer,
            paid_on=date.fromisoformat(paid_on),
            net_pence=net_pence,
            by=adviser,
        )

    return report


@pytest.fixture
def opened(claim: Claim, adviser: Actor) -> Claim:
    """The claim, whose record the adviser opened with a reason."""
    open_record(claim=claim, reason="payment", note="Asked about a payment", by=adviser)
    return claim
