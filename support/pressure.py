"""When many people contact us at once: on which days a busy time comes, and how we say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from core.holidays import HolidaysUnknown, bank_holidays
from govuk.formatting import day_range, time_of_day
from support.hours import Hours
from support.models import BusyTime, Recurrence

HOLIDAYS_OF = "england"
_DAY = timedelta(days=1)
_AHEAD_DAYS = 7


@dataclass(frozen=True, slots=True)
class Window:
    """A busy time on one day, aware."""

    begins: datetime
    ends: datetime
    busy: BusyTime


def comes_on(busy: BusyTime, day: date) -> bool:
    """Whether a busy time comes on this day. Never after a bank holiday that nobody has announced yet."""
    match busy.recurrence:
        case Recurrence.WEEKDAY:
            return day.weekday() == busy.weekday
        case Recurrence.MONTH_DAYS:
            return (busy.first_day or 0) <= day.day <= (busy.last_day or 0)
        case Recurrence.DATES:
            return (busy.first_date or date.max) <= day <= (busy.last_date or date.min)
        case _:
            return _is_after_a_holiday(day)


def windows(busy_times: Iterable[BusyTime], first: date, days: int, hours: Hours | None) -> list[Window]:
    """The busy times of some days, the soonest first; none on a day when nobody answers anyway."""
    rows = list(busy_times)
    found = []
    for number in range(days):
        day = first + number * _DAY
        if hours is None or _opens(hours, day):
            found += [
                Window(_at(day, row.from_time), _at(day, row.until_time), row) for row in rows if comes_on(row, day)
            ]
    return sorted(found, key=lambda window: window.begins)


def quieter_day(busy_times: Iterable[BusyTime], today: date, hours: Hours) -> date | None:
    """The next day from tomorrow on when somebody answers and no busy time comes; None in a week without one."""
    rows = list(busy_times)
    ahead = (today + number * _DAY for number in range(1, _AHEAD_DAYS + 1))
    return next((day for day in ahead if _opens(hours, day) and not any(comes_on(row, day) for row in rows)), None)


def line(busy_times: Iterable[BusyTime], moment: datetime, hours: Hours) -> str:
    """When it is busy next by one way to reach us, and when less so, beside a page; "" for not in the coming week."""
    rows, today = list(busy_times), timezone.localdate(moment)
    coming = next((window for window in windows(rows, today, _AHEAD_DAYS, hours) if window.ends > moment), None)
    if coming is None:
        return ""
    if coming.begins <= moment:
        until = time_of_day(coming.ends)
        return _("Many people contact us at this time. It is usually quieter after %(time)s.") % {"time": until}
    said = _("It is often busy on %(day)s from %(first)s to %(last)s.") % {
        "day": WEEKDAYS[timezone.localdate(coming.begins).weekday()],
        "first": time_of_day(coming.begins),
        "last": time_of_day(coming.ends),
    }
    quieter = quieter_day(rows, today, hours)
    if quieter is None:
        return said
    return said + " " + _("%(day)s is usually quieter.") % {"day": WEEKDAYS[quieter.weekday()]}


def in_words(busy: BusyTime) -> str:
    """When a busy time comes: "Monday, 8am to 11am"."""
    times = {"first": _said(busy.from_time), "last": _said(busy.until_time)}
    return _("%(days)s, %(first)s to %(last)s") % {"days": _days_in_words(busy), **times}


def _days_in_words(busy: BusyTime) -> str:
    match busy.recurrence:
        case Recurrence.WEEKDAY if busy.weekday is not None:
            return str(WEEKDAYS[busy.weekday])
        case Recurrence.MONTH_DAYS if busy.first_day == busy.last_day:
            return _("day %(day)s of each month") % {"day": busy.first_day}
        case Recurrence.MONTH_DAYS:
            return _("days %(first)s to %(last)s of each month") % {"first": busy.first_day, "last": busy.last_day}
        case Recurrence.DATES if busy.first_date and busy.last_date:
            return day_range(busy.first_date, busy.last_date)
        case _:
            return _("the first working day after a bank holiday")


def _is_after_a_holiday(day: date) -> bool:
    holidays = bank_holidays(HOLIDAYS_OF)
    if day.weekday() >= 5 or day in holidays:
        return False
    return any(before in holidays for before in _days_off_before(day, holidays))


def _days_off_before(day: date, holidays: frozenset[date]) -> Iterator[date]:
    day -= _DAY
    while day.weekday() >= 5 or day in holidays:
        yield day
        day -= _DAY


def _opens(hours: Hours, day: date) -> bool:
    try:
        return hours.on(day) is not None
    except HolidaysUnknown:
        return hours.week[day.weekday()] is not None


def _at(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _said(at: time) -> str:
    return time_of_day(_at(date(2026, 1, 1), at))
