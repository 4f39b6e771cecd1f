"""What could pay more and was looked at: whether it applies, and the claimant's own answer that decides it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.consideration import Consideration
from claims.considerations import CONSIDERATIONS
from claims.told import Told
from journeys.definition import Page
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
    case = each.case(told)
    usual = _page(told.sitting, each.task, each.page)
    return Considered(
        slug=each.slug,
        name=str(each.name),
        outcome=str(case.outcome),
        because=str(case.because),
        # Not by the case: that would tell which one it is.
        secret=each.secret or bool(usual.form.secret_fields()),
        change_url=_url(told.sitting, *(case.decided_by or (each.task, each.page))),
    )


def _url(sitting: Sitting, task: str, page: str) -> str:
    """Where an answer is changed: about one of a list, from the list."""
    found = sitting.journey.task(task)
    if _page(sitting, task, page) in found.pages:
        return sitting.page_url(found, page, came_from=CHECK)
    return f"{sitting.url(task, 'list')}?from={CHECK}"


def _page(sitting: Sitting, task: str, slug: str) -> Page:
    [page] = [page for found, page in sitting.journey.pages() if (found.slug, page.slug) == (task, slug)]
    assert isinstance(page, Page)
    return page
