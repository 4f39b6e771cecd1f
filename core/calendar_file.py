"""A file that puts one event into somebody's calendar (iCalendar, RFC 5545).

Calendars are read by whoever shares the phone, and are sent to companies: an event says that there is something, and
where to sign in to read what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

MOST_OCTETS = 75
"""Of a line, without its end (RFC 5545 section 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """Something that happens on a day, or from one moment to another.

    ``key`` is the same for the same thing each time, so that a calendar replaces what it had: with a higher
    ``version`` where something of it changed. ``start`` and ``end`` are both dates, of which the last day counts, or
    both aware moments. ``title``, ``place`` and ``details`` hold no fact about a person. ``remind_before``: when the
    calendar speaks up.
    """

    key: str
    title: str
    start: date | datetime
    end: date | datetime
    place: str = ""
    details: str = ""
    url: str = ""
    version: int = 0
    is_cancelled: bool = False
    remind_before: timedelta | None = None

    def __post_init__(self) -> None:
        """Raises ValueError for an event that ends before it starts, or of which nobody knows when it is."""
        moments = [moment for moment in (self.start, self.end) if isinstance(moment, datetime)]
        if len(moments) == 1 or any(moment.utcoffset() is None for moment in moments):
            raise ValueError("An event is from a day to a day, or from an aware moment to another")
        if self.end < self.start:
            raise ValueError("An event ends before it starts")


def calendar_file(event: CalendarEvent, *, now: datetime) -> bytes:
    """The event as the bytes of an .ics file, as of ``now``. Moments are in UTC, which every calendar shows as local
    time."""
    return b"".join(_folded(line) for line in _lines(event, now))


def calendar_response(event: CalendarEvent, *, now: datetime, name: str) -> HttpResponse:
    """The file, to be saved as ``name`` with ".ics", or opened by a phone's calendar."""
    return HttpResponse(
        calendar_file(event, now=now),
        content_type="text/calendar; charset=utf-8; method=PUBLISH",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"', "Cache-Control": "private, no-store"},
    )


def _lines(event: CalendarEvent, now: datetime) -> Iterator[str]:
    where = urlsplit(settings.SERVICE_URL).hostname or "localhost"
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{where}//Account//EN", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", "BEGIN:VEVENT", f"UID:{_text(event.key)}@{where}", f"DTSTAMP:{_moment(now)}")
    yield f"SEQUENCE:{event.version}"
    if isinstance(event.start, datetime) and isinstance(event.end, datetime):
        yield from (f"DTSTART:{_moment(event.start)}", f"DTEND:{_moment(event.end)}")
    else:
        # The end is the first day that does not count.
        after = event.end + timedelta(days=1)
        yield from (f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(event.title)}"
    for name, words in (("LOCATION", event.place), ("DESCRIPTION", event.details)):
        if words:
            yield f"{name}:{_text(words)}"
    if event.url:
        yield f"URL:{event.url}"
    yield from ("CLASS:PRIVATE", f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}")
    if event.remind_before is not None:
        minutes = int(event.remind_before.total_seconds() // 60)
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.title)}")
        yield from (f"TRIGGER:-PT{minutes}M", "END:VALARM")
    yield from ("END:VEVENT", "END:VCALENDAR")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    return words.replace("\r\n", "\n").translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line, broken where it is longer than ``MOST_OCTETS``, never inside a character."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode()
        # What follows a break begins with a space, which counts.
        if len(part) + len(octets) > MOST_OCTETS - bool(parts):
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
