"""What is looked at that could pay more: shown before sending, kept with the declaration, and true of the award."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from claims.consideration import APPLIES, DOES_NOT_APPLY, NOT_KNOWN, NOT_YET
from claims.considerations import CONSIDERATIONS
from claims.considered import considered
from claims.journey import CLAIM
from claims.models import Declaration
from claims.told import otherwise
from core import clock
from demo.filling import Story, responses_of
from demo.stories import LONE_PARENT
from journeys.sitting import Sitting
from tests.claims.claimants import Claimant
from tests.claims.test_exemptions import DEAR, ILL, YOUNG
from tests.claims.test_household import ADULT, CARED_FOR, SINGLE


def outcomes(story: Story) -> dict[str, str]:
    """What is said about each thing that was looked at."""
    sitting = Sitting(CLAIM, responses_of(story))
    assert sitting.is_complete
    return {each.slug: each.outcome for each in considered(sitting)}


SHARED = YOUNG.but(lives_with_adults=True, entries={"living-with": [ADULT]})
CARES = SINGLE.but(cares=True, entries={"caring": [CARED_FOR]})
OWNER = {
    "tenure": "own",
    "service_charges": 100,
    "service_charge_frequency": "weekly",
    "service_charge_for": ["repairs"],
}


@pytest.mark.parametrize(
    ("story", "slug", "outcome"),
    [
        (SINGLE, "carer", DOES_NOT_APPLY),
        (CARES, "carer", APPLIES),
        (SINGLE.but(cares=True, entries={"caring": [{**CARED_FOR, "care_hours": False}]}), "carer", DOES_NOT_APPLY),
        (SINGLE, "health", DOES_NOT_APPLY),
        (ILL, "health", NOT_YET),
        (ILL.but(decided_before="lcw"), "health", DOES_NOT_APPLY),
        (ILL.but(decided_before="lcwra", higher_health_amount="none"), "health", APPLIES),
        (ILL.but(decided_before="lcwra", higher_health_amount="none"), "higher-health", DOES_NOT_APPLY),
        (ILL.but(end_of_life="yes"), "end-of-life", APPLIES),
        (YOUNG, "own-bedroom", DOES_NOT_APPLY),
        (YOUNG.but(own_bedroom=["hostel"]), "own-bedroom", APPLIES),
        (YOUNG.but(date_of_birth="2000-01-01", own_bedroom=["care_leaver"]), "own-bedroom", DOES_NOT_APPLY),
        (SHARED, "own-bedroom", APPLIES),
        (SHARED, "other-adults", DOES_NOT_APPLY),
        (SHARED.but(disability_benefits=["blind"]), "other-adults", APPLIES),
        (ILL.but(end_of_life="yes"), "health", APPLIES),
        (ILL.but(decided_before="esa_support", higher_health_amount="none"), "higher-health", DOES_NOT_APPLY),
        (DEAR, "no-cap", DOES_NOT_APPLY),
        (DEAR.but(stopped_work=True, last_day_of_work="2026-10-01", year_of_pay=True), "no-cap", APPLIES),
        (LONE_PARENT, "children", APPLIES),
        (LONE_PARENT, "disabled-child", DOES_NOT_APPLY),
        (LONE_PARENT, "work-allowance", APPLIES),
        (LONE_PARENT, "spare-room", APPLIES),
        (LONE_PARENT.but(bedrooms=4), "spare-room", DOES_NOT_APPLY),
        (ILL.but(end_of_life="not-say"), "end-of-life", NOT_KNOWN),
        (SINGLE.but(**OWNER, has_service_charges=True), "housing", NOT_YET),
        (SINGLE.but(**OWNER, has_service_charges=False), "housing", DOES_NOT_APPLY),
    ],
)
def test_each_thing_applies_or_not_by_the_answers(story: Story, slug: str, outcome: str) -> None:
    assert outcomes(story)[slug] == outcome


def test_what_could_not_matter_is_not_mentioned() -> None:
    assert set(outcomes(SINGLE)) == {"housing", "children", "health", "carer"}


@pytest.mark.parametrize(
    ("carings", "because"),
    [
        ([{"care_hours": False}], "fewer than 35 hours"),
        ([{"cared_for_benefit": "none"}], "gets none of the benefits"),
        ([{"other_carer": True}], "somebody else is paid"),
        ([{"care_hours": False}, {"other_carer": True}], "somebody else is paid"),
    ],
)
def test_who_cares_is_told_which_part_is_not_there(carings: list[dict[str, Any]], because: str) -> None:
    story = CARES.but(entries={"caring": [{**CARED_FOR, **each} for each in carings]})
    told = {each.slug: each for each in considered(Sitting(CLAIM, responses_of(story)))}
    assert told["carer"].outcome == DOES_NOT_APPLY
    assert because in told["carer"].because


def test_an_adult_who_turns_21_in_the_first_month_counts_as_in_the_award() -> None:
    soon = {**ADULT, "adult_date_of_birth": str(clock.today() - timedelta(days=21 * 365 - 5))}
    assert outcomes(SHARED.but(entries={"living-with": [soon]}))["other-adults"] == DOES_NOT_APPLY


def test_every_thing_has_a_name_of_its_own_and_a_last_word() -> None:
    assert len({each.slug for each in CONSIDERATIONS}) == len(CONSIDERATIONS)
    for each in CONSIDERATIONS:
        *_, applies = [case for case in each.cases if case.outcome is APPLIES]
        *_, does_not = [case for case in each.cases if case.outcome is not APPLIES]
        assert {applies.holds, does_not.holds} == {otherwise}, each.slug


@pytest.mark.django_db
def test_the_check_page_lists_them_and_each_leads_to_its_question(claimant: Claimant) -> None:
    claimant.answer(LONE_PARENT)
    page = claimant.browser.get(claimant.url("check")).content.decode()
    assert "What we checked that could pay you more" in page
    assert "You told us that you do not look after anybody who is ill or disabled." in page
    told = considered(Sitting(CLAIM, responses_of(LONE_PARENT), base_url=claimant.url()))
    for each in told:
        assert each.name in page
        assert claimant.browser.get(each.change_url).status_code == 200, each.slug


@pytest.mark.django_db
def test_they_are_kept_with_the_declaration_and_secrets_stay_secret(claimant: Claimant) -> None:
    story: Any = YOUNG.but(own_bedroom=["domestic_abuse"])
    claimant.answer(story).send()
    declaration = Declaration.objects.get()
    group = declaration.questions[-1]
    assert (group["task"], group["title"]) == ("considered", "What we checked that could pay you more")
    rows = {row["field"]: row for row in group["rows"]}
    assert rows["children"]["question"] == "Amounts for children"
    assert rows["children"]["answer"][0] == "Checked: does not apply"
    assert (rows["own-bedroom"]["secret"], rows["own-bedroom"]["answer"]) == (True, None)
    assert declaration.secret_answers["considered.own-bedroom"][0] == "This applies"
    assert "hurt or threatened" not in str(declaration.questions)
    copy = claimant.browser.get(f"/claims/{claimant.claim.reference}/answers/").content.decode()
    assert "You told us that one of the reasons is true of you." in copy
