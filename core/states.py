"""States: one table of moves per model, from which come the check, the database trigger and the diagram.

``audit.moves.move`` is the only code that changes a state; the trigger refuses every other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pgtrigger
from django.db import models

from core.actor import Actor


class MoveRefused(Exception):
    """The row is in a state from which this cannot happen, or this actor may not do it."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that can happen: its name, that name in the past tense (for the record), the states it starts
    from, where it leads, and the roles that may do it."""

    event: str
    past: str
    sources: tuple[str, ...]
    target: str
    roles: frozenset[str]

    def allows(self, actor: Actor) -> bool:
        """Whether this actor may do it. "system" stands for the service itself."""
        return ("system" in self.roles and actor.is_system) or actor.has_role(*self.roles)


def allow(event: str, sources: str | Iterable[str], target: str, *, who: Iterable[str], past: str) -> Move:
    """Declare a move: ``allow("accept", "submitted", "open", who={"decision_maker"}, past="accepted")``."""
    origins = (sources,) if isinstance(sources, str) else tuple(sources)
    return Move(event, past, origins, target, frozenset(who))


class StateTable:
    """Every state of a model's field and every move between them."""

    def __init__(self, field: str, initial: str, moves: Iterable[Move]) -> None:
        self.field = field
        self.initial = initial
        self.moves = tuple(moves)
        self._by_event = {m.event: m for m in self.moves}
        if len(self._by_event) != len(self.moves):
            raise ValueError("Two moves have one name")

    @property
    def states(self) -> list[str]:
        """Every state, the first one first."""
        found = dict.fromkeys([self.initial])
        for each in self.moves:
            found.update(dict.fromkeys([*each.sources, each.target]))
        return list(found)

    def find(self, event: str) -> Move:
        """The move of this name."""
        return self._by_event[event]

    def check(self, instance: models.Model, event: str, actor: Actor) -> Move:
        """The move, if this row can make it and this actor may. Raises MoveRefused."""
        wanted, state = self.find(event), getattr(instance, self.field)
        if state not in wanted.sources:
            raise MoveRefused(f"{instance} is {state}: cannot {event}")
        if not wanted.allows(actor):
            raise MoveRefused(f"{actor.name or 'A visitor'} may not {event} {instance}")
        return wanted

    def triggers(self) -> list[pgtrigger.Trigger]:
        """Triggers that refuse every state change, and every first state, that the table does not hold."""
        pairs = sorted({(source, each.target) for each in self.moves for source in each.sources})
        return [
            pgtrigger.FSM(name=f"{self.field}_moves", field=self.field, transitions=pairs),
            pgtrigger.Protect(
                name=f"{self.field}_starts",
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(**{f"new__{self.field}": self.initial}),
            ),
        ]

    def diagram(self) -> Iterator[str]:
        """The table as lines of a Mermaid state diagram."""
        yield "stateDiagram-v2"
        yield f"    [*] --> {self.initial}"
        for each in self.moves:
            for source in each.sources:
                yield f"    {source} --> {each.target}: {each.event} ({', '.join(sorted(each.roles))})"
