"""A claimant with a claim, and somebody to decide it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from claims.models import ReasonCode
from claims.services import accept_claim
from tests.beginnings import beginning
from tests.claims.claimants import Claimant, make_claimant, make_user
from tests.proving import prove


@pytest.fixture(autouse=True)
def _accept_example_numbers(settings: object) -> None:
    """Stories use National Insurance numbers that were never issued, as the demonstration does."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]


@pytest.fixture
def claimant(db: None) -> Claimant:
    return make_claimant()


@pytest.fixture
def stranger(db: None) -> Claimant:
    return make_claimant()


@pytest.fixture
def adviser(db: None) -> User:
    return make_user(Role.ADVISER, name="Amina Yusuf")


@pytest.fixture
def reasons(db: None) -> Callable[[str], ReasonCode]:
    """A reason for an outcome."""

    @beginning
    def reason(outcome: str) -> ReasonCode:
        return ReasonCode.objects.get_or_create(
            code=f"test-{outcome}", defaults={"outcome": outcome, "title": outcome, "explanation": f"We {outcome}."}
        )[0]

    return reason


@pytest.fixture
def open_claim(claimant: Claimant, adviser: User, reasons: Callable[[str], ReasonCode]) -> Claimant:
    """A claim that was sent, verified and accepted."""
    return accept(claimant.answer().send(), reasons("accept"), adviser)


@beginning
def accept(claimant: Claimant, reason: ReasonCode, adviser: User) -> Claimant:
    """Accept a claim that was sent, after checking who they are."""
    by = actor_for(adviser)
    prove(claimant.person, by=by)
    claimant.claim = accept_claim(claim=claimant.claim, reason=reason, note="", by=by)
    return claimant
