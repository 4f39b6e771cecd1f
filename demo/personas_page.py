"""The personas as a page of the documentation: what each is asked, where it ends, and what they are paid."""

from __future__ import annotations

from collections.abc import Iterator

from claims.journey import CLAIM
from demo.awards import FIRST_PERIOD, first_award, on_the_day_of_the_claim, sitting_of
from demo.filling import responses_of
from demo.personas import CLAIMANTS, HELPERS, STAFF, STAGES, Persona, Stage
from demo.stories.shortest import MOST_PAGES, SHORTEST
from govuk.formatting import day, day_range, money
from journeys.definition import Exit, Task
from journeys.sitting import Sitting
from journeys.walked import TaskStatus
from rules.award import Award
from rules.lines import DEDUCTION, NOT_PAID

NEVER_ACCEPTED = {
    Stage.REFUSED: "None: the claim was refused.",
    Stage.WITHDRAWN: "None: the claim was taken back. It would have been:",
    Stage.SENT: "If it is accepted:",
    Stage.DECISION: "If it is accepted:",
}


def personas_page() -> str:
    """The whole page, as if everybody had claimed on one day."""
    with on_the_day_of_the_claim():
        return "\n\n".join(_parts()) + "\n"


def _parts() -> Iterator[str]:
    yield "# Personas"
    yield "Drawn by `python manage.py draw_diagrams` from `demo/personas/` and `demo/stories/`. Do not edit."
    yield (
        f"As if each had claimed on {day(FIRST_PERIOD.start)}: the first assessment period is "
        f"{day_range(FIRST_PERIOD.start, FIRST_PERIOD.end)}. Pages are questions asked, those about each child, job or "
        "other entry included; the list pages between them and the checks at the end are not counted."
    )
    shortest = Sitting(CLAIM, responses_of(SHORTEST))
    yield (
        f"The shortest claim asks {_count(shortest)} pages. It may ask at most {MOST_PAGES}: somebody with nowhere to "
        "live, and no children, work, savings, number or account."
    )
    for title, stages in STAGES:
        yield f"## {title}"
        people = [persona for persona in CLAIMANTS if persona.stage in stages]
        yield _table(("who", "shape", "pages", "ends", "first award"), [_row(persona) for persona in people])
        for persona in people:
            yield from _persona(persona)
    yield "## Close to one of them"
    for persona in (*HELPERS, *(each for each in STAFF if each.close_to)):
        yield from _persona(persona)


def _row(persona: Persona) -> tuple[str, ...]:
    if persona.story is None:
        return (persona.name, str(persona.who), "0", "", "")
    sitting = sitting_of(persona)
    award = money(first_award(persona).award_pence) if _has_award(persona, sitting) else ""
    return (persona.name, str(persona.who), str(_count(sitting)), _end(sitting), award)


def _persona(persona: Persona) -> Iterator[str]:
    yield f"### {persona.name}"
    yield f"{persona.who}. {persona.look_at}"
    if persona.story is None:
        return
    sitting = sitting_of(persona)
    yield "; ".join(_progress(sitting, task, pages) for task, pages in _tasks(sitting) if pages) + "."
    for end in _exits(sitting):
        yield f"Ends with “{end.title}”: {end.paragraphs[0]}"
    if sitting.is_complete:
        yield f"First award. {NEVER_ACCEPTED.get(persona.stage, '')}".rstrip()
    if _has_award(persona, sitting):
        yield _award(first_award(persona))


def _has_award(persona: Persona, sitting: Sitting) -> bool:
    return sitting.is_complete and persona.stage != Stage.REFUSED


def _award(award: Award) -> str:
    rows = [
        (str(line.label), money(-line.amount_pence if line.section == DEDUCTION else line.amount_pence))
        for line in award.lines
        if line.section != NOT_PAID
    ]
    not_paid = ", ".join(dict.fromkeys(str(line.label) for line in award.section(NOT_PAID)))
    table = _table(("line", "a month"), [*rows, ("**Award**", f"**{money(award.award_pence)}**")])
    return f"{table}\n\nNot paid, with why: {not_paid}." if not_paid else table


def _tasks(sitting: Sitting) -> Iterator[tuple[Task, int]]:
    """Each task that may be started, with how many pages of it are asked."""
    for task in sitting.journey.tasks:
        if sitting.status(task) is not TaskStatus.CANNOT_START:
            entries = [sitting.steps(task, item) for item in sitting.items(task)]
            asked = [step for steps in (sitting.steps(task), *entries) for step in steps if not step.is_exit]
            yield task, len(asked)


def _count(sitting: Sitting) -> int:
    return sum(pages for _task, pages in _tasks(sitting))


def _exits(sitting: Sitting) -> list[Exit]:
    steps = [step.page for task, _pages in _tasks(sitting) for step in sitting.steps(task)]
    return [page for page in steps if isinstance(page, Exit)]


def _end(sitting: Sitting) -> str:
    if exits := _exits(sitting):
        return exits[0].slug
    return "sent" if sitting.is_complete else "not finished"


def _progress(sitting: Sitting, task: Task, pages: int) -> str:
    status = sitting.status(task)
    how_far = "" if status is TaskStatus.COMPLETED else f" ({status.value})"
    return f"{task.title} {pages}{how_far}"


def _table(heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heading, ("---",) * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
