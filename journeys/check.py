"""Answers as they are shown for checking and kept in a declaration: the question as worded beside the answer."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from govuk.summary import SummaryRow
from journeys.answers import Answer, KnownAnswers
from journeys.definition import Journey, ListTask, Task
from journeys.sitting import Sitting
from journeys.wording import questions_on


class CheckRow(NamedTuple):
    """One question as worded to this person, and the answer in words ("" when skipped)."""

    page: str
    field: str
    question: str
    answer: str | list[str]
    secret: bool
    change_url: str


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """The rows of a task, or of one entry of a list."""

    task: str
    title: str
    rows: list[CheckRow]
    item: UUID | None = None
    list_url: str = ""

    @property
    def summary(self) -> list[SummaryRow]:
        """The same as rows of a summary list, whose links say which entry they change an answer about."""
        about = f" ({self.title})" if self.item else ""
        return [
            SummaryRow(row.question, row.answer, row.change_url, row.question + about if about else "")
            for row in self.rows
        ]


def check_task(sitting: Sitting, task: Task, *, came_from: str) -> list[CheckGroup]:
    """The task's answers: its own pages first, then each entry of its list."""
    return _check_task(sitting, task, came_from, get_language())


def _check_task(sitting: Sitting, task: Task, came_from: str, language: str | None) -> list[CheckGroup]:
    own = CheckGroup(
        task=task.slug,
        title=_titles(sitting.journey, language)[task.slug],
        rows=_rows(sitting, task, None, came_from, language),
        list_url=(sitting.url(task.slug, "list") + f"?from={came_from}" if sitting.lists_items(task) else ""),
    )
    groups = [own]
    if isinstance(task, ListTask):
        groups += [_check_item(sitting, task, item, came_from, language) for item in sitting.items(task)]
    return groups


@functools.cache
def _titles(journey: Journey, _language: str | None) -> dict[str, str]:
    """What each task is called, put into words once in each language."""
    return {task.slug: str(task.title) for task in journey.tasks}


def check_item(sitting: Sitting, task: ListTask, item: UUID, *, came_from: str) -> CheckGroup:
    """The answers about one entry of a list."""
    return _check_item(sitting, task, item, came_from, get_language())


def _check_item(sitting: Sitting, task: ListTask, item: UUID, came_from: str, language: str | None) -> CheckGroup:
    name = task.item_name(sitting.entry(task, item))
    return CheckGroup(task=task.slug, title=name, rows=_rows(sitting, task, item, came_from, language), item=item)


def check_all(sitting: Sitting, *, came_from: str) -> list[list[CheckGroup]]:
    """Every task's answers, in order."""
    language = get_language()  # asked for once: each task and entry would ask again
    return [_check_task(sitting, task, came_from, language) for task in sitting.tasks()]


def _rows(sitting: Sitting, task: Task, item: UUID | None, came_from: str, language: str | None) -> list[CheckRow]:
    steps = sitting.steps(task, item)
    learnt: list[KnownAnswers] = []

    def known() -> KnownAnswers:
        # What is known on the last page holds what was known on each before it, and is learnt once for all.
        if not learnt:
            learnt.append(sitting.known_at(task, steps[-1].page, item))
        return learnt[0]

    urls = sitting.page_urls(task, item, came_from=came_from)
    rows: list[CheckRow] = []
    for step in steps:
        if step.answer is not None:
            shown = _page_rows(step.page, step.answer, language, known, urls(step.page.slug))
            rows += _without_secrets(shown) if sitting.hides_secrets else shown
    return rows


def page_rows(
    sitting: Sitting, task: Task, item: UUID | None, page: Any, answer: Answer, *, came_from: str
) -> list[CheckRow]:
    """The questions of one page as worded to this person, with an answer to it."""
    change_url = sitting.page_url(task, page.slug, item, came_from=came_from)
    shown = _page_rows(page, answer, get_language(), lambda: sitting.known_at(task, page, item), change_url)
    return _without_secrets(shown) if sitting.hides_secrets else shown


def _without_secrets(rows: list[CheckRow]) -> list[CheckRow]:
    """The same, saying of secret answers only that they are hidden."""
    return [row._replace(answer=_("Hidden"), change_url="") if row.secret else row for row in rows]


def _page_rows(
    page: Any, answer: Answer, language: str | None, known: Callable[[], KnownAnswers], change_url: str
) -> list[CheckRow]:
    rows = []
    for name, question, field in questions_on(page.form, language, known):
        kept = answer.get(name)
        words = "" if kept is None else field.display(field.from_answer(kept))
        rows.append(CheckRow(page.slug, name, question, words, field.secret, change_url))
    return rows
