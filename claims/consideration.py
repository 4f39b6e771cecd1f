"""One thing that could pay more: what it is called, to whom it is told, and what decides if it applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.told import Judge, Told, otherwise

Words = str | Promise

APPLIES = _("This applies")
NOT_YET = _("Not yet: this is decided later")
DOES_NOT_APPLY = _("Checked: does not apply")
NOT_KNOWN = _("We cannot tell")


class Case(NamedTuple):
    """If this holds, the thing applies, or not, because of what they told us.

    ``decided_by`` names the task and page of the answer that decides it, where it is not the usual one.
    """

    holds: Judge
    outcome: Words
    because: Words
    decided_by: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Consideration:
    """Something that could pay more, told to those it is relevant to.

    ``applies`` asks the award that the answers foresee; the first case that agrees with it and holds says why.
    ``page`` asks the question that decides it. What is said is secret where that question is, and where it would
    give another secret answer away.
    """

    slug: str
    name: Words
    task: str
    page: str
    applies: Judge
    cases: tuple[Case, ...]
    relevant: Judge = otherwise
    secret: bool = False

    def place(self, told: Told) -> int:
        """Which of the cases is somebody's."""
        applies, cases = self.applies(told), enumerate(self.cases)
        return next(place for place, case in cases if (case.outcome is APPLIES) is applies and case.holds(told))


def yes(holds: Judge, because: Words, decided_by: tuple[str, str] | None = None) -> Case:
    """It applies."""
    return Case(holds, APPLIES, because, decided_by)


def applies(because: Words, decided_by: tuple[str, str] | None = None) -> Case:
    """It applies, if none of the cases before holds."""
    return Case(otherwise, APPLIES, because, decided_by)


def not_yet(holds: Judge, because: Words) -> Case:
    """It may apply once something is decided."""
    return Case(holds, NOT_YET, because)


def not_known(holds: Judge, because: Words) -> Case:
    """They have not told us what decides it."""
    return Case(holds, NOT_KNOWN, because)


def no_because(holds: Judge, because: Words, decided_by: tuple[str, str] | None = None) -> Case:
    """It does not apply."""
    return Case(holds, DOES_NOT_APPLY, because, decided_by)


def no(because: Words, decided_by: tuple[str, str] | None = None) -> Case:
    """It does not apply, if none of the cases before holds."""
    return Case(otherwise, DOES_NOT_APPLY, because, decided_by)
