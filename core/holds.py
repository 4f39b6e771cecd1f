"""Whose data must not be deleted, though its time is over: higher packages say so at start-up (``AppConfig.ready``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

_HOLDERS: list[Callable[[], Iterable[UUID]]] = []


def add_holder(holder: Callable[[], Iterable[UUID]]) -> None:
    """Have this asked, each time something would be deleted by its age, of which people nothing may be."""
    if holder not in _HOLDERS:
        _HOLDERS.append(holder)


def held_people() -> frozenset[UUID]:
    """The people of whom nothing may be deleted now."""
    return frozenset(person for holder in _HOLDERS for person in holder())
