"""Opening hours: to the minute, over bank holidays, and when the clocks change."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.holidays import HolidaysUnknown
from support.hours import DAYS, BadHours, Hours
from support.reaching import in_words, open_now

HERE = ZoneInfo("Europe/London")
WEEKDAYS = dict.fromkeys(DAYS[:5], "08:00 to 18:00")
LINES = Hours.read({**WEEKDAYS, "closed_on_bank_holidays_of": "england"})


def at(text: str) -> datetime:
    """A moment on a clock in the United Kingdom."""
    return datetime.fromisoformat(text).replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-18 07:59:59", "Closed now. Opens today at 8am."),
        ("2026-11-18 08:00", "Open now, until 6pm."),
        ("2026-11-18 17:59:59", "Open now, until 6pm."),
        ("2026-11-18 18:00", "Closed now. Opens tomorrow at 8am."),
        ("2026-11-20 18:00", "Closed now. Opens on Monday at 8am."),
        ("2026-11-21 12:00", "Closed now. Opens on Monday at 8am."),
        ("2026-11-22 12:00", "Closed now. Opens tomorrow at 8am."),
        # Good Friday to Easter Monday
        ("2026-04-02 17:59", "Open now, until 6pm."),
        ("2026-04-02 18:00", "Closed now. Opens on Tuesday at 8am."),
        ("2026-04-06 12:00", "Closed now. Opens tomorrow at 8am."),
        # Christmas Day on a Friday, Boxing Day on the Monday instead
        ("2026-12-24 18:00", "Closed now. Opens on Tuesday at 8am."),
    ],
)
def test_it_is_open_from_the_minute_it_opens_until_the_minute_it_closes(moment: str, said: str) -> None:
    assert open_now(LINES, at(moment)) == said


def test_bank_holidays_are_those_of_a_country() -> None:
    scottish = Hours.read({**WEEKDAYS, "closed_on_bank_holidays_of": "scotland"})
    st_andrews, easter_monday = date(2026, 11, 30), date(2026, 4, 6)
    assert scottish.on(st_andrews) is None
    assert LINES.on(st_andrews)
    assert scottish.on(easter_monday)
    assert LINES.on(easter_monday) is None
    assert Hours.read(WEEKDAYS).on(easter_monday), "they do not close it unless that is said"


@pytest.mark.parametrize(
    ("day", "utc_hour"), [("2026-03-30", 7), ("2026-03-27", 8), ("2026-10-26", 8), ("2026-10-23", 7)]
)
def test_eight_is_eight_before_and_after_the_clocks_change(day: str, utc_hour: int) -> None:
    opening = LINES.on(date.fromisoformat(day))
    assert opening
    assert opening.opens == datetime.fromisoformat(f"{day} 0{utc_hour}:00+00:00")
    assert LINES.now(datetime.fromisoformat(f"{day} 0{utc_hour - 1}:59+00:00")) is None


def test_nothing_is_said_of_now_where_bank_holidays_are_not_known() -> None:
    assert open_now(LINES, at("2099-11-18 12:00")) == ""
    with pytest.raises(HolidaysUnknown):
        LINES.on(date(2099, 11, 18))
    assert open_now(Hours.read(WEEKDAYS), at("2099-11-18 12:00")) == "Open now, until 6pm."


def test_what_opens_late_is_said_with_its_day() -> None:
    sundays = Hours.read({"sunday": "10:00 to 12:30"})
    assert open_now(sundays, at("2026-11-22 12:30")) == "Closed now. Opens on 29 November 2026 at 10am."
    assert open_now(sundays, at("2026-11-22 12:29")) == "Open now, until 12:30pm."


def test_the_week_in_words_puts_like_days_together() -> None:
    written = {**WEEKDAYS, "wednesday": "10:00 to 18:00", "saturday": "09:00 to 12:00"}
    assert list(in_words(Hours.read(written))) == [
        ("Monday to Tuesday", "8am to 6pm"),
        ("Wednesday", "10am to 6pm"),
        ("Thursday to Friday", "8am to 6pm"),
        ("Saturday", "9am to midday"),
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ({"monday": "8 to 6"}, "write it like"),
        ({"monday": "25:00 to 26:00"}, "no such time"),
        ({"monday": "18:00 to 08:00"}, "closes before it opens"),
        ({"monday": ["08:00 to 18:00"]}, "write it like"),
        ({"moonday": "08:00 to 18:00"}, "'moonday' is no day"),
        ({"closed_on_bank_holidays_of": "england"}, "open on no day"),
        ({**WEEKDAYS, "closed_on_bank_holidays_of": "france"}, "'france'"),
    ],
)
def test_hours_written_wrong_are_refused(written: dict[str, object], fault: str) -> None:
    with pytest.raises(BadHours, match=fault):
        Hours.read(written)
