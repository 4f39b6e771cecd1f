"""Claimants whose claims stand at different points."""

from __future__ import annotations

import pytest

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from claims.models import ReasonCode
from claims.services import accept_claim, refuse_claim
from core.actor import Actor
from tests.beginnings import beginning
from tests.claims.claimants import Claimant, make_claimant, make_user
from tests.proving import prove


@pytest.fixture(autouse=True)
def _accept_example_numbers(settings: object) -> None:
    """Stories use National Insurance numbers that were never issued, as the demonstration does."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]


@pytest.fixture
def adviser(db: None) -> User:
    return make_user(Role.ADVISER, name="Amina Yusuf")


@pytest.fixture
def by(adviser: User) -> Actor:
    return actor_for(adviser)


@pytest.fixture
def started(db: None) -> Claimant:
    return make_claimant()


@beginning
def accept(claimant: Claimant, by: Actor) -> Claimant:
    """Accept a claim that was sent, after checking who they are."""
    prove(claimant.person, by=by)
    reason = ReasonCode.objects.get(code="conditions-met")
    claimant.claim = accept_claim(claim=claimant.claim, reason=reason, note="", by=by)
    return claimant


@pytest.fixture
def sent(started: Claimant) -> Claimant:
    return started.answer().send()


@pytest.fixture
def accepted(sent: Claimant, by: Actor) -> Claimant:
    return accept(sent, by)


@pytest.fixture
def refused(sent: Claimant, by: Actor) -> Claimant:
    reason = ReasonCode.objects.get(code="in-education")
    sent.claim = refuse_claim(claim=sent.claim, reason=reason, note="Private note", by=by)
    return sent
