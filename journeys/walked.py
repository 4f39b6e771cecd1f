"""What walking a journey finds: the steps of each task, and what is worked out from them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple
from uuid import UUID

from journeys.answers import Answer, KnownAnswers
from journeys.definition import Exit, Page


class TaskStatus(Enum):
    """How far a task has come."""

    CANNOT_START = "cannot start yet"
    NOT_STARTED = "not yet started"
    IN_PROGRESS = "in progress"
    COMPLETED = "completed"


class Step(NamedTuple):
    """A page on the path, with its answer if it has one that still fits."""

    page: Page | Exit
    answer: Answer | None

    @property
    def is_exit(self) -> bool:
        """The path ends here."""
        return isinstance(self.page, Exit)


@dataclass(slots=True)
class Walked:
    """What was worked out so far, by task: its steps (and those about each entry of its list), what is known on
    entering it, what after its own pages, what it tells others, whether its list has entries, and its status."""

    steps: dict[tuple[str, UUID | None], tuple[Step, ...]] = field(default_factory=dict)
    known: dict[str, KnownAnswers] = field(default_factory=dict)
    after: dict[str, KnownAnswers] = field(default_factory=dict)
    told: dict[str, KnownAnswers] = field(default_factory=dict)
    lists: dict[str, bool] = field(default_factory=dict)
    statuses: dict[str, TaskStatus] = field(default_factory=dict)

    def but_for(self, tasks: Set[str]) -> Walked:
        """The same without these tasks."""

        def others(found: dict[str, Any]) -> dict[str, Any]:
            return {task: each for task, each in found.items() if task not in tasks}

        return Walked(
            steps={key: steps for key, steps in self.steps.items() if key[0] not in tasks},
            known=others(self.known),
            after=others(self.after),
            told=others(self.told),
            lists=others(self.lists),
            statuses=others(self.statuses),
        )

    def with_exits(self) -> set[str]:
        """The tasks in which an exit was met."""
        return {task for (task, _item), steps in self.steps.items() if any(step.is_exit for step in steps)}
