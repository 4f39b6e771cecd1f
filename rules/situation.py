"""A household as the rules see it in one assessment period: what several of them ask, judged once."""

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Final

from rules.ages import age_on
from rules.household import Child, Household
from rules.rates import Rates

ADULT_AGE = 25


@dataclass(slots=True)
class Situation:
    """A household, the rates that apply to it, and its people as they are for the whole period.

    Ages are those of the day `on`; `first_day` is the first of the period. `dependants` are the children and
    qualifying young persons, oldest first, and `grown_up` the children who are neither, or for whom nobody here is
    responsible. A family is a couple or somebody with dependants (reg 80A(2)). `net_pence` is everyone's take-home pay
    and profit of the period together, and any surplus earnings. `someone_is_limited` where a claimant has LCW or
    LCWRA; `lcwra_holder` is the one whose LCWRA is included.
    """

    household: Final[Household]
    rates: Final[Rates]
    first_day: Final[date]
    on: Final[date]
    dependants: Final[tuple[Child, ...]]
    grown_up: Final[tuple[Child, ...]]
    is_couple: Final[bool]
    is_family: Final[bool]
    net_pence: Final[int]
    someone_is_limited: Final[bool]
    lcwra_holder: Final[int | None]

    @property
    def someone_is_25(self) -> bool:
        """Whether a claimant is 25 or over (reg 36)."""
        adults = self.household.adults
        oldest = adults[0] if len(adults) == 1 else min(adults, key=attrgetter("date_of_birth"))
        return age_on(oldest.date_of_birth, self.on) >= ADULT_AGE


def situation_of(household: Household, rates: Rates, first_day: date, on: date) -> Situation:
    """A household in the period that begins on a day, ages judged on another."""
    dependants = household.dependants(on) if household.children else ()
    grown_up: tuple[Child, ...] = ()
    if len(dependants) < len(household.children):
        grown_up = tuple([child for child in household.children if child not in dependants])
    is_couple = len(household.adults) == 2
    limited = [index for index, adult in enumerate(household.adults) if adult.lcw or adult.lcwra]
    return Situation(
        household,
        rates,
        first_day,
        on,
        dependants,
        grown_up,
        is_couple,
        is_couple or bool(dependants),
        household.net_earnings_pence + household.surplus_earnings_pence,
        bool(limited),
        _lcwra_holder(household, limited, rates) if limited else None,
    )


def has_protected_rate(household: Household, index: int, rates: Rates) -> bool:
    """Whether a claimant's LCWRA has the protected rate. Two rates exist only from 6 April 2026 (UC Act 2025 s.2):
    before then everyone had that one."""
    protected = household.lcwra_protected or household.adults[index].lcwra_protected
    return protected or "lcwra_element.standard_new" not in rates


def _lcwra_holder(household: Household, limited: list[int], rates: Rates) -> int | None:
    """Whose LCWRA is included: someone at the higher rate (reg 27(4)(b)), and of those someone who is not also a carer
    (reg 29(4)), which pays most."""
    adults = household.adults
    able = [index for index in limited if adults[index].lcwra]
    if len(able) < 2:
        return able[0] if able else None
    return min(able, key=lambda index: (not has_protected_rate(household, index, rates), adults[index].carer))
