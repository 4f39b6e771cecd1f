"""Moving a demonstration's clock: how far it may go, and the days worth moving to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import Person
from appointments.tasks import queue_reminders
from audit.services import record
from claims.models import Claim, ClaimState, Member
from claims.tasks import queue_lapsing
from contacts.tasks import queue_escalation as queue_late_promises
from conversations.tasks import queue_escalation
from core import clock
from core.actor import Actor
from journal.tasks import queue_rounds
from payments.assessment import countries_of
from payments.selectors import current_period, pay_dates
from payments.tasks import queue_payment_run
from rules.periods import assessment_period
from rules.rates import rate_book
from signals.tasks import queue_look

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
        queue_rounds()
        queue_reminders()
        queue_escalation()
        queue_late_promises()
        queue_look()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a claim waits for: ``number`` is its assessment period's, if it has one."""

    kind: str  # "period ended", "paid" or "lapsed"
    claim: Claim
    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """A day worth moving to, and what happens by then."""

    day: date
    events: tuple[Event, ...]


def stops(today: date) -> list[Stop]:
    """The days worth moving to, the nearest first: the day after each open claim's current period, its next pay day
    after today, and the day on which an unfinished claim has lapsed."""
    by_day: dict[date, list[Event]] = defaultdict(list)
    for day, event in (*_payments(today), *_lapses(today)):
        if today < day <= last_day():
            by_day[day].append(event)
    return [Stop(day, tuple(events)) for day, events in sorted(by_day.items())]


def _payments(today: date) -> Iterator[tuple[date, Event]]:
    tomorrow = today + timedelta(days=1)
    opened = Claim.objects.filter(state=ClaimState.OPEN).order_by("-decided_at")[:CLAIMS_SHOWN]
    claims = list(_with_people(opened, today))
    countries = countries_of(claims, today)
    for claim in claims:
        name = _name(claim)
        period = current_period(claim, today)
        yield period.end + timedelta(days=1), Event("period ended", claim, name, period.number)
        if claim.pk in countries:
            paid_for, paid_on = next(pay_dates(claim, tomorrow, countries[claim.pk], count=1))
            yield paid_on, Event("paid", claim, name, paid_for.number)


def _lapses(today: date) -> Iterator[tuple[date, Event]]:
    unfinished = Claim.objects.filter(state=ClaimState.STARTED).select_related("draft").order_by("draft__expires_at")
    for claim in _with_people(unfinished[:CLAIMS_SHOWN], today):
        yield timezone.localdate(claim.draft.expires_at) + timedelta(days=1), Event("lapsed", claim, _name(claim))


def _with_people(claims: QuerySet[Claim], today: date) -> QuerySet[Claim]:
    """These claims, with who is on them, in as many queries however many they are."""
    people = Member.objects.current(today).select_related("person").order_by("recorded_at")
    return claims.prefetch_related(Prefetch("members", people, to_attr="now_on_it"))


def _people(claim: Claim) -> list[Person]:
    return [member.person for member in claim.now_on_it]  # type: ignore[attr-defined]


def _name(claim: Claim) -> str:
    """Who is on the claim: by email address until they have declared their name."""
    return ", ".join(person.full_name or person.email for person in _people(claim))
