"""Questions that are asked because their answer pays more: of everybody whose award they could change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from claims.journey import CLAIM
from core import clock
from demo.filling import Story, responses_of
from demo.stories import LONE_PARENT
from journeys.definition import Page
from journeys.sitting import Sitting
from tests.claims.test_exemptions import CHILD, DEAR, ILL, JOB, YOUNG
from tests.claims.test_household import ADULT, PENSION, SINGLE

SUPPORT_GROUP = {"has_income": True, "entries": {"income": [{**PENSION, "income_kind": "esa_support"}]}}


def asked(story: Story) -> set[str]:
    """The pages on their path."""
    return {step.page.slug for _task, _item, step in Sitting(CLAIM, responses_of(story)).path()}


def born(*, age: int) -> str:
    """The date of birth of somebody in the middle of a year of their life."""
    return str(clock.today() - timedelta(days=round((age + 0.5) * 365.25)))


def with_child(story: Story, **but: Any) -> Story:
    return story.but(has_children=True, entries={"children": [{**CHILD, **but}]})


@pytest.mark.parametrize(
    ("story", "is_asked"),
    [
        (DEAR, True),
        (DEAR.but(disability_benefits=["blind"]), True),
        (DEAR.but(disability_benefits=["blind", "pip_mobility"]), False),
        (DEAR.but(limits_work=True, end_of_life="no", condition=None, fit_note=False, decided_before="lcwra"), False),
        (DEAR.but(**SUPPORT_GROUP), False),
        (DEAR.but(tenure="family"), False),
        (with_child(DEAR.but(tenure="family")), True),
        (with_child(DEAR.but(tenure="family"), child_relationship="fostered"), False),
    ],
)
def test_who_may_be_capped_without_work_is_asked_if_they_stopped__reg_82(story: Story, is_asked: bool) -> None:
    assert ("stopped-work-lately" in asked(story)) is is_asked


@pytest.mark.parametrize(("days", "is_asked"), [(-300, False), (-9, True), (0, True), (5, True), (60, False)])
def test_who_may_be_capped_once_a_job_ends_is_asked_of_the_year_before__reg_82(days: int, is_asked: bool) -> None:
    job = {**JOB, "job_ending": True, "job_ends": str(clock.today() + timedelta(days=days))}
    assert ("year-of-pay" in asked(DEAR.but(has_job=True, entries={"work": [job]}))) is is_asked


def test_a_job_that_goes_on_beside_one_that_ends_lifts_nothing() -> None:
    ending = {**JOB, "job_ending": True, "job_ends": str(clock.today())}
    assert "year-of-pay" not in asked(DEAR.but(has_job=True, entries={"work": [ending, JOB]}))


@pytest.mark.parametrize(
    ("story", "is_asked"),
    [
        (YOUNG, True),
        (with_child(YOUNG), False),
        (with_child(YOUNG, child_lives_with="shared-mainly-other"), True),
        (with_child(YOUNG, child_relationship="fostered"), True),
        (YOUNG.but(tenure="social"), False),
        (YOUNG.but(date_of_birth="1985-03-01"), False),
    ],
)
def test_who_may_get_the_rate_for_a_shared_home_is_asked_what_lifts_it__sch_4_para_29(
    story: Story, is_asked: bool
) -> None:
    assert ("own-bedroom" in asked(story)) is is_asked


@pytest.mark.parametrize(
    ("but", "is_asked"),
    [
        ({"adult_date_of_birth": born(age=20)}, True),
        ({"adult_date_of_birth": born(age=40)}, True),
        ({"adult_date_of_birth": born(age=19)}, False),
        ({"adult_relationship": "lodger", "lodger_pays": 100_00}, False),
        ({"adult_relationship": "joint-tenant"}, False),
        ({"adult_relationship": "landlord"}, False),
    ],
)
def test_who_may_have_to_help_with_the_rent_is_asked_about__sch_4_para_16(but: dict[str, Any], is_asked: bool) -> None:
    story = LONE_PARENT.but(lives_with_adults=True, entries={"living-with": [{**ADULT, **but}]})
    assert ("adult-exemptions" in asked(story)) is is_asked


@pytest.mark.parametrize(
    ("story", "offered"),
    [
        (ILL.but(decided_before="lcwra"), ["before_2026", "severe", "none"]),
        (ILL.but(decided_before="esa_support"), ["severe", "none"]),
        (ILL.but(decided_before="no", **SUPPORT_GROUP), ["severe", "none"]),
        (SINGLE.but(**SUPPORT_GROUP), ["severe", "none"]),
        (ILL.but(decided_before="lcwra", **SUPPORT_GROUP), ["before_2026", "severe", "none"]),
    ],
)
def test_only_what_would_count_is_offered_for_the_higher_amount__reg_27a(story: Story, offered: list[str]) -> None:
    sitting = Sitting(CLAIM, responses_of(story))
    assert "higher-health-amount" in asked(story)
    task = CLAIM.task("health")
    page = next(page for page in task.pages if page.slug == "higher-health-amount")
    assert isinstance(page, Page)
    form = page.form(known=sitting.known_at(task, page))
    assert list(form.fields["higher_health_amount"].labels) == offered
