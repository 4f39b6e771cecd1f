"""Assessment periods (UC Regs regs 21 and 21A): one month each, on the same day of each month.

An award that follows another may keep the other's days: `cycle_day` is then the day of the month that the first date
of the old award had. Where the first date is not itself a first day of that cycle, the first period is shorter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One assessment period: its number from 1, its first day and its last day."""

    number: int
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """Whether the day falls within the period, both ends included."""
        return self.start <= day <= self.end

    def has_ended(self, today: date) -> bool:
        """Whether the whole period is in the past."""
        return self.end < today


def assessment_period(first_date: date, number: int, *, cycle_day: int | None = None) -> Period:
    """Assessment period `number` (from 1) of an award whose first date of entitlement is `first_date`."""
    if number < 1:
        raise ValueError(f"Assessment periods are numbered from 1, not {number}")
    return Period(number, _start(first_date, number, cycle_day), _start(first_date, number + 1, cycle_day) - DAY)


def period_containing(first_date: date, day: date, *, cycle_day: int | None = None) -> Period:
    """The assessment period in which a day falls. Raises ValueError before the first date."""
    if day < first_date:
        raise ValueError(f"{day} is before the first assessment period, which begins on {first_date}")
    number = max((day.year - first_date.year) * 12 + day.month - first_date.month, 1)
    while (period := assessment_period(first_date, number, cycle_day=cycle_day)).end < day:
        number += 1
    return period


def periods_until(first_date: date, day: date, *, cycle_day: int | None = None) -> Iterator[Period]:
    """Every assessment period that has begun by `day`, in order. None if the first has not."""
    number = 1
    while (period := assessment_period(first_date, number, cycle_day=cycle_day)).start <= day:
        yield period
        number += 1


def last_day_of_month_from(first_day: date) -> date:
    """The last day of the ordinary month that begins on `first_day`."""
    return assessment_period(first_day, 1).end


def start_before(period: Period) -> date:
    """The first day of the period before one of a whole month, by the cycle that its first day and the next one show
    (reg 21(2))."""
    year, month = _month(period.start, -1)
    return date(year, month, _start_day(max(period.start.day, (period.end + DAY).day), year, month))


def is_short(period: Period, cycle_day: int) -> bool:
    """Whether a period is less than a month, to come back to a cycle: only ever the first (reg 21A(2)(a))."""
    return period.start.day != _start_day(cycle_day, period.start.year, period.start.month)


def months_after(day: date, months: int) -> date:
    """The same day of a later (or, below nothing, earlier) month; its last day where it has no such day."""
    year, month = _month(day, months)
    return date(year, month, min(day.day, _days_in(year, month)))


def last_day_of_months(first_day: date, months: int) -> date:
    """The last day of so many months that begin on a day, that day included: the day before the same day of the later
    month, or that month's last day where it has no such day. Reg 21(2) is for assessment periods and nothing else."""
    following = months_after(first_day, months)
    return following if following.day < first_day.day else following - DAY


def _start(first_date: date, number: int, cycle_day: int | None) -> date:
    """Reg 21(2): worked out from the original day each time, never from the period before."""
    if number == 1:
        return first_date
    months = number - 1
    if cycle_day is None:
        cycle_day = first_date.day
    elif first_date.day < _start_day(cycle_day, first_date.year, first_date.month):
        months -= 1
    year, month = _month(first_date, months)
    return date(year, month, _start_day(cycle_day, year, month))


def _month(day: date, later: int) -> tuple[int, int]:
    """The year and month so many months after the one in which a day falls."""
    years, month = divmod(day.month - 1 + later, 12)
    return day.year + years, month + 1


def _start_day(day: int, year: int, month: int) -> int:
    if day == 31:
        return _days_in(year, month)
    if day >= 29 and month == 2:
        return _days_in(year, month) - 1
    return day


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - DAY).day
