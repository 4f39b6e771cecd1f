"""Staff with browsers, and claims that were sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.test import Client

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from audit.models import AccessReason
from claims.models import Claim, ReasonCode
from claims.records import open_record
from claims.services import accept_claim
from core.actor import Actor
from tests.beginnings import beginning
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.proving import prove


@pytest.fixture(autouse=True)
def _accept_example_numbers(settings: object) -> None:
    """Stories use National Insurance numbers that were never issued, as the demonstration does."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]


@dataclass
class Worker:
    """A member of staff and their browser."""

    user: User
    by: Actor
    browser: Client

    @beginning
    def open(self, claim: Claim) -> Worker:
        """Open the record, saying why."""
        open_record(claim=claim, reason=AccessReason.NEW_CLAIM, note="To decide the new claim", by=self.by)
        return self


@beginning
def make_worker(role: str = Role.ADVISER, name: str = "Amina Yusuf") -> Worker:
    """A member of staff, signed in."""
    user = make_user(role, name=name)
    return Worker(user, actor_for(user), signed_in(user))


def identify(claimant: Claimant, by: Actor) -> None:
    """Check who the claimant is."""
    prove(claimant.person, by=by)


def staff_page(reference: str, person: UUID, *parts: str) -> str:
    """The address of a staff page of a claim; those about who somebody is name whom."""
    whose = ("people", str(person)) if parts[:1] in (("identity",), ("national-insurance",)) else ()
    return f"/staff/claims/{reference}/" + "".join(f"{part}/" for part in (*whose, *parts))


@beginning
def accept(claimant: Claimant, worker: Worker) -> Claimant:
    """Accept a claim that was sent, after checking who they are."""
    identify(claimant, worker.by)
    reason = ReasonCode.objects.get(code="conditions-met")
    claimant.claim = accept_claim(claim=claimant.claim, reason=reason, note="", by=worker.by)
    return claimant


@pytest.fixture
def sent(db: None) -> Claimant:
    """Somebody whose claim waits for a decision."""
    return make_claimant().answer().send()


@pytest.fixture
def adviser(db: None) -> Worker:
    return make_worker()


@pytest.fixture
def opened(sent: Claimant, adviser: Worker) -> Worker:
    """The adviser, after opening the record of the claim that was sent."""
    return adviser.open(sent.claim)


@pytest.fixture
def accepted(sent: Claimant, opened: Worker) -> Claimant:
    """The same claim, accepted."""
    return accept(sent, opened)


@pytest.fixture
def page_of(sent: Claimant) -> Callable[[str], str]:
    """The address of a staff page of the claim that was sent, or of whose it is."""
    return lambda *parts: staff_page(sent.claim.reference, sent.person.pk, *parts)
