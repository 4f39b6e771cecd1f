"""A file for somebody's calendar: what every calendar can read, and nothing that could be read as more than it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.calendar_file import MOST_OCTETS, CalendarEvent, calendar_file
from core.holidays import working_day_everywhere

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def lines_of(event: CalendarEvent) -> list[str]:
    return calendar_file(event, now=NOW).decode().replace("\r\n ", "").split("\r\n")


def test_a_day_is_a_day_wherever_the_phone_is() -> None:
    event = CalendarEvent("todo-1", "Do it", date(2026, 11, 30), date(2026, 11, 30), remind_before=timedelta(hours=2))
    lines = lines_of(event)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261201", "DTSTAMP:20261123T093000Z"} <= set(lines)
    assert "TRIGGER:-PT120M" in lines
    assert [line.split("@")[0] for line in lines if line.startswith("UID:")] == ["UID:todo-1"]


def test_a_moment_is_in_universal_time() -> None:
    summer = timezone(timedelta(hours=1))
    start = datetime(2026, 7, 1, 9, 0, tzinfo=summer)
    lines = lines_of(CalendarEvent("1", "Meet", start, start + timedelta(minutes=40), version=2, is_cancelled=True))
    assert {"DTSTART:20260701T080000Z", "DTEND:20260701T084000Z", "SEQUENCE:2", "STATUS:CANCELLED"} <= set(lines)


def test_words_stay_words_and_lines_are_short() -> None:
    title = "Tea, cake; back\\slash\r\nBEGIN:VALARM " + "ŵŷ😀" * 40
    made = calendar_file(CalendarEvent("1", title, date(2026, 1, 1), date(2026, 1, 1)), now=NOW)
    assert all(len(line) <= MOST_OCTETS for line in made.split(b"\r\n"))
    unfolded = made.decode().replace("\r\n ", "")
    assert "SUMMARY:Tea\\, cake\\; back\\\\slash\\nBEGIN:VALARM " + "ŵŷ😀" * 40 + "\r\n" in unfolded
    assert b"\r" not in made.replace(b"\r\n", b"")
    assert b"\n" not in made.replace(b"\r\n", b"")


def test_nobody_is_told_of_a_time_that_nobody_knows() -> None:
    for start, end in (
        (datetime(2026, 1, 1, 9), datetime(2026, 1, 1, 10)),  # noqa: DTZ001 - that is what is refused
        (date(2026, 1, 1), NOW),
        (date(2026, 1, 2), date(2026, 1, 1)),
    ):
        with pytest.raises(ValueError, match="An event"):
            CalendarEvent("1", "Meet", start, end)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 27), date(2026, 11, 27)),
        (date(2026, 11, 28), date(2026, 11, 30) + timedelta(days=1)),  # St Andrew's Day, in Scotland
        (date(2026, 12, 25), date(2026, 12, 29)),
        (date(2090, 1, 1), date(2090, 1, 2)),  # a Sunday; no bank holidays are known for that year
    ],
)
def test_a_working_day_is_one_in_every_part_of_the_country(day: date, works: date) -> None:
    assert working_day_everywhere(day) == works
