"""What could pay more and was looked at: whether it applies, and the claimant's own answer that decides it."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.utils.translation import gettext as _

from claims.consideration import Consideration
from claims.considerations import CONSIDERATIONS
from claims.told import Told
from govuk.summary import SummaryRow
from journeys.definition import Journey, Page
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

    @property
    def summary(self) -> SummaryRow:
        """The same as a row of a summary list, whose link says what it changes."""
        changes = _("the answer that decides: %(name)s") % {"name": self.name}
        return SummaryRow(self.name, [self.outcome, self.because], self.change_url, changes)


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
    return _pages(sitting.journey)[task, slug]


@functools.cache
def _pages(journey: Journey) -> dict[tuple[str, str], Page]:
    """Every page that asks something, by its task and name."""
    return {(task.slug, page.slug): page for task, page in journey.pages() if isinstance(page, Page)}
