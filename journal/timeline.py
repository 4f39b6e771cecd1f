"""Somebody's journal a page at a time, however long it is, with what higher packages show beside an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from core.prepared import Prepared
from journal.models import Entry

A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Beside:
    """What is shown with an entry: words that somebody wrote, and an address at which there is more."""

    words: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry, and what is shown with it."""

    entry: Entry
    beside: Beside


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a journal, the newest first; ``newer`` and ``older`` are what the addresses of the next ones end with."""

    entries: list[Shown]
    newer: str = ""
    older: str = ""

    @property
    def pairs(self) -> list[tuple[Entry, Beside]]:
        """Each entry with what is shown with it."""
        return [(each.entry, each.beside) for each in self.entries]


Finder = Callable[[Sequence[Entry]], Mapping[UUID, Beside]]
_FINDERS: dict[frozenset[str], Finder] = {}


def show_beside(kinds: Iterable[str], finder: Finder) -> None:
    """Have this asked what to show with entries of these kinds: for all of a page at once, by their keys. Higher
    packages say so at start-up (``AppConfig.ready``)."""
    _FINDERS[frozenset(kinds)] = finder


class _Journal:
    """The entries of one person's journal that some readers may see, a page at a time: three queries of which each
    page asks one (``core.prepared``)."""

    def __init__(self, seen: Callable[[], QuerySet[Entry]]) -> None:
        self._seen = seen
        self._newest = Prepared(lambda person: self._of(person).order_by("-at", "-pk")[: A_PAGE + 1])
        self._older = Prepared(self._before)
        self._newer = Prepared(self._after)

    def _of(self, person: Any) -> QuerySet[Entry]:
        return self._seen().filter(person=person)

    def _end(self, person: Any, end: Any) -> Subquery:
        return Subquery(self._of(person).filter(pk=end).values("at"))

    def _before(self, person: Any, end: Any) -> QuerySet[Entry]:
        at = self._end(person, end)
        rows = self._of(person).filter(Q(at__lt=at) | Q(pk__lt=end), at__lte=at)
        return rows.order_by("-at", "-pk")[: A_PAGE + 1]

    def _after(self, person: Any, end: Any) -> QuerySet[Entry]:
        at = self._end(person, end)
        return self._of(person).filter(Q(at__gt=at) | Q(pk__gt=end), at__gte=at).order_by("at", "pk")[: A_PAGE + 1]

    def page(self, person_id: UUID, asked: Mapping[str, str]) -> Page:
        for way, rows in (("older", self._older), ("newer", self._newer)):
            end = _key(asked.get(way, ""))
            if end and (found := rows.all(person=person_id, end=end)):
                return _page(found, way)
        return _page(self._newest.all(person=person_id), "")


_OWN, _OF_HELPED = _Journal(Entry.objects.all), _Journal(Entry.objects.for_helpers)


def page_of(person_id: UUID, asked: Mapping[str, str], *, is_helper: bool = False) -> Page:
    """The newest entries of this person's journal, for whoever knows already that they may be read; or those just older
    or newer than an entry that ``asked`` names ("older", "newer"). A helper reads none that is only theirs.

    By where the last page ended and not by its number: the database reads no more than it shows, of ten entries or of
    ten thousand, and what is added meanwhile moves nothing. Words that name no entry of these ask for the newest.
    One query, and those of what is shown beside entries.
    """
    return (_OF_HELPED if is_helper else _OWN).page(person_id, asked)


def _page(rows: list[Entry], way: str) -> Page:
    has_more, found = len(rows) > A_PAGE, rows[:A_PAGE]
    if way == "newer":
        found.reverse()
    has_newer, has_older = (has_more, True) if way == "newer" else (way == "older", has_more)
    return Page(
        with_beside(found),
        newer=f"?newer={found[0].pk}" if found and has_newer else "",
        older=f"?older={found[-1].pk}" if found and has_older else "",
    )


def _key(typed: str) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return None


def with_beside(entries: Sequence[Entry]) -> list[Shown]:
    """Each of these entries of one journal, with what is shown beside it."""
    beside: dict[UUID, Beside] = {}
    for kinds, finder in _FINDERS.items():
        if theirs := [each for each in entries if each.kind in kinds]:
            beside.update(finder(theirs))
    return [Shown(each, beside.get(each.pk, Beside())) for each in entries]
