"""When an appointment can be: worked out from diaries, rooms, opening hours, days off and what is booked already.

Pure: it asks neither the database nor the clock. Diaries and opening hours are by the clock on the wall, so that nine
o'clock stays nine o'clock across a change of summer time; lengths are real time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

STEP = timedelta(minutes=30)
"""Appointments begin on the hour and half past, counted from where a shift begins."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of time, aware."""

    start: datetime
    end: datetime

    def overlaps(self, other: Span) -> bool:
        """Whether some moment is in both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Shift:
    """When an adviser sees people on a day of the week, Monday being 0; ``place`` is None for at home."""

    adviser: int
    weekday: int
    starts: time
    ends: time
    place: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where people are met: its rooms that will do, in the order in which to take them, when it is open on each day of
    the week, and the days on which it is not."""

    rooms: tuple[int, ...]
    opens: Mapping[int, tuple[time, time]]
    is_closed: Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Taken:
    """What is booked or blocked: of each adviser and room, and of whom it is for."""

    advisers: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    rooms: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    person: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """An appointment that could be made: when, with whom, and in which room, if in one."""

    span: Span
    adviser: int
    place: int | None = None
    room: int | None = None


def free_times(
    *,
    minutes: int,
    days: Iterable[date],
    earliest: datetime,
    shifts: Sequence[Shift],
    places: Mapping[int, Place],
    taken: Taken,
    place: int | None,
    is_day_off: Callable[[date], bool],
    zone: tzinfo,
) -> list[Offer]:
    """One offer for each time at which somebody is free, the soonest first; never one that begins before ``earliest``.

    ``place`` is where they meet in person, in a room; None for by phone or video, when advisers at home will do too.
    ``is_day_off`` says on which days nobody who is not at a place works. Of advisers who are free at one time the one
    with the fewest appointments that day is offered, so that work is shared.
    """
    found: dict[datetime, Offer] = {}
    for day in days:
        busy = Counter({adviser: _of_day(spans, day, zone) for adviser, spans in taken.advisers.items()})
        for offer in _of_shifts(day, minutes, shifts, places, taken, place, is_day_off, zone):
            start = offer.span.start
            if start < earliest:
                continue
            other = found.get(start)
            if other is None or (busy[offer.adviser], offer.adviser) < (busy[other.adviser], other.adviser):
                found[start] = offer
    return [found[start] for start in sorted(found)]


def by_day(offers: Iterable[Offer], zone: tzinfo) -> dict[date, list[Offer]]:
    """The offers of each day, as the day is where they are."""
    days: dict[date, list[Offer]] = defaultdict(list)
    for offer in offers:
        days[offer.span.start.astimezone(zone).date()].append(offer)
    return dict(days)


def _of_shifts(
    day: date,
    minutes: int,
    shifts: Sequence[Shift],
    places: Mapping[int, Place],
    taken: Taken,
    place: int | None,
    is_day_off: Callable[[date], bool],
    zone: tzinfo,
) -> Iterator[Offer]:
    for shift in shifts:
        if shift.weekday != day.weekday() or (place is not None and shift.place != place):
            continue
        at = places[shift.place] if shift.place is not None else None
        hours = _hours(day, shift, at, is_day_off)
        if hours is None:
            continue
        for span in _spans(day, hours, minutes, zone):
            if _is_free(span, taken.person) and _is_free(span, taken.advisers.get(shift.adviser, ())):
                if place is None:
                    yield Offer(span, shift.adviser)
                elif at and (room := _room(at, span, taken)) is not None:
                    yield Offer(span, shift.adviser, place, room)


def _hours(day: date, shift: Shift, at: Place | None, is_day_off: Callable[[date], bool]) -> tuple[time, time] | None:
    """The part of a shift in which its place is open; None where there is no such part."""
    if at is None:
        return None if is_day_off(day) else (shift.starts, shift.ends)
    opening = at.opens.get(day.weekday())
    if opening is None or at.is_closed(day):
        return None
    return max(shift.starts, opening[0]), min(shift.ends, opening[1])


def _spans(day: date, hours: tuple[time, time], minutes: int, zone: tzinfo) -> Iterator[Span]:
    # In UTC from here on: an hour that the clocks skip or repeat is as long as it is.
    start, end = (datetime.combine(day, at, zone).astimezone(UTC) for at in hours)
    while start + timedelta(minutes=minutes) <= end:
        yield Span(start, start + timedelta(minutes=minutes))
        start += STEP


def _is_free(span: Span, taken: Iterable[Span]) -> bool:
    return not any(span.overlaps(each) for each in taken)


def _room(at: Place, span: Span, taken: Taken) -> int | None:
    return next((room for room in at.rooms if _is_free(span, taken.rooms.get(room, ()))), None)


def _of_day(spans: Iterable[Span], day: date, zone: tzinfo) -> int:
    return sum(span.start.astimezone(zone).date() == day for span in spans)
