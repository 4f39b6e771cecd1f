"""Dates that cannot be true together, or of what they are said to be, are refused in words that say what would be."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine

from claims.questions.education import CourseDatesForm
from claims.questions.health import DueDateForm, FitNoteDatesForm
from claims.questions.living_with import AdultBornForm
from claims.questions.stopped_work import LastDayForm
from journeys.answers import KnownAnswers
from journeys.forms import QuestionForm

pytestmark = pytest.mark.django_db  # the clock reads how far a demonstration moved it


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel("2026-12-31 10:00", tick=False):
        yield


def adult(born: str) -> AdultBornForm:
    known = KnownAnswers()
    known.declare(("adult_given_names",), {"adult_given_names": "Jo"})
    return AdultBornForm.answered_with({"adult_date_of_birth": born}, known=known)


def course(first: str, last: str) -> QuestionForm:
    return CourseDatesForm.answered_with({"course_starts": first, "course_ends": last})


def fit_note(first: str, last: str) -> QuestionForm:
    return FitNoteDatesForm.answered_with({"fit_note_from": first, "fit_note_until": last})


def stopped(day: str) -> QuestionForm:
    return LastDayForm.answered_with({"last_day_of_work": day})


def due(day: str) -> QuestionForm:
    return DueDateForm.answered_with({"due_date": day})


@pytest.mark.parametrize(
    ("form", "given", "said"),
    [
        (course, ("2026-09-27", "2026-09-26"), "The last day must be the same as or after 27 September 2026"),
        (fit_note, ("2026-12-01", "2020-12-01"), "The last day must be the same as or after 1 December 2026"),
        (stopped, ("1900-01-01",), "Your last day of work must be in the last 9 months"),
        (stopped, ("2026-03-30",), "Your last day of work must be in the last 9 months"),
        (due, ("2030-01-01",), "The date your baby is due must be the same as or before 30 October 2027"),
        (adult, ("2020-01-01",), "Jo must be 16 or over for you to add them here"),
        (adult, ("2011-01-01",), "Jo must be 16 or over for you to add them here"),
    ],
)
def test_a_date_that_cannot_be_is_refused(form: Any, given: tuple[str, ...], said: str) -> None:
    [message] = [str(error) for errors in form(*given).errors.values() for error in errors]
    assert message == said


@pytest.mark.parametrize(
    ("form", "given"),
    [
        (course, ("2026-09-27", "2026-09-27")),
        (fit_note, ("2026-12-01", "2027-02-28")),
        (stopped, ("2026-03-31",)),
        (due, ("2027-10-30",)),
        (adult, ("2010-12-31",)),
    ],
)
def test_a_date_that_may_be_is_taken(form: Any, given: tuple[str, ...]) -> None:
    assert form(*given).is_valid()


def test_the_error_leads_to_the_date_that_comes_too_early() -> None:
    summary = str(course("2026-09-27", "2026-09-26").error_summary())
    assert 'href="#course_ends-day"' in summary
