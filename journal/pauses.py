"""When somebody's to-dos stand still, as when they are in hospital: they are not reminded, and miss nothing.

What such times are higher packages know, and say at start-up (``AppConfig.ready``) with ``add_pauses``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from journal.kinds import Text

DAYS_AFTER = 7
"""What was due while somebody's to-dos stood still is not missed for so long after."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Why somebody's to-dos stand still, in words to them, and the last day if that is known."""

    why: Text
    until: date | None = None


Pauses = Callable[[Collection[UUID], date], Mapping[UUID, Pause]]
"""Of these people, whose to-dos stand still on a day. Asked about many at once."""
_PAUSES: list[Pauses] = []


def add_pauses(pauses: Pauses) -> None:
    """Have this asked, of everybody whose to-dos are looked at."""
    if pauses not in _PAUSES:
        _PAUSES.append(pauses)


def pauses_of(people: Collection[UUID], on: date) -> dict[UUID, Pause]:
    """Of these people, whose to-dos stand still on this day."""
    return {person: pause for pauses in _PAUSES for person, pause in pauses(people, on).items()} if people else {}


def pause_of(person_id: UUID, on: date) -> Pause | None:
    """Why this person's to-dos stand still on this day; None where they do not."""
    return pauses_of([person_id], on).get(person_id)


def stood_still(people: Collection[UUID], today: date) -> set[UUID]:
    """Of these people, whose to-dos stand still today, or did on one of the last days: nothing is held against them."""
    days = [today - timedelta(days=back) for back in range(DAYS_AFTER + 1)]
    return {person for day in days for person in pauses_of(people, day)}
