"""About how long the rest of a journey takes, from the pages that are left on the walk."""

from __future__ import annotations

import math
from uuid import UUID

from journeys.definition import Exit, ListTask, Page, Task
from journeys.sitting import Sitting
from journeys.walked import TaskStatus

# A guess, to be replaced by what is measured: journeys.visits notes when each page is shown and answered.
SECONDS_A_PAGE = 25
# A page that depends on an answer still to come is asked of about one person in three.
PERHAPS_ASKED = 1 / 3


def minutes_left(sitting: Sitting) -> int:
    """Minutes, in steps of five so as to promise no more than is known; 0 once everything is answered, or at an exit:
    nobody goes on from there."""
    if any(step.is_exit for _task, _item, step in sitting.path()):
        return 0
    pages = sum(_pages_left(sitting, task) for task in sitting.journey.tasks)
    return 5 * math.ceil(pages * SECONDS_A_PAGE / 60 / 5)


def _pages_left(sitting: Sitting, task: Task) -> float:
    if sitting.status(task) is TaskStatus.COMPLETED:
        return 0
    left = _unanswered(sitting, task)
    if isinstance(task, ListTask):
        items = sitting.items(task)
        entries = [_unanswered(sitting, task, item) for item in items]
        left += sum(entries) if items else len(task.item_pages) * PERHAPS_ASKED
        left += 1  # whether there is another
    return left


def _unanswered(sitting: Sitting, task: Task, item: UUID | None = None) -> float:
    """The pages that need an answer, and a share of those that may yet be asked."""
    steps = sitting.steps(task, item)
    asked = {step.page.slug for step in steps}
    open_pages = sum(step.answer is None and not step.is_exit for step in steps)
    pages: tuple[Page | Exit, ...] = task.item_pages if item and isinstance(task, ListTask) else task.pages
    perhaps = sum(isinstance(page, Page) and page.slug not in asked for page in pages) if open_pages else 0
    return open_pages + perhaps * PERHAPS_ASKED
