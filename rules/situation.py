"""A household as the rules see it in one assessment period: what several of them ask, judged once."""

from datetime import date
from typing import NamedTuple

from rules.ages import age_on
from rules.household import Child, Household
from rules.rates import Rates

ADULT_AGE = 25


class Situation(NamedTuple):
    """A household, the rates that apply to it, and its people as they are for the whole period.

    Ages are those of the day `on`; `first_day` is the first of the period. `dependants` are the children and
    qualifying young persons, oldest first, and `grown_up` those who are neither. `net_pence` is everyone's
    take-home pay and profit together, a period, and `lcwra_holder` the claimant whose LCWRA is included, if any.
    """

    household: Household
    rates: Rates
    first_day: date
    on: date
    dependants: tuple[Child, ...]
    grown_up: tuple[Child, ...]
    is_couple: bool
    net_pence: int
    lcwra_holder: int | None

    @property
    def is_family(self) -> bool:
        """A couple, or somebody with children (reg 80A(2))."""
        return self.is_couple or bool(self.dependants)

    @property
    def someone_is_25(self) -> bool:
        """Whether a claimant is 25 or over (reg 36)."""
        oldest = min([adult.date_of_birth for adult in self.household.adults])
        return age_on(oldest, self.on) >= ADULT_AGE

    @property
    def someone_is_limited(self) -> bool:
        """Whether a claimant has limited capability for work, or for work-related activity too (regs 39 and 40)."""
        return any(adult.lcw or adult.lcwra for adult in self.household.adults)


def situation_of(household: Household, rates: Rates, first_day: date, on: date) -> Situation:
    """A household in the period that begins on a day, ages judged on another."""
    dependants = household.dependants(on) if household.children else ()
    grown_up = household.children
    if dependants:
        grown_up = tuple([child for child in household.children if child not in dependants])
    return Situation(
        household,
        rates,
        first_day,
        on,
        dependants,
        grown_up,
        len(household.adults) == 2,
        household.net_earnings_pence,
        _lcwra_holder(household),
    )


def _lcwra_holder(household: Household) -> int | None:
    """Whose LCWRA is included: someone who is not also a carer if possible, which pays most (reg 29(4))."""
    holder = None
    for index, adult in enumerate(household.adults):
        if adult.lcwra and (holder is None or household.adults[holder].carer > adult.carer):
            holder = index
    return holder
