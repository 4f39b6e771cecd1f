"""The nine months without the benefit cap after a year of work (UC Regs reg 82(1)(b), (2) and (3))."""

from collections.abc import Sequence
from datetime import date

from rules.facts import MissingFact
from rules.periods import DAY, Period, last_day_of_months, months_after
from rules.rates import RateBook

YEAR_OF_MONTHS = 12
GRACE_MONTHS = 9


def grace_period_from(first_day: date) -> Period:
    """Nine months from a day."""
    return Period(1, first_day, last_day_of_months(first_day, GRACE_MONTHS))


def grace_after_stopping_work(
    last_day_of_work: date, months_before_pence: Sequence[int | None], book: RateBook
) -> Period | None:
    """The nine months from the day after somebody stopped work before their award, or None (reg 82(2)(b)).

    `months_before_pence` are what they, and a partner they lived with, took home in each of the 12 months that end on
    the last day of work, oldest first.
    """
    first_day = last_day_of_work + DAY
    return grace_period_from(first_day) if earned_enough_for_a_year(first_day, months_before_pence, book) else None


def grace_after_earning_less(
    period: Period, earned_pence: int, months_before_pence: Sequence[int | None], book: RateBook
) -> Period | None:
    """The nine months from the first day of a period of the award in which pay fell below the threshold, or None (reg
    82(2)(a)). `months_before_pence` are the 12 months before that day, oldest first."""
    if earned_pence >= _threshold_pence(period.start, book):
        return None
    enough = earned_enough_for_a_year(period.start, months_before_pence, book)
    return grace_period_from(period.start) if enough else None


def earned_enough_for_a_year(day: date, months_before_pence: Sequence[int | None], book: RateBook) -> bool:
    """Whether in each of the 12 months before a day pay was the threshold of that month or more (reg 82(3) and (5)).

    A minimum income floor is not pay (reg 82(4)). Raises MissingFact for a month that is not known, unless another
    one already was too low.
    """
    if len(months_before_pence) != YEAR_OF_MONTHS:
        raise MissingFact(f"Pay must be known for {YEAR_OF_MONTHS} months before {day}")
    starts = [months_after(day, number - YEAR_OF_MONTHS) for number in range(YEAR_OF_MONTHS)]
    months = list(zip(starts, months_before_pence, strict=True))
    if any(pence is not None and pence < _threshold_pence(start, book) for start, pence in months):
        return False
    for start, pence in months:
        if pence is None:
            raise MissingFact(f"Pay of the month from {start} is not known")
    return True


def latest_grace(periods: Sequence[Period | None]) -> Period | None:
    """The most recent of several, by which reg 82(2) goes; None where there is none."""
    return max((period for period in periods if period), key=lambda period: period.start, default=None)


def _threshold_pence(month_from: date, book: RateBook) -> int:
    return book.on(month_from)["benefit_cap.earnings_exemption"].pence
