"""When somebody answers: opening hours on a clock in the United Kingdom, and whether it is open at a moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.holidays import DIVISIONS, bank_holidays, check_known

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Nothing stays closed for longer than Christmas and the weekends about it.
_LOOK_AHEAD_DAYS = 14
_SPAN = re.compile(r"(\d\d:\d\d) to (\d\d:\d\d)")
_DAY = timedelta(days=1)

Span = tuple[time, time]


class BadHours(ValueError):
    """Hours that were written down wrong; says how."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One day's opening: from and until when, aware."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True, slots=True)
class Hours:
    """For each day of the week, Monday first, from when until when; none on a day when nobody answers.

    ``holidays_of`` is the country whose bank holidays are days off: "england", "wales" or "scotland"; "" for none.
    """

    week: tuple[Span | None, ...]
    holidays_of: str = ""

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> Hours:
        """From ``{"monday": "08:00 to 18:00", "closed_on_bank_holidays_of": "england"}``. Raises BadHours."""
        given = dict(written)
        holidays_of = given.pop("closed_on_bank_holidays_of", "")
        if holidays_of and holidays_of not in DIVISIONS:
            raise BadHours(f"bank holidays of {holidays_of!r}, which is none of {', '.join(DIVISIONS)}")
        if unknown := sorted(set(given) - set(DAYS)):
            raise BadHours(f"{unknown[0]!r} is no day of the week")
        if not given:
            raise BadHours("open on no day")
        return cls(tuple(_span(day, given[day]) if day in given else None for day in DAYS), holidays_of)

    def on(self, day: date) -> Opening | None:
        """That day's opening, if it opens. Raises HolidaysUnknown for a year whose bank holidays are not known."""
        span = self.week[day.weekday()]
        if span is None or self._is_holiday(day):
            return None
        opens, closes = (timezone.make_aware(datetime.combine(day, at), _here()) for at in span)
        return Opening(opens, closes)

    def now(self, moment: datetime) -> Opening | None:
        """The opening in which this moment falls: from the minute it opens until before the minute it closes."""
        opening = self.on(timezone.localdate(moment, _here()))
        return opening if opening and opening.opens <= moment < opening.closes else None

    def next(self, moment: datetime) -> Opening | None:
        """The first opening that begins after this moment; None if there is none for two weeks."""
        day = timezone.localdate(moment, _here())
        for _number in range(_LOOK_AHEAD_DAYS):
            opening = self.on(day)
            if opening and opening.opens > moment:
                return opening
            day += _DAY
        return None

    def _is_holiday(self, day: date) -> bool:
        if not self.holidays_of:
            return False
        check_known(day, self.holidays_of)
        return day in bank_holidays(self.holidays_of)


def _here() -> Any:
    return timezone.get_default_timezone()


def _span(day: str, written: Any) -> Span:
    found = _SPAN.fullmatch(written) if isinstance(written, str) else None
    if found is None:
        raise BadHours(f"{day} is {written!r}: write it like '08:00 to 18:00'")
    try:
        opens, closes = (time.fromisoformat(each) for each in found.groups())
    except ValueError:
        raise BadHours(f"{day} is {written!r}: there is no such time") from None
    if opens >= closes:
        raise BadHours(f"{day} closes before it opens: {written!r}")
    return opens, closes
