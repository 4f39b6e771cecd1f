"""A journey laid out from its own definition: every task, every page, when it is asked, and what it feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from claims.fact_tables import TABLES
from claims.journey import CLAIM
from demo.gallery.asked import kind_of
from demo.gallery.words import Bilingual, both
from journeys.definition import Exit, Journey, ListTask, Page, Predicate, Task
from staff.circumstances import TITLES


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A question of a page. ``feeds`` are the circumstances that its answer becomes part of: none where the answer
    only decides what else is asked."""

    name: str
    label: Bilingual
    kind: str
    is_optional: bool
    is_secret: bool
    is_personal: bool
    feeds: tuple[tuple[str, str], ...]  # what the circumstance is called, and which part of it


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page of the map. ``asked_if`` says in plain words when it is asked, and is empty where it always is;
    ``exits`` are the ends of the road to which its answer may lead."""

    slug: str
    title: Bilingual
    is_exit: bool
    asked_if: str
    fields: tuple[FieldShown, ...]
    exits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task of the map, with the titles of those that must be done before. A list has pages for each entry."""

    number: int
    slug: str
    title: Bilingual
    needs: tuple[int, ...]
    is_own: bool
    pages: tuple[PageShown, ...]
    entry: Bilingual | None
    listed_if: str
    entry_pages: tuple[PageShown, ...]


def map_of(journey: Journey) -> list[TaskShown]:
    """Every task of a journey, in its order."""
    numbers = {task.slug: number for number, task in enumerate(journey.tasks, start=1)}
    return [_task(journey, task, numbers) for task in journey.tasks]


def in_plain_words(predicate: Predicate | None) -> str:
    """What must hold: the first line of what the predicate says of itself, or nothing where there is none."""
    lines = ((predicate.__doc__ if predicate else "") or "").strip().splitlines()
    return lines[0].rstrip(".") if lines else ""


def _task(journey: Journey, task: Task, numbers: dict[str, int]) -> TaskShown:
    return TaskShown(
        number=numbers[task.slug],
        slug=task.slug,
        title=both(task.title),
        needs=tuple(numbers[name] for name in task.needs),
        is_own=task.part == "own",
        pages=tuple(_pages(journey, task, task.pages)),
        entry=both(task.words.item) if isinstance(task, ListTask) else None,
        listed_if=in_plain_words(task.listed_if) if isinstance(task, ListTask) else "",
        entry_pages=tuple(_pages(journey, task, task.item_pages)) if isinstance(task, ListTask) else (),
    )


def _pages(journey: Journey, task: Task, pages: tuple[Page | Exit, ...]) -> Iterator[PageShown]:
    for place, page in enumerate(pages):
        if isinstance(page, Exit):
            yield PageShown(page.slug, both(page.title), True, in_plain_words(page.asked_if), (), ())
        else:
            yield PageShown(
                slug=page.slug,
                title=title_of(page),
                is_exit=False,
                asked_if=in_plain_words(page.asked_if),
                fields=tuple(_fields(journey, task, page)),
                exits=tuple(_exits_after(pages[place + 1 :])),
            )


def title_of(page: Page) -> Bilingual:
    """The page's h1, as it is before anything is known of whom it asks."""
    first = next(iter(page.form.govuk_fields().values()))
    return both(page.form.title or first.label or "")


def _exits_after(pages: Iterable[Page | Exit]) -> Iterator[str]:
    """The exits that are judged as soon as the page before these is answered."""
    return (page.slug for page in takewhile(lambda page: isinstance(page, Exit), pages))


def _fields(journey: Journey, task: Task, page: Page) -> Iterator[FieldShown]:
    for name, field in page.form.govuk_fields().items():
        yield FieldShown(
            name=name,
            label=both(field.label or ""),
            kind=kind_of(field),
            is_optional=field.optional,
            is_secret=field.secret,
            is_personal=field.personal,
            feeds=tuple(_feeds(journey, task, name)),
        )


def _feeds(journey: Journey, task: Task, name: str) -> Iterator[tuple[str, str]]:
    """Only the claim's answers become circumstances."""
    for table in TABLES if journey is CLAIM else ():
        if table.task == task.slug and name in table.parts:
            title = TITLES.get(table.kind)
            yield str(title or table.kind.replace("_", " ").capitalize()), table.parts[name]
