"""A claim's money in three lines: the last payment, the next one, and what is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from claims.models import Claim
from core import clock
from payments.assessment import country_of
from payments.holidays import HolidaysUnknown
from payments.models import HeldFor, Payment, PaymentState
from payments.querysets import PaymentQuerySet
from payments.selectors import current_period, pay_dates
from rules.periods import Period


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is due and cannot be paid yet, and each reason why."""

    amount_pence: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Money:
    """``next`` is money with a day to be paid on, ``held`` what cannot be paid yet, ``last`` the last paid.

    ``next_pay_day`` is when ``period`` will be paid; None where the bank holidays of its year are not known yet.
    """

    last: Payment | None
    next: Payment | None
    held: Held | None
    period: Period
    next_pay_day: date | None


def money_of(claim: Claim) -> Money:
    """The money of an open claim, in three queries and those of its country."""
    payments = Payment.objects.filter(statement__claim=claim)
    told = payments.select_related("statement").defer("statement__document", "account")
    period, pay_day = _next_pay_day(claim, clock.today())
    return Money(
        last=told.filter(state=PaymentState.ISSUED).order_by("-issued_at", "-pk").first(),
        next=told.filter(state=PaymentState.SCHEDULED).order_by("pay_date", "pk").first(),
        held=_held(payments),
        period=period,
        next_pay_day=pay_day,
    )


def _held(payments: PaymentQuerySet) -> Held | None:
    reasons = payments.held().values("held_for").annotate(pence=Sum("amount_pence")).order_by("held_for")
    found = [(HeldFor(row["held_for"]), row["pence"]) for row in reasons]
    if not found:
        return None
    return Held(sum(pence for _, pence in found), tuple(str(reason.label) for reason, _ in found))


def _next_pay_day(claim: Claim, today: date) -> tuple[Period, date | None]:
    assert claim.entitled_from is not None
    try:
        return next(pay_dates(claim, today, country_of(claim, max(today, claim.entitled_from)), 1))
    except HolidaysUnknown:
        return current_period(claim, today), None
