"""Answers that a change would take off the path: shown before they go, then removed with the change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from journeys.check import CheckGroup, check_item, check_task
from journeys.definition import ListTask
from journeys.services import Removal
from journeys.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Loss:
    """The answer to one page that would no longer be asked."""

    task: str
    item: UUID | None
    page: str


def losses(before: Sitting, after: Sitting) -> list[Loss]:
    """The answers on the path before a change and not after it.

    None while an exit stands on the path: nobody goes on from there, so nothing is taken from who turns back.
    """
    if any(step.is_exit for _task, _item, step in after.path()):
        return []
    left = set(_answered(after))
    return [loss for loss in _answered(before) if loss not in left]


def _answered(sitting: Sitting) -> Iterator[Loss]:
    return (Loss(task.slug, item, step.page.slug) for task, item, step in sitting.path() if step.answer is not None)


def as_groups(before: Sitting, lost: Sequence[Loss]) -> list[CheckGroup]:
    """What would go, as it was asked and answered."""
    groups = []
    for (slug, item), going in groupby(lost, key=lambda loss: (loss.task, loss.item)):
        task, pages = before.journey.task(slug), {loss.page for loss in going}
        if item is not None and isinstance(task, ListTask):
            whole = check_item(before, task, item, came_from="")
        else:
            whole = check_task(before, task, came_from="")[0]
        rows = [row for row in whole.rows if row.page in pages]
        groups.append(CheckGroup(task=whole.task, title=whole.title, rows=rows, item=item))
    return groups


def removals(before: Sitting, after: Sitting, lost: Sequence[Loss], drafts: Mapping[str, UUID]) -> list[Removal]:
    """What to take out of which draft: the answers, and the list entries that no longer count."""
    found = []
    for loss in lost:
        found.append(Removal(drafts[before.journey.task(loss.task).part], loss.page, loss.item))
    for task in before.journey.tasks:
        if isinstance(task, ListTask) and before.items(task) and not after.items(task):
            draft_id = drafts[task.part]
            found += [Removal(draft_id, None, item) for item in before.items(task)]
            found.append(Removal(draft_id, task.another_slug))
    return found


def token(*shown: Any) -> str:
    """A word for exactly what was shown, so that agreeing to it agrees to nothing else."""
    return hashlib.sha256(json.dumps(shown, default=str).encode()).hexdigest()[:32]
