"""Answers in memory: what was saved (Responses), and what a predicate may ask of it (KnownAnswers)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Answer = Mapping[str, Any]  # field name -> canonical JSON value


class UndeclaredAnswer(LookupError):
    """A predicate asked for an answer that no earlier page of its task, or of a task it needs, gives."""


@dataclass(frozen=True, slots=True)
class Responses:
    """Everything saved for a journey: the answer to each page, and the items of each list, in order; and the pages
    that others than its person answered, by the name that each of them had then."""

    pages: Mapping[tuple[UUID | None, str], Answer] = field(default_factory=dict)
    items: Mapping[str, Sequence[UUID]] = field(default_factory=dict)
    by_others: Mapping[str, Set[str]] = field(default_factory=dict)

    def page(self, slug: str, item: UUID | None = None) -> Answer | None:
        """What was saved for this page, or None."""
        return self.pages.get((item, slug))

    def items_of(self, task: str) -> Sequence[UUID]:
        """The entries of a list task, first added first."""
        return self.items.get(task, ())


class KnownAnswers:
    """The relevant answers given before a page, and nothing else: what its ``asked_if`` may read.

    ``known.get("tenure")`` is None while unanswered or when its page is not asked. A name that no earlier page
    declares raises, so a question can never silently depend on one that comes later.
    """

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}
        self._lists: dict[str, list[tuple[UUID, Answer]]] = {}

    def get(self, name: str) -> Any:
        """The answer to one field."""
        try:
            return self._values[name]
        except KeyError:
            raise UndeclaredAnswer(f"No earlier page asks for {name!r}") from None

    def entries(self, task: str) -> list[tuple[UUID, Answer]]:
        """Each entry of a list task that this task needs, with the answers about it."""
        if task not in self._lists:
            raise UndeclaredAnswer(f"No earlier task lists {task!r}")
        return self._lists[task]

    def declare(self, names: Collection[str], answer: Answer | None) -> None:
        """Make known a page that came earlier, with its answer, to just these names, if it was asked and answered."""
        if answer is not None:
            self._values.update(answer)
        else:
            for name in names:
                self._values[name] = None

    def declare_list(self, task: str, entries: list[tuple[UUID, Answer]]) -> None:
        """Make known a list task that came earlier."""
        self._lists[task] = entries

    def learn(self, other: KnownAnswers) -> None:
        """Make known what another knows."""
        self._values |= other._values
        self._lists |= other._lists

    def copy(self) -> KnownAnswers:
        """The same knowledge, to be added to separately."""
        twin = KnownAnswers()
        twin._values = dict(self._values)
        twin._lists = dict(self._lists)
        return twin
