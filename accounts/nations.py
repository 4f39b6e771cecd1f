"""In which part of Great Britain somebody lives: whose bank holidays their days are counted by. Claims know, where it
was said to them; they say so at start-up (``AppConfig.ready``)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from core.holidays import working_days_after

Finder = Callable[[UUID], str]
_TOLD: list[Finder] = []


def when_asked_where(finder: Finder) -> None:
    """Give a function that says where a person lives, by their key: "england", "wales" or "scotland"; "" if unknown."""
    _TOLD.append(finder)


def nation_of(person_id: UUID) -> str:
    """Where this person lives; "" where nobody knows."""
    return next((nation for finder in _TOLD if (nation := finder(person_id))), "")


def working_days_for(person_id: UUID, day: date, days: int) -> date:
    """The last of so many working days after this one, as they are where this person lives. Where nobody knows that,
    what is a bank holiday anywhere counts for none: nobody has a day less."""
    return working_days_after(day, days, nation_of(person_id))
