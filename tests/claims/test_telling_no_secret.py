"""What is kept encrypted cannot be read off what is not: the pages asked, and what was looked at (docs/adr/0009)."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given

from claims.considered import considered
from claims.journey import CLAIM
from demo.filling import Story, responses_of
from demo.stories import END_OF_LIFE
from journeys.answers import KnownAnswers, Responses
from journeys.definition import Page
from journeys.sitting import Sitting
from tests.claims.test_exemptions import DEAR, ILL
from tests.journeys.strategies import as_they_come, finished

SECRET = {name for _task, page in CLAIM.pages() if isinstance(page, Page) for name in page.form.secret_fields()}
ANSWERS = ("yes", "no", "not-say")


def read_on_the_walk(responses: Responses) -> set[str]:
    """The answers that decide which pages are asked."""
    read: set[str] = set()

    def get(known: KnownAnswers, name: str) -> Any:
        read.add(name)
        return known._values.get(name)

    with patch.object(KnownAnswers, "get", get):
        list(Sitting(CLAIM, responses).path())
    return read


def all_that_is_plain(responses: Responses, said: str) -> tuple[list[Any], list[Any]]:
    """The pages asked, and what is looked at without what is secret of it, after this answer about the end of life."""
    sitting = Sitting(CLAIM, responses).with_answer("end-of-life", {"end_of_life": said})
    asked = [(item, step.page.slug) for _task, item, step in sitting.path()]
    return asked, [each.slug if each.secret else each for each in considered(sitting)]


@as_they_come
@given(finished(CLAIM))
def test_no_page_is_asked_because_of_a_secret_answer(responses: Responses) -> None:
    read = read_on_the_walk(responses)
    assert "limits_work" in read
    assert read & SECRET == set()


@pytest.mark.parametrize(
    "story",
    [
        END_OF_LIFE,
        ILL,
        ILL.but(has_job=True, entries={"work": [{"employer": "Calder Bakery", "job_ending": False, "job_ends": None}]}),
        ILL.but(decided_before="lcwra", higher_health_amount="none"),
        DEAR.but(limits_work=True, end_of_life="yes", condition=None, fit_note=False),
    ],
)
def test_the_end_of_life_shows_in_nothing_plain(story: Story) -> None:
    responses = responses_of(story)
    yes, *others = (all_that_is_plain(responses, said) for said in ANSWERS)
    assert others == [yes, yes]
