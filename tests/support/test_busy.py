"""When many people contact us at once: on which days, and how it is said."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from support.hours import DAYS, Hours
from support.models import BusyTime
from support.pressure import comes_on, in_words, line, quieter_day, windows
from support.services import keep_busy_time
from tests.support.conftest import ADA

LINES = Hours.read({**dict.fromkeys(DAYS[:5], "08:00 to 18:00"), "closed_on_bank_holidays_of": "england"})


def busy(recurrence: str, first: int = 8, last: int = 11, **given: Any) -> BusyTime:
    return BusyTime(channel="phone", recurrence=recurrence, from_time=time(first), until_time=time(last), **given)


MONDAYS = busy("weekday", weekday=0)
FIRST_DAYS = busy("month_days", first_day=1, last_day=3)
AFTER = busy("after_holiday", first=8, last=18)
APRIL = busy("dates", first_date=date(2026, 4, 7), last_date=date(2026, 4, 8))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("row", "days", "others"),
    [
        (MONDAYS, ["2026-11-23"], ["2026-11-22", "2026-11-24"]),
        (FIRST_DAYS, ["2026-12-01", "2026-12-03"], ["2026-11-30", "2026-12-04"]),
        # Easter Monday was the 6th; Christmas Day is a Friday and its Monday a bank holiday too
        (AFTER, ["2026-04-07", "2026-12-29"], ["2026-04-06", "2026-04-08", "2026-12-28", "2026-11-23", "2099-01-04"]),
        (APRIL, ["2026-04-07", "2026-04-08"], ["2026-04-06", "2026-04-09"]),
    ],
)
def test_it_comes_on_its_days(row: BusyTime, days: list[str], others: list[str]) -> None:
    assert [comes_on(row, date.fromisoformat(day)) for day in days] == [True] * len(days)
    assert [comes_on(row, date.fromisoformat(day)) for day in others] == [False] * len(others)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (MONDAYS, "Monday, 8am to 11am"),
        (FIRST_DAYS, "days 1 to 3 of each month, 8am to 11am"),
        (busy("month_days", first_day=1, last_day=1), "day 1 of each month, 8am to 11am"),
        (AFTER, "the first working day after a bank holiday, 8am to 6pm"),
        (APRIL, "7 April 2026 to 8 April 2026, 8am to 11am"),
    ],
)
def test_it_is_said_in_words(row: BusyTime, words: str) -> None:
    assert in_words(row) == words


def test_nobody_waits_on_a_day_when_nobody_answers() -> None:
    easter_monday = date(2026, 4, 6)
    assert windows([MONDAYS], easter_monday, 1, LINES) == []
    (window,) = windows([MONDAYS], easter_monday, 8, LINES)
    assert (window.begins, window.ends) == (at("2026-04-13 08:00"), at("2026-04-13 11:00"))


def test_the_day_to_choose_instead_is_open_and_free_of_busy_times() -> None:
    assert quieter_day([MONDAYS], date(2026, 11, 20), LINES) == date(2026, 11, 24), "not the weekend nor Monday"
    assert quieter_day([MONDAYS, AFTER], date(2026, 4, 2), LINES) == date(2026, 4, 8)
    every_day = [busy("weekday", weekday=number) for number in range(7)]
    assert quieter_day(every_day, date(2026, 11, 20), LINES) is None


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-20 12:00", "It is often busy on Monday from 8am to 11am. Tuesday is usually quieter."),
        ("2026-11-23 07:59", "It is often busy on Monday from 8am to 11am. Tuesday is usually quieter."),
        ("2026-11-23 08:00", "Many people contact us at this time. It is usually quieter after 11am."),
        ("2026-11-23 11:00", ""),
    ],
)
def test_beside_a_page_it_is_said_when_to_call(moment: str, said: str) -> None:
    assert line([MONDAYS], at(moment), LINES) == said


def test_nothing_is_said_where_no_busy_time_is_known() -> None:
    assert line([], at("2026-11-23 08:00"), LINES) == ""


@pytest.mark.parametrize(
    "row",
    [
        busy("weekday"),
        busy("weekday", weekday=7),
        busy("weekday", weekday=0, first_day=1),
        busy("weekday", weekday=0, first=11, last=11),
        busy("month_days", first_day=3, last_day=1),
        busy("month_days", first_day=0, last_day=32),
        busy("dates", first_date=date(2026, 4, 8), last_date=date(2026, 4, 7)),
        busy("dates", first_date=date(2026, 4, 8)),
        busy("after_holiday", weekday=1),
        busy("yearly"),
    ],
)
def test_what_says_no_time_is_refused(row: BusyTime, db: None) -> None:
    with pytest.raises(ValidationError):
        keep_busy_time(busy=row, by=ADA)
    assert not BusyTime.objects.exists()


def test_it_is_on_the_pages_of_a_demonstration(client: Client, db: None, read_each_time: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    settings.CONTACT_PHONE = "0808 157 0192"
    with time_machine.travel("2026-11-20 12:00+00:00", tick=False):
        assert "We expect no busy times." in client.get("/service-status/").content.decode()
        keep_busy_time(busy=busy("weekday", weekday=0), by=ADA)
        keep_busy_time(busy=busy("weekday", weekday=4, in_use=False), by=ADA)
        status = client.get("/service-status/").content.decode()
        for words in ("Monday, 8am to 11am", "23 November 2026, 8am to 11am: Phone", "quieter is 24 November 2026"):
            assert words in status
        assert "Friday, " not in status
        for page in ("/sign-in/", "/help/contact/"):
            assert "It is often busy on Monday from 8am to 11am." in client.get(page).content.decode()
