"""Answers that a change would take off the path: shown before they go, then removed with the change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from journeys.answers import Answer
from journeys.check import CheckGroup, page_rows
from journeys.definition import Journey, ListTask, Page, Task
from journeys.services import Removal
from journeys.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Loss:
    """The answer to one page that would no longer be asked."""

    task: str
    item: UUID | None
    page: str


def losses(before: Sitting, after: Sitting, changed: Task) -> list[Loss]:
    """The answers that were asked for before a change in a task and are not after it.

    None while that task ends at an exit: nobody goes on from there, so nothing is taken from who turns back. Once
    they have turned elsewhere, what was kept for them in that task goes too, if it is not asked any more.
    """
    if any(step.is_exit for item in (None, *after.items(changed)) for step in after.steps(changed, item)):
        return []
    touched = before.journey.resting_on({changed.slug})
    asked = {*_answered(after.past_exits(), touched)}
    turned_back = any(step.is_exit for step in before.steps(changed))
    had = dict.fromkeys([*_answered(before.past_exits(), touched), *(_kept(before, changed) if turned_back else ())])
    return [loss for loss in had if loss not in asked]


def _answered(sitting: Sitting, tasks: Set[str]) -> Iterator[Loss]:
    path = sitting.path(tasks)
    return (Loss(task.slug, item, step.page.slug) for task, item, step in path if step.answer is not None)


def _kept(sitting: Sitting, task: Task) -> Iterator[Loss]:
    """What is kept for a task, on the path or not, as far as it can still be put into words."""
    saved = sitting.responses
    for item, pages in _pages_of(task, saved.items_of(task.slug)):
        for page in pages:
            answer = saved.page(page.slug, item)
            if isinstance(page, Page) and answer is not None and set(answer) == set(page.fields):
                yield Loss(task.slug, item, page.slug)


def _pages_of(task: Task, items: Sequence[UUID]) -> Iterator[tuple[UUID | None, Sequence[Any]]]:
    yield None, task.pages
    if isinstance(task, ListTask):
        yield from ((item, task.item_pages) for item in items)


def as_groups(before: Sitting, lost: Sequence[Loss]) -> list[CheckGroup]:
    """What would go, as it was asked and answered."""
    pages = {page.slug: page for _task, page in before.journey.pages()}
    together: dict[tuple[str, UUID | None], list[Loss]] = {}
    for loss in lost:
        together.setdefault((loss.task, loss.item), []).append(loss)
    groups = []
    for (slug, item), going in together.items():
        task = before.journey.task(slug)
        rows = [
            row
            for loss in going
            for row in page_rows(before, task, item, pages[loss.page], answer_to(before, loss), came_from="")
        ]
        groups.append(CheckGroup(task=slug, title=_title(before, task, item), rows=rows, item=item))
    return groups


def _title(before: Sitting, task: Task, item: UUID | None) -> str:
    if item is None or not isinstance(task, ListTask):
        return str(task.title)
    about: dict[str, Any] = {}
    for page in task.item_pages:
        about |= before.responses.page(page.slug, item) or {}
    return task.item_name(about) or str(task.words.item)


def answer_to(sitting: Sitting, loss: Loss) -> Answer:
    """The answer that would go."""
    return sitting.responses.page(loss.page, loss.item) or {}


def removal(before: Sitting, after: Sitting, lost: Sequence[Loss], drafts: Mapping[str, UUID]) -> Removal:
    """What to take out of which drafts: the answers as they were shown, and the list entries that no longer count."""
    part_of = _parts(before.journey)
    answers = {(drafts[part_of[loss.task]], loss.item, loss.page): answer_to(before, loss) for loss in lost}
    entries: set[UUID] = set()
    for task in before.journey.tasks:
        if isinstance(task, ListTask) and (gone := set(before.items(task)) - set(after.items(task))):
            entries |= gone
            # Whatever else is kept about an entry was off its path already, and goes with it.
            kept = ((key, answer) for key, answer in before.responses.pages.items() if key[0] in gone)
            answers |= {(drafts[task.part], item, page): answer for (item, page), answer in kept}
            closed = before.responses.page(task.another_slug)
            if closed and not after.items(task):
                answers[drafts[task.part], None, task.another_slug] = closed
    return Removal(answers, frozenset(entries))


def _parts(journey: Journey) -> dict[str, str]:
    return {task.slug: task.part for task in journey.tasks}


def token(*shown: Any) -> str:
    """A word for exactly what was shown, so that agreeing to it agrees to nothing else."""
    return salted_hmac("journeys.losses", json.dumps(shown, default=str), algorithm="sha256").hexdigest()[:32]


def shown_with(before: Sitting, lost: Sequence[Loss]) -> list[Any]:
    """What a page that shows these losses shows."""
    return [(loss.task, loss.item, loss.page, answer_to(before, loss)) for loss in lost]
