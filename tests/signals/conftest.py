"""Claims that share something, and the people who look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from claims.models import Claim
from core.actor import Actor
from demo.stories import LONE_PARENT
from signals.kinds import BY_SLUG
from signals.models import Signal
from signals.services import look, look_for
from signals.traits import read_traits
from tests.beginnings import beginning
from tests.claims.claimants import Claimant, make_claimant, make_user

LOOKING = Actor.system("Comparing claims")


@pytest.fixture(autouse=True)
def _accept_example_numbers(settings: LazySettings) -> None:
    """Stories use National Insurance numbers that were never issued, as the demonstration does."""
    settings.DEMONSTRATION = True


def sent(**answers: Any) -> Claimant:
    """Somebody unlike everybody else whose claim was sent, but for these answers."""
    number = Claim.objects.count() + 1
    unlike: dict[str, Any] = {
        "given_names": f"Robin {'abcdefghijklmnopqrstuvwxyz'[number % 26]}",
        "family_name": "Hughes",
        "date_of_birth": f"19{70 + number % 20}-0{1 + number % 9}-1{number % 10}",
        "nino": f"QQ{number:06}A",
        "address_line_1": f"{number} Long Lane",
        "account_number": f"{20_000_000 + number}",
        "account_holder": "R Hughes",
    }
    return make_claimant().answer(LONE_PARENT.but(**{**unlike, **answers})).send()


def found(kind: str) -> list[Signal]:
    """Look once for a kind; every signal of it that there now is."""
    read_traits()
    look_for(BY_SLUG[kind], by=LOOKING)
    return list(Signal.objects.filter(kind=kind).order_by("first_seen_at", "pk"))


def look_again() -> int:
    """Look for everything; how many signals are new."""
    return look(by=LOOKING)


@beginning
def leader() -> Actor:
    """A team leader."""
    return actor_for(make_user(Role.TEAM_LEADER, name="Ruth Osei"))


@beginning
def decision_maker() -> Actor:
    return actor_for(make_user(Role.DECISION_MAKER, name="Tom Whitfield"))


@beginning
def two_paid_alike() -> Signal:
    """A signal: two claims paid into one account."""
    sent(account_number="70000000")
    sent(account_number="70000000")
    (signal,) = found("same_account")
    return signal


@pytest.fixture
def shared(db: None) -> Signal:
    """A signal: two claims paid into one account."""
    return two_paid_alike()


@pytest.fixture
def staff_who_claims(db: None) -> Callable[..., tuple[User, Claimant]]:
    """Makes a member of staff with a claim of their own."""

    def make(role: str, **answers: Any) -> tuple[User, Claimant]:
        claimant = sent(**answers)
        claimant.user.roles = [Role.CLAIMANT, role]
        claimant.user.save()
        return claimant.user, claimant

    return make
