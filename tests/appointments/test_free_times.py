"""When an appointment can be: every rule with the fewest diaries that show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from appointments.free_times import Offer, Place, Shift, Span, Taken, by_day, free_times
from tests.appointments.making import LONDON, MONDAY, at

AMINA, BEN = 1, 2
LEEDS = 10
OPEN = dict.fromkeys(range(5), (time(9), time(17)))
PLACE = Place(rooms=(100,), opens=OPEN, is_closed=lambda _day: False)
SHIFT = Shift(AMINA, 0, time(9), time(11), LEEDS)


def span(hour: int, minute: int = 0, minutes: int = 60) -> Span:
    start = at(hour, minute)
    return Span(start, start + timedelta(minutes=minutes))


def offers(**changes: Any) -> list[Offer]:
    given: dict[str, Any] = {
        "minutes": 60,
        "days": [MONDAY],
        "earliest": at(0),
        "shifts": [SHIFT],
        "places": {LEEDS: PLACE},
        "taken": Taken(),
        "place": LEEDS,
        "is_day_off": lambda _day: False,
        "zone": LONDON,
    }
    return free_times(**{**given, **changes})


def starts(**changes: Any) -> list[str]:
    return [f"{each.span.start.astimezone(LONDON):%H:%M}" for each in offers(**changes)]


def test_it_begins_every_half_hour_and_ends_within_the_shift() -> None:
    assert starts() == ["09:00", "09:30", "10:00"]
    assert starts(minutes=20) == ["09:00", "09:30", "10:00", "10:30"]
    assert starts(days=[MONDAY + timedelta(days=1)]) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"earliest": at(9, 30)},
        {"taken": Taken(advisers={AMINA: [span(9, minutes=30)]})},
        {"taken": Taken(rooms={100: [span(9, minutes=30)]})},
        {"taken": Taken(person=[span(9, minutes=30)])},
        {"places": {LEEDS: replace(PLACE, opens={0: (time(9, 30), time(17))})}},
    ],
    ids=["too soon", "adviser", "room", "person", "not open yet"],
)
def test_what_is_taken_or_not_yet_is_not_offered(changes: dict[str, Any]) -> None:
    assert starts(**changes) == ["09:30", "10:00"]


def test_a_closed_place_offers_nothing_and_a_day_off_nothing_from_home() -> None:
    closed = {LEEDS: replace(PLACE, is_closed=lambda day: day == MONDAY)}
    assert starts(places=closed) == starts(places=closed, place=None) == []
    assert starts(places={LEEDS: replace(PLACE, rooms=())}) == []
    at_home = [replace(SHIFT, place=None)]
    assert starts(shifts=at_home) == []  # nobody is met in person there
    assert starts(shifts=at_home, place=None) == ["09:00", "09:30", "10:00"]
    assert starts(shifts=at_home, place=None, is_day_off=lambda day: day == MONDAY) == []


def test_one_offer_a_time_with_whoever_has_least_to_do_that_day() -> None:
    both = [SHIFT, replace(SHIFT, adviser=BEN)]
    busy = Taken(advisers={AMINA: [span(14)], BEN: []})
    assert {each.adviser for each in offers(shifts=both, taken=busy, place=None)} == {BEN}
    # Only one room: while Ben is in it nobody else is met there, but called.
    used = Taken(advisers={BEN: [span(9)]}, rooms={100: [span(9)]})
    assert starts(shifts=both, taken=used) == ["10:00"]
    assert [each.adviser for each in offers(shifts=both, taken=used, place=None)] == [AMINA] * 3


def test_clocks_that_change_move_no_diary_and_lengthen_no_appointment() -> None:
    for sunday, utc in ((date(2026, 3, 29), 8), (date(2026, 10, 25), 9)):
        shift = Shift(AMINA, 6, time(9), time(10), None)
        [offer] = offers(days=[sunday], earliest=at(0, day=sunday), shifts=[shift], place=None)
        assert offer.span.start == datetime(sunday.year, sunday.month, sunday.day, utc, tzinfo=UTC)
    night = Shift(AMINA, 6, time(0), time(3), None)
    lengths = {}
    for sunday in (date(2026, 3, 29), date(2026, 10, 25)):
        found = offers(days=[sunday], earliest=at(0, day=sunday), shifts=[night], place=None)
        assert all(each.span.end - each.span.start == timedelta(hours=1) for each in found)
        lengths[sunday.month] = len(found)
    assert lengths == {3: 3, 10: 7}  # two hours long, and four
    assert list(by_day(offers(), LONDON)) == [MONDAY]
