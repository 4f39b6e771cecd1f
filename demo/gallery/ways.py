"""Who can open a page of a journey: the persona whose own claim is at it, or whose answers lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from demo.awards import sitting_of
from demo.filling import Story
from demo.personas import CLAIMANTS, Persona, Stage, persona_of
from demo.stories import OTHERWISE, SHORTEST
from equality.journey import EQUALITY
from journeys.definition import ListTask, Task
from journeys.sitting import Sitting
from journeys.walked import TaskStatus

UNSENT = (Stage.HALF_DONE, Stage.LAPSING, Stage.STOPPED)
# Whose claims were decided: a second claim with the same answers stands in nobody's way.
DECIDED = (Stage.PAID, Stage.ACCEPTED, Stage.REFUSED, Stage.WITHDRAWN)
# Who is asked the equality questions here: somebody who has just sent the shortest claim.
JUST_SENT = "gareth.pugh"


@dataclass(frozen=True, slots=True)
class Way:
    """As whom a page is opened: a persona in their own claim, or, with a ``story``, somebody new like them whose claim
    begins with these answers. ``is_otherwise``: one of those answers is not the persona's."""

    persona: Persona
    story: Story | None = None
    is_otherwise: bool = False


def way_to(journey: str, page: str) -> Way | None:
    """As whom to open a page; None where no persona's answers lead to it."""
    if journey == EQUALITY.slug:
        return Way(_known(JUST_SENT), SHORTEST.but(language="en"))
    return _ways_into_the_claim().get(page)


@cache
def _ways_into_the_claim() -> dict[str, Way]:
    """Page -> way, the ones whose claim is not sent first: theirs can be opened as it is."""
    ways: dict[str, Way] = {}
    for persona in sorted((each for each in CLAIMANTS if each.story), key=_preference):
        for page in open_pages(sitting_of(persona)):
            ways.setdefault(page, Way(persona, None if persona.stage in UNSENT else persona.story))
    return {page: Way(_known(slug), story, is_otherwise=True) for page, (slug, story) in OTHERWISE.items()} | ways


def _known(slug: str) -> Persona:
    persona = persona_of(slug)
    assert persona
    return persona


def _preference(persona: Persona) -> int:
    return next((at for at, stages in enumerate((UNSENT, DECIDED)) if persona.stage in stages), 2)


def open_pages(sitting: Sitting) -> Iterator[str]:
    """Every page that they may visit."""
    for task in sitting.journey.tasks:
        for item in (None, *_entries(sitting, task)):
            for step in sitting.steps(task, item) if sitting.status(task) is not TaskStatus.CANNOT_START else ():
                yield step.page.slug
                if step.answer is None:
                    break


def address_of(sitting: Sitting, slug: str) -> str | None:
    """Where they open the page, in the first entry of a list that is asked it; None when they may not visit it."""
    for task in sitting.journey.tasks:
        if sitting.status(task) is not TaskStatus.CANNOT_START:
            for item in (None, *_entries(sitting, task)):
                if sitting.may_visit(task, slug, item):
                    return sitting.page_url(task, slug, item)
    return None


def _entries(sitting: Sitting, task: Task) -> list[UUID]:
    return sitting.items(task) if isinstance(task, ListTask) else []
