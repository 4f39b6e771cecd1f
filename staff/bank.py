"""Bank accounts that somebody else than their owner recorded, for another member of staff to check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims.account_checks import AccountCheck
from claims.models import Claim, Member
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.second_person import Standing
from payments.large import waiting_for_officers
from payments.models import HeldFor, Payment
from staff.selectors import claims_for_staff

NOBODY_HAS_TO_WAIT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ToCheck:
    """How many accounts wait for this member of staff, and for how many of them money waits too."""

    count: int
    urgent: int


@dataclass(frozen=True, slots=True)
class Row:
    """An account that waits: whose, whether money waits for it, by when it is to be checked, and whether it is for
    who reads this to answer."""

    check: AccountCheck
    name: str
    is_urgent: bool
    due: Any
    is_own: bool


def checks_for(actor: Actor) -> QuerySet[AccountCheck]:
    """Accounts that wait on claims which they may open, those first for which money waits, then the longest wait."""
    waiting = AccountCheck.objects.waiting().filter(claim__in=claims_for_staff(actor))
    held = Payment.objects.held().filter(statement__claim=OuterRef("claim"), held_for=HeldFor.CHECKING)
    found = waiting.annotate(is_urgent=Exists(held)).select_related("claim").defer("account", "answer_note")
    return found.order_by("-is_urgent", "asked_at", "pk")


def accounts_to_check(actor: Actor) -> ToCheck | None:
    """How many wait for somebody else than who recorded them; None for none. One query."""
    found: list[Any] = list(checks_for(actor).order_by().defer("account", "answer_note", "account_last_four"))
    urgent = [bool(each.is_urgent) for each in found if each.asked_by_id != actor.user_id]
    return ToCheck(len(urgent), sum(urgent)) if urgent else None


def rows_of(checks: list[AccountCheck], actor: Actor) -> list[Row]:
    """These checks as a list shows them. One query."""
    members = Member.objects.current(clock.today()).filter(claim__in=[check.claim_id for check in checks])
    names: dict[Any, list[str]] = {}
    for member in members.select_related("person").defer("person__nino").order_by("recorded_at", "pk"):
        names.setdefault(member.claim_id, []).append(member.person.full_name)
    return [
        Row(
            check,
            ", ".join(names.get(check.claim_id, [])),
            check.is_urgent,  # type: ignore[attr-defined]
            due_on(check.asked_at, urgent=check.is_urgent),  # type: ignore[attr-defined]
            check.asked_by_id == actor.user_id,
        )
        for check in checks
    ]


def due_on(asked_at: datetime, *, urgent: bool) -> Any:
    """By when an account is to be checked: the day it was recorded where money waits for it, else the day after."""
    return timezone.localdate(asked_at if urgent else asked_at + NOBODY_HAS_TO_WAIT)


def payments_for(actor: Actor) -> QuerySet[Payment]:
    """Large payments that wait for two officers, on claims which this one may open. The longest wait first."""
    return waiting_for_officers().filter(statement__claim__in=claims_for_staff(actor))


def refused_last(claim: Claim) -> AccountCheck | None:
    """The last account that staff recorded, where it was refused: for whoever recorded it. One query."""
    latest = AccountCheck.objects.filter(claim=claim).defer("account").order_by("-asked_at", "-pk").first()
    return latest if latest and latest.state == Standing.REFUSED else None


def why_not(check: AccountCheck, actor: Actor) -> str:
    """Why it is not for this member of staff to answer: "own" or "role"; "" where it is."""
    if check.asked_by_id == actor.user_id:
        return "own"
    return "" if actor.may(Permission.CHECK_ACCOUNTS) else "role"
