"""What is said to apply is what the award pays: the list and the first award, worked out apart, never disagree."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from claims.circumstances import PERSON, Circumstance
from claims.consideration import APPLIES, NOT_KNOWN
from claims.considered import Considered, considered
from claims.earnings import Earnings
from claims.facts import circumstances_of
from claims.household import household_of
from claims.journey import CLAIM
from core import clock
from demo.filling import EntryOf, Story, responses_of
from journeys.answers import Responses
from journeys.sitting import Sitting
from rules.award import Award, award_for
from rules.lines import ENTITLEMENT
from rules.periods import assessment_period
from tests.claims.test_exemptions import CHILD, DEAR, ILL, JOB
from tests.claims.test_household import ADULT, CARED_FOR, PENSION, SINGLE
from tests.journeys.strategies import as_they_come, finished

CLAIMANT = UUID(int=7)


def first_award(sitting: Sitting) -> Award:
    """The award of a first month without pay, for a home in Leeds."""
    period = assessment_period(clock.today(), 1)
    known: dict[tuple[UUID | None, str], list[Circumstance]] = defaultdict(list)
    for each in [*circumstances_of(sitting), Circumstance("area", "claim", {"brma": "LEEDS", "london": False})]:
        known[CLAIMANT if each.subject == PERSON else None, each.kind].append(each)
    unpaid = {CLAIMANT: Earnings(self_employed_pence=0)}
    return award_for(household_of(known, [CLAIMANT], unpaid, period), period, estimate=True)


def has(award: Award) -> dict[str, bool]:
    """What the award pays, by what it is called among the things that were looked at."""
    paid = {line.code: line for line in award.section(ENTITLEMENT)}
    [home] = [line for line in award.lines if line.code == "housing"]
    steps = " ".join(step.label.template for step in home.steps)
    return {
        "housing": "housing" in paid,
        "all-rent": "Other tenants" not in steps,
        "spare-room": "Spare bedrooms" not in steps,
        "own-bedroom": home.inputs.get("lha_category") != "A",
        "other-adults": "Help with the rent" not in steps,
        "children": "child" in paid,
        "disabled-child": "disabled_child" in paid,
        "childcare": "childcare" in paid,
        "work-allowance": bool(award.work_allowance_pence),
        "health": "lcwra" in paid,
        "higher-health": "lcwra" in paid and paid["lcwra"].inputs["protected"],
        "carer": "carer" in paid,
        "no-cap": award.benefit_cap_exempt,
    }


def looked_at(responses: Responses) -> dict[str, Considered]:
    """What was looked at, once it is seen to agree with the award."""
    sitting = Sitting(CLAIM, responses)
    assert sitting.is_complete
    found, paid = {each.slug: each for each in considered(sitting)}, has(first_award(sitting))
    said = {slug: each.outcome == APPLIES for slug, each in found.items() if slug in paid}
    assert said == {slug: paid[slug] for slug in said}
    assert {"housing", "children", "health", "carer"} <= found.keys()
    assert all(each.because for each in found.values())
    return found


@settings(as_they_come, max_examples=25)
@given(finished(CLAIM))
def test_what_is_said_to_apply_is_what_the_award_has(responses: Responses) -> None:
    looked_at(responses)


def born(years: int) -> str:
    return str(clock.today() - timedelta(days=round(365.25 * years) + 40))


def family(*children: dict[str, Any], **answers: Any) -> Story:
    """Somebody who rents from the council and has these children."""
    return DEAR.but(has_children=True, **answers).but(entries={"children": [{**CHILD, **each} for each in children]})


def cared_for(child: int) -> dict[str, Any]:
    return {
        "childcare_child": EntryOf("children", child),
        "childcare_provider": "Sunny Days",
        "childcare_registration": None,
        "childcare_cost": 200_00,
        "childcare_frequency": "monthly",
    }


LEFT_SCHOOL = {"child_date_of_birth": born(17), "child_in_education": False, "child_disability": "higher"}
AT_COLLEGE = {"child_date_of_birth": born(18), "child_in_education": True}
WORKS = {"has_job": True, "year_of_pay": False}
SUPPORT_GROUP = {**PENSION, "income_kind": "esa_support"}
OWNER = {
    "tenure": "own",
    "has_service_charges": True,
    "service_charges": 60_00,
    "service_charge_frequency": "monthly",
    "service_charge_for": ["repairs"],
}


@pytest.mark.parametrize(
    ("story", "outcomes"),
    [
        (
            family(LEFT_SCHOOL, **WORKS).but(entries={"work": [JOB]}),
            {"children": False, "disabled-child": False, "work-allowance": False, "no-cap": False},
        ),
        (
            family(AT_COLLEGE, **WORKS, has_childcare=True).but(
                entries={"work": [JOB], "childcare": [cared_for(0)]},
            ),
            {"children": True, "childcare": False, "work-allowance": True},
        ),
        (
            family({"child_relationship": "fostered"}, {}, **WORKS, has_childcare=True).but(
                entries={"work": [JOB], "childcare": [cared_for(0)]},
            ),
            {"children": True, "childcare": False},
        ),
        (
            ILL.but(decided_before="lcwra", higher_health_amount="none", cares=True, entries={"caring": [CARED_FOR]}),
            {"health": True, "carer": False},
        ),
        (
            SINGLE.but(**OWNER, has_job=True, entries={"work": [JOB]}),
            {"housing": False},
        ),
        (
            DEAR.but(bedrooms=5, spare_room_exceptions=["none"], joint_tenancy=True, tenants=2, pays_all_rent=False),
            {"spare-room": True, "all-rent": False},
        ),
        (DEAR.but(rent=50_00, lives_with_adults=True, entries={"living-with": [ADULT]}), {"housing": False}),
        (
            SINGLE.but(has_income=True, higher_health_amount="severe", entries={"income": [SUPPORT_GROUP]}),
            {"health": True, "higher-health": True},
        ),
    ],
)
def test_what_looks_like_it_applies_and_is_not_paid_is_not_said_to(story: Story, outcomes: dict[str, bool]) -> None:
    found = looked_at(responses_of(story))
    assert {slug: found[slug].outcome == APPLIES for slug in outcomes} == outcomes


def test_the_health_amount_is_put_down_to_the_income_that_they_told_us_of() -> None:
    story = SINGLE.but(has_income=True, higher_health_amount="none", entries={"income": [SUPPORT_GROUP]})
    health = looked_at(responses_of(story))["health"]
    assert health.because == "You told us that you get Employment and Support Allowance in the support group."
    assert health.change_url == "income/list/?from=check"


def test_an_owner_with_a_job_is_not_told_of_a_payment_that_pay_rules_out() -> None:
    story = SINGLE.but(**OWNER)
    works = looked_at(responses_of(story.but(has_job=True, entries={"work": [JOB]})))["housing"]
    idle = looked_at(responses_of(story))["housing"]
    assert "Not yet" in idle.outcome
    assert "does not apply" in works.outcome
    assert works.change_url == "work/has-job/?from=check"


def test_who_prefers_not_to_say_is_not_told_that_it_does_not_apply() -> None:
    assert looked_at(responses_of(ILL.but(end_of_life="not-say")))["end-of-life"].outcome == NOT_KNOWN
