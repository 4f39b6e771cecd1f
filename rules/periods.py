"""Assessment periods and pay days (UC Regs reg 21; Claims and Payments Regs reg 47)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
DAYS_TO_PAY = timedelta(days=7)


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


def assessment_period(first_date: date, number: int) -> Period:
    """Assessment period `number` (from 1) of an award whose first date of entitlement is `first_date`."""
    if number < 1:
        raise ValueError(f"Assessment periods are numbered from 1, not {number}")
    return Period(number, _start(first_date, number), _start(first_date, number + 1) - DAY)


def period_containing(first_date: date, day: date) -> Period:
    """The assessment period in which a day falls. Raises ValueError before the first date."""
    if day < first_date:
        raise ValueError(f"{day} is before the first assessment period, which begins on {first_date}")
    number = (day.year - first_date.year) * 12 + day.month - first_date.month + 1
    period = assessment_period(first_date, number)
    return period if period.start <= day else assessment_period(first_date, number - 1)


def periods_until(first_date: date, day: date) -> Iterator[Period]:
    """Every assessment period that has begun by `day`, in order. None if the first has not."""
    number = 1
    while (period := assessment_period(first_date, number)).start <= day:
        yield period
        number += 1


def pay_date(period: Period, holidays: frozenset[date]) -> date:
    """The day the period is paid: seven days after it ends, or the last working day before that.

    Saturdays, Sundays and the bank holidays passed in are not working days (DWP practice).
    """
    day = period.end + DAYS_TO_PAY
    while day.weekday() >= 5 or day in holidays:
        day -= DAY
    return day


def last_day_of_month_from(first_day: date) -> date:
    """The last day of the ordinary month that begins on `first_day`."""
    return assessment_period(first_day, 1).end


def _start(first_date: date, number: int) -> date:
    """Reg 21(2): worked out from the original day each time, never from the period before."""
    if number == 1:
        return first_date
    years, month = divmod(first_date.month - 1 + number - 1, 12)
    year = first_date.year + years
    return date(year, month + 1, _start_day(first_date.day, year, month + 1))


def _start_day(day: int, year: int, month: int) -> int:
    if day == 31:
        return _days_in(year, month)
    if day >= 29 and month == 2:
        return _days_in(year, month) - 1
    return day


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - DAY).day
