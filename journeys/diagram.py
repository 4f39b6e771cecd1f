"""A journey drawn from its own definition, so that the picture cannot be out of date."""

from __future__ import annotations

from collections.abc import Iterator

from journeys.definition import Exit, Journey, ListTask, Page


def journey_page(journey: Journey) -> str:
    """The journey as a Markdown page: its tasks, what each needs, and a flow chart of each task's pages."""
    parts = [f"# The journey “{journey.slug}”", "Drawn by `python manage.py draw_diagrams`. Do not edit."]
    parts += ["## Tasks", _chart(_tasks(journey))]
    for task in journey.tasks:
        parts += [f"## {task.title}", _chart(_flow(task.pages))]
        if isinstance(task, ListTask):
            asked = _label(task.listed_if.__doc__)
            parts += [
                f"### Each entry of “{task.words.summary}”",
                f"Asked when: {asked}.",
                _chart(_flow(task.item_pages)),
            ]
    return "\n\n".join(parts) + "\n"


def _chart(lines: Iterator[str]) -> str:
    return "```mermaid\n" + "\n".join(["flowchart TD", *lines]) + "\n```"


def _tasks(journey: Journey) -> Iterator[str]:
    for task in journey.tasks:
        yield f'    {task.slug}["{task.title}"]'
        yield from (f"    {needed} --> {task.slug}" for needed in task.needs)


def _flow(pages: tuple[Page | Exit, ...]) -> Iterator[str]:
    """Each page once. An edge says what must hold for the page it leads to; otherwise the next one is tried."""
    yield "    start([Start])"
    came_from = ["start"]
    for page in pages:
        shape = f'(["{page.title}"])' if isinstance(page, Exit) else f"[{page.slug}]"
        yield f"    {page.slug}{shape}"
        edge = f'-->|"{_label(page.asked_if.__doc__)}"|' if page.asked_if else "-->"
        yield from (f"    {earlier} {edge} {page.slug}" for earlier in came_from)
        if isinstance(page, Exit):
            continue
        came_from = [*came_from, page.slug] if page.asked_if else [page.slug]
    yield "    done([Done])"
    yield from (f"    {earlier} --> done" for earlier in came_from)


def _label(docstring: str | None) -> str:
    return (docstring or "").strip().splitlines()[0].rstrip(".").replace('"', "'")
