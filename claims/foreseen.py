"""The first award that answers foresee: what is said to apply is what an award has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from claims.circumstances import PERSON, Circumstance
from claims.earnings import Earnings
from claims.household import household_of
from rules.award import Award, award_for
from rules.household import Household
from rules.periods import Period

SOMEBODY = UUID(int=1)
# Where the home is changes how much is paid for it and how much the benefit cap is, not what is paid for.
ANYWHERE = Circumstance("area", "claim", {"brma": "", "london": False})


def household_foreseen(circumstances: Iterable[Circumstance], period: Period) -> Household:
    """The household that answers make before a decision maker has said which area's rents count: any rent is within
    them."""
    known: dict[tuple[UUID | None, str], list[Circumstance]] = defaultdict(list)
    for each in [*circumstances, ANYWHERE]:
        known[SOMEBODY if each.subject == PERSON else None, each.kind].append(each)
    household = household_of(known, [SOMEBODY], {SOMEBODY: Earnings(self_employed_pence=0)}, period)
    home = household.housing
    return replace(household, housing=replace(home, lha_monthly_pence=home.rent_pence))


def award_foreseen(household: Household, period: Period) -> Award:
    """Its award in a month without pay."""
    return award_for(household, period, estimate=True)
