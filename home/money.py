"""A claim's money in three lines: the last payment, the next one, and what is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claims.models import Claim
from core import clock
from payments.assessment import country_of
from payments.holidays import HolidaysUnknown
from payments.models import Payment, PaymentState
from payments.selectors import current_period, pay_dates
from rules.periods import Period

LATEST = 12


@dataclass(frozen=True, slots=True)
class Money:
    """``next`` is money with a day to be paid on, ``held`` money that cannot be paid yet, ``last`` the last paid.

    ``next_pay_day`` is when ``period`` will be paid; None where the bank holidays of its year are not known yet.
    """

    last: Payment | None
    next: Payment | None
    held: Payment | None
    period: Period
    next_pay_day: date | None


def money_of(claim: Claim) -> Money:
    """The money of an open claim, in two queries."""
    payments = list(
        Payment.objects.filter(statement__claim=claim)
        .select_related("statement")
        .defer("statement__document", "account")
        .order_by("-made_at")[:LATEST]
    )
    today = clock.today()
    paid = [each for each in payments if each.state == PaymentState.ISSUED]
    coming = [each for each in payments if each.state == PaymentState.SCHEDULED]
    period, pay_day = _next_pay_day(claim, today)
    return Money(
        last=max(paid, key=lambda each: each.pay_date, default=None),
        next=min(coming, key=lambda each: each.pay_date, default=None),
        held=next((each for each in payments if each.state == PaymentState.DUE), None),
        period=period,
        next_pay_day=pay_day,
    )


def _next_pay_day(claim: Claim, today: date) -> tuple[Period, date | None]:
    assert claim.entitled_from is not None
    try:
        return next(pay_dates(claim, today, country_of(claim, max(today, claim.entitled_from)), 1))
    except HolidaysUnknown:
        return current_period(claim, today), None
