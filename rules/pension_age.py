"""Pension Credit qualifying age, at which Universal Credit ends (WRA 2012 s.4(1)(b), (4); Pensions Act 1995 Sch 4)."""

from collections.abc import Sequence
from datetime import date

from rules.ages import birthday
from rules.periods import months_after, period_containing

LOWEST_PENSION_AGE = 66
RISING_FROM = date(1960, 4, 6)
RISEN_BY = date(1961, 3, 6)


def pension_age_date(born: date) -> date:
    """The day somebody born on a day reaches it: at 66; at 66 and 1 to 11 months for births from 6 April 1960 to
    5 March 1961, a month more for each month that begins on the 6th; at 67 after that."""
    if born < RISING_FROM:
        months = 0
    elif born >= RISEN_BY:
        months = 12
    else:
        months = (born.year - 1960) * 12 + born.month - 4 + (born.day >= 6)
    if not months % 12:
        return birthday(born, LOWEST_PENSION_AGE + months // 12)
    return months_after(born, LOWEST_PENSION_AGE * 12 + months)


def last_day_of_entitlement(births: Sequence[date], first_date: date, *, cycle_day: int | None = None) -> date:
    """The last day of an award that ends because every claimant reaches Pension Credit age: the last of the assessment
    period in which the youngest does, for which they are still paid in full (UC Regs reg 3(2)(a); Decisions and Appeals
    Regs Sch 1 para 26)."""
    reached = max(pension_age_date(born) for born in births)
    return period_containing(first_date, max(reached, first_date), cycle_day=cycle_day).end
