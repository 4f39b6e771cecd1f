"""A claim's money in three lines: the last payment, the next one, and what is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from claims.models import AccountCheck, Claim
from core import clock
from core.holidays import HolidaysUnknown
from core.prepared import Prepared
from payments.assessment import country_of
from payments.models import HeldFor, Payment, PaymentState
from payments.querysets import PaymentQuerySet
from payments.selectors import account_checked, current_period, pay_dates
from rules.periods import Period


def _told(claim: UUID) -> PaymentQuerySet:
    """What waits, by when it is paid, and the last that was paid."""
    payments = Payment.objects.filter(statement__claim=claim)
    last = payments.filter(state=PaymentState.ISSUED).order_by("-issued_at", "-pk").values("pk")[:1]
    told = payments.filter(pk__in=payments.waiting().values("pk").union(last, all=True))
    return told.select_related("statement").defer("statement__document", "account").order_by("pay_date", "pk")


_TOLD = Prepared(_told)


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is due and cannot be paid yet, each reason why, whether one is that we are not sure enough of
    who is paid, whether one is that we need an account, and the account that is being checked where one waits for
    it."""

    amount_pence: int
    why: tuple[str, ...]
    is_for_identity: bool
    needs_account: bool
    checking: AccountCheck | None


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
    """The money of an open claim, in a query and that of its country."""
    told = _TOLD.all(claim=claim.pk)
    period, pay_day = _next_pay_day(claim, clock.today())
    return Money(
        last=next((each for each in told if each.state == PaymentState.ISSUED), None),
        next=next((each for each in told if each.state == PaymentState.SCHEDULED), None),
        held=_held(claim, [each for each in told if each.state == PaymentState.DUE]),
        period=period,
        next_pay_day=pay_day,
    )


def _held(claim: Claim, payments: list[Payment]) -> Held | None:
    if not payments:
        return None
    reasons = sorted({payment.held_for for payment in payments})
    total = sum(payment.amount_pence for payment in payments)
    checking = account_checked(claim) if HeldFor.CHECKING in reasons else None
    said = [reason for reason in reasons if not (checking and reason == HeldFor.CHECKING)]
    words = tuple(str(HeldFor(reason).label) for reason in said)
    needs_account = not {HeldFor.NO_ACCOUNT, HeldFor.RETURNED}.isdisjoint(reasons)
    return Held(total, words, HeldFor.IDENTITY in reasons, needs_account, checking)


def _next_pay_day(claim: Claim, today: date) -> tuple[Period, date | None]:
    assert claim.entitled_from is not None
    try:
        return next(pay_dates(claim, today, country_of(claim, max(today, claim.entitled_from)), 1))
    except HolidaysUnknown:
        return current_period(claim, today), None
