"""What could pay more and was looked at: whether it applies, and the claimant's own answer that decides it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import get_language
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
    changes: str

    @property
    def summary(self) -> SummaryRow:
        """The same as a row of a summary list, whose link says what it changes."""
        return SummaryRow(self.name, [self.outcome, self.because], self.change_url, self.changes)


def considered(sitting: Sitting) -> list[Considered]:
    """Everything that was looked at for this person, once all is answered."""
    told, words = Told(sitting), _in_words(get_language())
    return [_judge(each, told, words[each.slug]) for each in CONSIDERATIONS if each.relevant(told)]


class _Words(NamedTuple):
    """What is said of a consideration, in one language: its name, what its link changes, and how each case of it ends
    and why."""

    name: str
    changes: str
    cases: tuple[tuple[str, str], ...]


@functools.cache
def _in_words(_language: str | None) -> dict[str, _Words]:
    """Every consideration by its slug, put into words once in each language."""
    return {
        each.slug: _Words(
            name=str(each.name),
            changes=_("the answer that decides: %(name)s") % {"name": each.name},
            cases=tuple((str(case.outcome), str(case.because)) for case in each.cases),
        )
        for each in CONSIDERATIONS
    }


def _judge(each: Consideration, told: Told, words: _Words) -> Considered:
    place = each.place(told)
    case, (outcome, because) = each.cases[place], words.cases[place]
    return Considered(
        slug=each.slug,
        name=words.name,
        outcome=outcome,
        because=because,
        # Not by the case: that would tell which one it is.
        secret=each.secret or _asked_by(told.sitting.journey, each.task, each.page).is_secret,
        change_url=_url(told.sitting, *(case.decided_by or (each.task, each.page))),
        changes=words.changes,
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
