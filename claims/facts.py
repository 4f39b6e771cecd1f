"""Answers -> circumstances and back: both directions are derived from the tables."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from claims.circumstances import Circumstance
from claims.fact_tables import TABLES
from journeys.answers import Responses
from journeys.definition import Journey, ListTask, Page
from journeys.sitting import Sitting


def circumstances_of(sitting: Sitting) -> list[Circumstance]:
    """What the answers on the path say. Answers off the path are not there."""
    found: list[Circumstance] = []
    relevant = {name: sitting.relevant(sitting.journey.task(name)) for name in {table.task for table in TABLES}}
    for table, secret in zip(TABLES, _secret_parts(sitting.journey), strict=True):
        task = sitting.journey.task(table.task)
        if table.each:
            entries = [(str(item), sitting.entry(task, item)) for item in sitting.items(task)]
        else:
            entries = [("", relevant[table.task])]
        for item, answers in entries:
            given = {part: answers[name] for name, part in table.parts.items() if name in answers}
            hidden = {part: given.pop(part) for part in secret if given.get(part) is not None}
            if given or hidden:
                found.append(Circumstance(table.kind, table.subject, given, item, hidden))
    return found


def answers_of(journey: Journey, circumstances: Iterable[Circumstance]) -> Responses:
    """The inverse: answers that say these circumstances. Lists are closed, because all that there is is there."""
    by_kind: dict[str, list[Circumstance]] = defaultdict(list)
    for each in circumstances:
        by_kind[each.kind].append(each)
    pages: dict[tuple[UUID | None, str], dict[str, Any]] = {}
    items: dict[str, list[UUID]] = {}
    answered: dict[tuple[UUID | None, str], Any] = {}
    for table in TABLES:
        for circumstance in by_kind[table.kind]:
            item = UUID(circumstance.item) if circumstance.item else None
            if item:
                items.setdefault(table.task, []).append(item)
            value = {**circumstance.value, **circumstance.secret}
            answered.update({(item, name): value[p] for name, p in table.parts.items() if p in value})
    for _task, page in journey.pages():
        for item in {None, *(item for item, name in answered if name in page.fields)}:
            given = {n: answered[item, n] for n in page.fields if (item, n) in answered}
            if isinstance(page, Page) and given:
                pages[item, page.slug] = {name: given.get(name) for name in page.fields}
    for task in journey.tasks:
        if isinstance(task, ListTask) and items.get(task.slug):
            pages[None, task.another_slug] = {"another": False}
    return Responses(pages=pages, items=items)


@functools.cache
def _secret_parts(journey: Journey) -> tuple[tuple[str, ...], ...]:
    """Which parts of the circumstances of each table are secret."""
    pages = [page for _task, page in journey.pages() if isinstance(page, Page)]
    secret = frozenset().union(*(page.form.secret_fields() for page in pages))
    return tuple(tuple(part for name, part in table.parts.items() if name in secret) for table in TABLES)
