"""What a persona's answers come to: their circumstances, household and first award, all without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from uuid import UUID

from claims.circumstances import PERSON, Circumstance
from claims.earnings import Earnings
from claims.facts import circumstances_of
from claims.household import household_of
from claims.journey import CLAIM
from claims.places import is_in_london
from core import clock
from demo.filling import responses_of
from demo.histories import paydays
from demo.personas import Persona
from journeys.sitting import Sitting
from rules.award import Award, award_for
from rules.household import Household, Payday
from rules.periods import assessment_period

# As if everybody claimed on one day, so that what is written of them stays true.
CLAIMED_ON = date(2026, 9, 14)
FIRST_PERIOD = assessment_period(CLAIMED_ON, 1)
SOMEBODY = UUID(int=1)


@contextmanager
def on_the_day_of_the_claim() -> Iterator[None]:
    """Let it be that day, about noon. Raises ClockRefused where the clock cannot move."""
    with clock.as_if(datetime(CLAIMED_ON.year, CLAIMED_ON.month, CLAIMED_ON.day, 11, tzinfo=UTC)):
        yield


def sitting_of(persona: Persona) -> Sitting:
    """Their way through the claim."""
    assert persona.story is not None
    return Sitting(CLAIM, responses_of(persona.story))


def household_in_first_period(persona: Persona) -> Household:
    """Their household as the adviser accepts it, with what they were paid in the first period."""
    known: dict[tuple[UUID | None, str], list[Circumstance]] = defaultdict(list)
    for each in circumstances_of(sitting_of(persona)):
        known[SOMEBODY if each.subject == PERSON else None, each.kind].append(each)
    (home,), (work,) = known[None, "home"], known[SOMEBODY, "work"]
    in_london = is_in_london(home.value["postcode"])
    assert in_london is not None, "An adviser would have to say"
    known[None, "area"] = [Circumstance("area", "claim", {"brma": persona.brma, "london": in_london})]
    employer = known[SOMEBODY, "job"][0].value["employer"] if known[SOMEBODY, "job"] else ""
    return household_of(known, [SOMEBODY], {SOMEBODY: _earned(persona, work, employer)}, FIRST_PERIOD)


def first_award(persona: Persona) -> Award:
    """Their award for the first period."""
    return award_for(household_in_first_period(persona), FIRST_PERIOD)


def _earned(persona: Persona, work: Circumstance, employer: str) -> Earnings:
    pay = persona.pay[0] if persona.pay else ()
    if work.value["self_employed"]:
        return Earnings(self_employed_pence=sum(pay))
    return Earnings(tuple(Payday(employer, day, pence) for day, pence in paydays(FIRST_PERIOD, pay)))
