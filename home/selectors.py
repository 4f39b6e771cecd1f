"""What the front door shows: where a claim stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.identity.levels import Thing
from accounts.identity.standing import standing_of
from accounts.models import Person
from claims.lapsing import REMINDERS
from claims.models import Claim, ClaimState, Decision
from claims.selectors import sitting_for
from core import clock
from core.actor import Actor
from core.prepared import Prepared
from home.money import Money, money_of
from journeys.definition import Exit
from rules.periods import Period, assessment_period, last_day_of_month_from

_CLAIM = Prepared(
    lambda person, today: Claim.objects.of_person(person, today).select_related("draft").order_by("-started_at")[:1]
)
_DECISION = Prepared(lambda claim: Decision.objects.filter(claim=claim).order_by("-decided_at")[:1])


@dataclass(frozen=True, slots=True)
class Situation:
    """Where somebody's latest claim stands. ``name`` is the claim's state, or "none" without a claim;
    a claim that was not sent in time is "lapsed" from that moment, whoever notes it when. One that ``is_ending`` lapses
    in seven days or fewer. One that is not sent is "stopped" while an answer in it means that they cannot claim, or
    should not before they had advice: nobody is urged to send that. ``decision`` is why one was refused."""

    name: str
    claim: Claim | None = None
    tasks_done: int = 0
    tasks: int = 0
    days_left: int = 0
    last_day: date | None = None
    is_ending: bool = False
    stopped_by: Exit | None = None
    stopped_at_url: str = ""
    decision: Decision | None = None
    decided_on: date | None = None
    challenge_by: date | None = None
    first_period: Period | None = None
    money: Money | None = None

    @property
    def comes_first(self) -> bool:
        """Whether there is something to do about the claim itself, before all else that there is to do."""
        return self.name not in (ClaimState.SUBMITTED, ClaimState.OPEN)


def situation_of(actor: Actor, person: Person) -> Situation:
    """The latest claim of this person, and what there is to say about it. At most six queries.

    ``person`` is who the actor is. The claim's money is left out while we are not sure enough of that.
    """
    claim = _CLAIM.first(person=actor.claimant_id, today=clock.today()) if actor.claimant_id else None
    if claim is None:
        return Situation("none")
    if claim.state == ClaimState.STARTED:
        return _started(claim, actor)
    # Nobody is told on this page why their claim was accepted.
    decision = _DECISION.first(claim=claim.pk) if claim.state == ClaimState.REFUSED else None
    decided_on = timezone.localdate(decision.decided_at) if decision else None
    first_day = claim.entitled_from or claim.claimed_on
    return Situation(
        claim.state,
        claim=claim,
        decision=decision,
        decided_on=decided_on,
        # Within one month of being told (Decisions and Appeals Regulations 2013, regulation 5).
        challenge_by=last_day_of_month_from(decided_on) if decided_on else None,
        first_period=assessment_period(first_day, 1) if first_day else None,
        money=money_of(claim) if claim.state == ClaimState.OPEN and standing_of(person).may(Thing.PAYMENTS) else None,
    )


def _started(claim: Claim, actor: Actor) -> Situation:
    now = clock.now()
    if claim.draft.expires_at <= now:
        return Situation("lapsed", claim=claim)
    member = (
        claim.members.current(clock.today())
        .filter(person=actor.claimant_id)
        .select_related("person")
        .defer("person__nino")
        .get()
    )
    sitting = sitting_for(claim, member)
    last_day = timezone.localdate(claim.draft.expires_at)
    days_left = (last_day - clock.today()).days
    if stop := sitting.dead_end():
        task, item, page = stop
        url = sitting.page_url(task, page.slug, item)
        return Situation("stopped", claim=claim, last_day=last_day, stopped_by=page, stopped_at_url=url)
    return Situation(
        "started",
        claim=claim,
        tasks_done=sitting.completed_count(),
        tasks=len(sitting.tasks()),
        days_left=days_left,
        last_day=last_day,
        is_ending=days_left <= max(REMINDERS),
    )
