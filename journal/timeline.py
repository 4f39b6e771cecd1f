"""Somebody's journal a page at a time, however long it is, with what higher packages show beside an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from journal.models import Entry

A_PAGE = 20


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


def page_of(entries: QuerySet[Entry], asked: Mapping[str, str], *, a_page: int = A_PAGE) -> Page:
    """The newest of these entries; or those just older or newer than an entry that ``asked`` names ("older", "newer").

    By where the last page ended and not by its number: the database reads no more than it shows, of ten entries or of
    ten thousand, and what is added meanwhile moves nothing. Words that name no entry of these ask for the newest.
    """
    way = "older" if "older" in asked else "newer"
    end = _named(entries, asked.get(way, ""))
    rows = entries.order_by("-at", "-pk")
    if end is None:
        way = ""
    elif way == "older":
        rows = rows.filter(Q(at__lt=end.at) | Q(pk__lt=end.pk), at__lte=end.at)
    else:
        rows = entries.order_by("at", "pk").filter(Q(at__gt=end.at) | Q(pk__gt=end.pk), at__gte=end.at)
    found = list(rows[: a_page + 1])
    has_more, found = len(found) > a_page, found[:a_page]
    if way == "newer":
        found.reverse()
    has_newer, has_older = (has_more, True) if way == "newer" else (end is not None, has_more)
    return Page(
        with_beside(found),
        newer=f"?newer={found[0].pk}" if found and has_newer else "",
        older=f"?older={found[-1].pk}" if found and has_older else "",
    )


def _named(entries: QuerySet[Entry], typed: str) -> Entry | None:
    try:
        return entries.filter(pk=UUID(typed)).first() if typed else None
    except ValueError:
        return None


def with_beside(entries: Sequence[Entry]) -> list[Shown]:
    """Each of these entries of one journal, with what is shown beside it."""
    beside: dict[UUID, Beside] = {}
    for kinds, finder in _FINDERS.items():
        if theirs := [each for each in entries if each.kind in kinds]:
            beside.update(finder(theirs))
    return [Shown(each, beside.get(each.pk, Beside())) for each in entries]
