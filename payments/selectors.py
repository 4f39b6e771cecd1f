"""Reading what a claim was paid, and what should be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Q

from accounts.recovery import bank_details_stay_since
from claims.checking_accounts import check_in_the_way
from claims.models import AccountCheck, Claim, Fact
from core.prepared import Prepared
from payments.assessment import pay_date_of
from payments.models import Payment, PeriodCheck, Statement
from rules.periods import Period, assessment_period, period_containing, periods_until

_LATEST = Prepared(lambda claim, number: Statement.objects.of_period(claim, number)[:1])
_LATEST_THEN = Prepared(
    lambda claim, number, known_at: Statement.objects.of_period(claim, number).filter(known_at__lte=known_at)[:1]
)
_PAYMENTS = Prepared(
    lambda claim, number: Payment.objects.for_period(claim, number).to_show().order_by("made_at", "pk")
)


AT_ONCE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Account:
    """Where to pay, as it is now known."""

    holder: str
    sort_code: str
    account_number: str
    roll_number: str = ""

    @property
    def last_four(self) -> str:
        """The only digits that are ever shown."""
        return self.account_number[-4:]

    def to_data(self) -> dict[str, str]:
        """As kept, encrypted, with a payment."""
        return {
            "holder": self.holder,
            "sort_code": self.sort_code,
            "account_number": self.account_number,
            "roll_number": self.roll_number,
        }


def account_of(claim: Claim, on: date, *, known_at: datetime | None = None) -> Account | None:
    """The account a claim is paid into on a day; None where they have none.

    For some days after somebody on it was helped back into their account it is the one that we knew before; and while
    nobody has agreed to one that staff recorded.
    """
    stays_since = bank_details_stay_since(people_ever_on(claim), on)
    known_at = min(filter(None, (known_at, stays_since)), default=None)
    details, check = _details(claim, on, known_at)
    while check:
        details, check = _details(claim, on, check)
    if not details.get("account_number"):
        return None
    return Account(details["holder"], details["sort_code"], details["account_number"], details.get("roll_number") or "")


def _details(claim: Claim, on: date, known_at: datetime | None) -> tuple[dict[str, Any], datetime | None]:
    """The bank details known at a moment; and the moment before, where nobody has agreed to them."""
    fact = claim.facts.as_known(known_at).filter(kind="bank").on(on).order_by("-recorded_at").first()
    details: dict[str, Any] = fact.full_value if fact else {}
    if fact is None or not details.get("account_number"):
        return {}, None
    check = check_in_the_way(claim, details)
    return details, min(fact.recorded_at, check.asked_at) - AT_ONCE if check else None


def account_checked(claim: Claim) -> AccountCheck | None:
    """The account that staff recorded and nobody has agreed to yet, without its details; None where there is none."""
    return AccountCheck.objects.waiting().filter(claim=claim).defer("account", "answer_note").first()


def account_waits(claim: Claim, on: date) -> bool:
    """Whether bank details came after somebody was helped back into their account, too soon to be paid into."""
    stays_since = bank_details_stay_since(people_ever_on(claim), on)
    recorded = claim.facts.as_known().filter(kind="bank", recorded_at__gt=stays_since).on(on) if stays_since else ()
    return any(fact.full_value.get("account_number") for fact in recorded)


def latest_statement(claim: Claim, number: int, *, known_at: datetime | None = None) -> Statement | None:
    """The last version of a period's statement, or the last that was known at a moment. One query."""
    if known_at is None:
        return _LATEST.first(claim=claim.pk, number=number)
    return _LATEST_THEN.first(claim=claim.pk, number=number, known_at=known_at)


def payments_of(claim: Claim, number: int) -> list[Payment]:
    """The payments of a period, under whatever version of its statement, the oldest first. One query."""
    return _PAYMENTS.all(claim=claim.pk, number=number)


def people_ever_on(claim: Claim) -> list[Any]:
    """The key of everybody whom any row, believed or not, puts on the claim."""
    return list(claim.members.values_list("person", flat=True).distinct())


def latest_change(claim: Claim) -> datetime | None:
    """When what we know of a claim, its people or their pay last changed."""
    facts = Fact.objects.filter(Q(claim=claim) | Q(person__in=people_ever_on(claim)))
    moments = [
        *facts.aggregate(Max("recorded_at"), Max("superseded_at")).values(),
        *claim.members.aggregate(Max("recorded_at"), Max("superseded_at")).values(),
        *claim.pay.aggregate(Max("reported_at"), Max("superseded_at")).values(),
    ]
    return max((moment for moment in moments if moment), default=None)


def periods_to_assess(claim: Claim, on: date) -> list[Period]:
    """Every ended period that was never assessed, or not since something changed."""
    assert claim.entitled_from is not None
    ended = [period for period in periods_until(claim.entitled_from, on) if period.has_ended(on)]
    if not ended:
        return []
    checked = dict(PeriodCheck.objects.filter(claim=claim).values_list("number", "known_at"))
    changed = latest_change(claim)
    return [period for period in ended if is_behind(checked.get(period.number), changed)]


def is_behind(checked_at: datetime | None, changed_at: datetime | None) -> bool:
    """Whether something may have changed since; at the very same moment counts, and is checked again."""
    return checked_at is None or (changed_at is not None and changed_at >= checked_at)


def current_period(claim: Claim, on: date) -> Period:
    """The assessment period a day falls in; the first one before entitlement begins."""
    assert claim.entitled_from is not None
    return period_containing(claim.entitled_from, max(on, claim.entitled_from))


def pay_dates(claim: Claim, on: date, country: str, count: int = 12) -> Iterator[tuple[Period, date]]:
    """The next pay dates from a day on, each with its period."""
    assert claim.entitled_from is not None
    number = max(current_period(claim, on).number - 1, 1)
    while count:
        period = assessment_period(claim.entitled_from, number)
        day = pay_date_of(period, country)
        if day >= on:
            count -= 1
            yield period, day
        number += 1
