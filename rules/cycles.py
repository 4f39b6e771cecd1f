"""Which days an award that follows another keeps for its assessment periods (UC Regs regs 21(3) to (3C) and 21A)."""

from datetime import date
from typing import NamedTuple

from rules.facts import known
from rules.periods import DAY, Period, months_after, period_containing
from rules.rounding import share_of

MONTHS_TO_RECLAIM = 6


class OldAward(NamedTuple):
    """An award that ended: its first date of entitlement, its last day, and the cycle that it itself kept, if any."""

    first_date: date
    last_day: date
    cycle_day: int | None = None

    @property
    def day(self) -> int:
        """The day of the month on which its periods began, before the exceptions for short months."""
        return self.first_date.day if self.cycle_day is None else self.cycle_day


class Kept(NamedTuple):
    """The first date of entitlement of a new award and the cycle it keeps, for `assessment_period`."""

    first_date: date
    cycle_day: int


def cycle_day_after_separating(old: OldAward) -> int:
    """Each of a couple who part keeps the days of the award they had together (reg 21(3))."""
    return old.day


def cycle_day_after_forming_a_couple(*old: OldAward) -> int:
    """A new couple keep the days of the old award, or of the one that ended earlier where both had one (reg 21(3A) and
    (3B)). Where both ended on one day, those of the one that began earlier."""
    return min(old, key=lambda award: (award.last_day, award.first_date)).day


def kept_on_reclaim(old: OldAward, claimed_on: date, *, still_met_conditions: bool | None) -> Kept | None:
    """The old cycle where a claim is made within six months of the last day of an award, or None (reg 21(3C)).

    The new award begins on the first day of the old award's period in which the claim is made, but never before the
    old one was over (Claims and Payments Regs reg 26(5)). `still_met_conditions` says whether the claimant met the
    basic conditions all the time between, a claimant commitment aside, and was not excluded; MissingFact otherwise.
    """
    if claimed_on <= old.last_day:
        raise ValueError(f"A claim made on {claimed_on} does not follow an award that lasts until {old.last_day}")
    if months_after(old.last_day, MONTHS_TO_RECLAIM) < claimed_on:
        return None
    if not known(still_met_conditions, "whether the basic conditions were met since the last award"):
        return None
    period = period_containing(old.first_date, claimed_on, cycle_day=old.cycle_day)
    return Kept(max(period.start, old.last_day + DAY), old.day)


def amount_for_short_period(amount_pence: int, period: Period) -> int:
    """What is paid for a first period shorter than a month: a month's pence x 12 / 365 for each day (reg 21A(2)(b)).

    Days are not rounded one by one: the sum is rounded once, as reg 6 says.
    """
    days = (period.end - period.start).days + 1
    return share_of(amount_pence, 12 * days, 365)
