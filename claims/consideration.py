"""One thing that could pay more: what it is called, to whom it is told, and what decides if it applies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.told import Judge, otherwise

Words = str | Promise

APPLIES = _("This applies")
NOT_YET = _("Not yet: this is decided later")
DOES_NOT_APPLY = _("Checked: does not apply")


class Case(NamedTuple):
    """If this holds, the thing applies, or not, because of what they told us."""

    holds: Judge
    outcome: Words
    because: Words


@dataclass(frozen=True, slots=True)
class Consideration:
    """Something that could pay more, told to those it is relevant to. The first case that holds says if it applies.

    ``page`` asks the question that decides it. What is said is secret where that question is, and where it would
    give another secret answer away.
    """

    slug: str
    name: Words
    task: str
    page: str
    cases: tuple[Case, ...]
    relevant: Judge = otherwise
    secret: bool = False


def yes(holds: Judge, because: Words) -> Case:
    """It applies."""
    return Case(holds, APPLIES, because)


def not_yet(holds: Judge, because: Words) -> Case:
    """It may apply once something is decided."""
    return Case(holds, NOT_YET, because)


def no_because(holds: Judge, because: Words) -> Case:
    """It does not apply."""
    return Case(holds, DOES_NOT_APPLY, because)


def no(because: Words) -> Case:
    """It does not apply, if none of the cases before holds."""
    return Case(otherwise, DOES_NOT_APPLY, because)
