"""What could pay more and was looked at: whether it applies, and the claimant's own answer that decides it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import NamedTuple

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
    return Considered(
        slug=each.slug,
        name=str(each.name),
        outcome=str(case.outcome),
        because=str(case.because),
        # Not by the case: that would tell which one it is.
        secret=each.secret or _asked_by(told.sitting.journey, each.task, each.page).is_secret,
        change_url=_url(told.sitting, *(case.decided_by or (each.task, each.page))),
    )


def _url(sitting: Sitting, task: str, page: str) -> str:
    """Where an answer is changed: about one of a list, from the list."""
    if _asked_by(sitting.journey, task, page).once:
        return sitting.page_url(sitting.journey.task(task), page, came_from=CHECK)
    return f"{sitting.url(task, 'list')}?from={CHECK}"


class _Asked(NamedTuple):
    """How a page asks: once in its task or about each of a list, and whether for what is kept encrypted."""

    once: bool
    is_secret: bool


@functools.cache
def _asked_by(journey: Journey, task: str, slug: str) -> _Asked:
    [page] = [page for found, page in journey.pages() if (found.slug, page.slug) == (task, slug)]
    assert isinstance(page, Page)
    return _Asked(once=page in journey.task(task).pages, is_secret=bool(page.form.secret_fields()))
