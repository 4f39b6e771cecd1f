"""Moving a demonstration's clock: how far it may go, and the days worth moving to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from audit.services import record
from claims.models import Claim, ClaimState
from claims.tasks import queue_lapsing
from core import clock
from core.actor import Actor
from payments.assessment import country_of
from payments.selectors import current_period, pay_dates
from payments.tasks import queue_payment_run
from rules.periods import assessment_period
from rules.rates import rate_book

CLAIMS_SHOWN = 20


def last_day() -> date:
    """How far the clock may go: until a period for which no rates are known could have ended."""
    return assessment_period(rate_book().rated_until, 1).end


def move_clock(*, to: date, by: Actor) -> None:
    """Move the clock forward and queue what then falls due. Raises ClockRefused for a day it may not reach."""
    if to > last_day():
        raise clock.ClockRefused(f"The rates are not known after {last_day()}")
    with transaction.atomic():
        clock.move_forward(to)
        record("clock_moved", by=by, to=to)
        queue_payment_run()
        queue_lapsing()


@dataclass(frozen=True, slots=True)
class Stop:
    """A claim, and the two days of it that a demonstration waits for."""

    claim: Claim
    name: str
    period_number: int
    day_after_period: date
    next_pay_date: date


def stops(today: date) -> Iterator[Stop]:
    """For each open claim, the latest first: the day after its current period, and its next pay date after today."""
    claims = Claim.objects.filter(state=ClaimState.OPEN).order_by("-decided_at")[:CLAIMS_SHOWN]
    for claim in claims:
        period = current_period(claim, today)
        tomorrow = today + timedelta(days=1)
        _paid_for, paid_on = next(pay_dates(claim, tomorrow, country_of(claim, today), count=1))
        people = claim.members.current(today).select_related("person").order_by("recorded_at")
        yield Stop(
            claim=claim,
            name=", ".join(member.person.full_name for member in people),
            period_number=period.number,
            day_after_period=period.end + timedelta(days=1),
            next_pay_date=paid_on,
        )
