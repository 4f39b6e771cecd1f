"""What could pay more and was looked at: whether it applies, and the claimant's own answer that decides it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.consideration import Consideration
from claims.considerations import CONSIDERATIONS
from claims.told import Told
from journeys.definition import ListTask, Page
from journeys.sitting import CHECK, Sitting

CONSIDERED = "considered"  # the task under which it is kept in a declaration


@dataclass(frozen=True, slots=True)
class Considered:
    """One thing that was looked at for one person, in words. Secret when it tells a secret answer."""

    slug: str
    name: str
    outcome: str
    because: str
    secret: bool
    change_url: str


def considered(sitting: Sitting) -> list[Considered]:
    """Everything that was looked at for this person, once all is answered."""
    told = Told(sitting)
    return [_judge(each, told) for each in CONSIDERATIONS if each.relevant(told)]


def _judge(each: Consideration, told: Told) -> Considered:
    case = next(case for case in each.cases if case.holds(told))
    sitting = told.sitting
    task = sitting.journey.task(each.task)
    page = next(page for found, page in sitting.journey.pages() if found is task and page.slug == each.page)
    assert isinstance(page, Page)
    own = page in task.pages
    assert own or isinstance(task, ListTask)
    return Considered(
        slug=each.slug,
        name=str(each.name),
        outcome=str(case.outcome),
        because=str(case.because),
        secret=each.secret or bool(page.form.secret_fields()),
        change_url=(
            sitting.page_url(task, page.slug, came_from=CHECK)
            if own
            else f"{sitting.url(task.slug, 'list')}?from={CHECK}"
        ),
    )
