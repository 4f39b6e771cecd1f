"""Answers that pay more, one by one: the award in pounds and pence with each and without it."""

from __future__ import annotations

from typing import Any

import pytest

from demo.filling import EntryOf
from demo.stories import LONE_PARENT
from tests.claims.test_household import ADULT, PENSION, RENTER, SAVED, SINGLE, award

pytestmark = pytest.mark.django_db

__all__ = ["award"]
YOUNG = RENTER.but(date_of_birth="2003-03-01")
ILL = SINGLE.but(limits_work=True, end_of_life="no", condition=None, fit_note=False)
CHILD = LONE_PARENT.entries["children"][0]
JOB = LONE_PARENT.entries["work"][0]


@pytest.mark.parametrize(
    ("answer", "one_bedroom"),
    [(["none"], False), (["care_leaver"], True), (["hostel"], True), (["domestic_abuse"], True)],
)
def test_who_is_excepted_gets_the_rate_for_one_bedroom__sch_4_para_29(
    award: Any, answer: list[str], one_bedroom: bool
) -> None:
    room = award(YOUNG, brma="LEEDS").housing_element_pence
    bedroom = award(RENTER, brma="LEEDS").housing_element_pence
    assert 0 < room < bedroom
    assert award(YOUNG.but(own_bedroom=answer), brma="LEEDS").housing_element_pence == (
        bedroom if one_bedroom else room
    )


def test_a_care_leaver_is_excepted_until_25(award: Any) -> None:
    older = YOUNG.but(date_of_birth="2000-03-01")
    room = award(older, brma="LEEDS").housing_element_pence
    assert award(older.but(own_bedroom=["care_leaver"]), brma="LEEDS").housing_element_pence == room
    both = older.but(own_bedroom=["care_leaver", "hostel"])
    assert award(both, brma="LEEDS").housing_element_pence > room


@pytest.mark.parametrize(
    ("answer", "paid_pence"), [(["none"], 375_00), (["sanctuary"], 500_00), (["shared_ownership"], 500_00)]
)
def test_no_spare_room_is_counted_in_some_homes__sch_4_para_36(award: Any, answer: list[str], paid_pence: int) -> None:
    rented = SINGLE.but(tenure="social", rent=50000, rent_frequency="monthly", has_service_charges=False, bedrooms=3)
    assert award(rented.but(spare_room_exceptions=answer)).housing_element_pence == paid_pence


@pytest.mark.parametrize(("all_of_it", "paid_pence"), [(False, 250_00), (True, 500_00)])
def test_who_must_pay_all_the_rent_is_paid_for_all__sch_4_para_35(award: Any, all_of_it: bool, paid_pence: int) -> None:
    rented = SINGLE.but(tenure="social", rent=50000, rent_frequency="monthly", has_service_charges=False, bedrooms=1)
    joint = rented.but(joint_tenancy=True, tenants=2, pays_all_rent=all_of_it)
    assert award(joint).housing_element_pence == paid_pence


@pytest.mark.parametrize(("period", "paid_pence"), [(3, 0), (4, 60_00)])
def test_owners_are_paid_service_charges_after_three_months__sch_5(award: Any, period: int, paid_pence: int) -> None:
    charges = {"service_charges": 6000, "service_charge_frequency": "monthly", "service_charge_for": ["repairs"]}
    owner = SINGLE.but(tenure="own", has_service_charges=True, **charges)
    assert award(owner, period_number=period).housing_element_pence == paid_pence


@pytest.mark.parametrize(
    ("decided", "higher", "paid_pence"),
    [
        ("no", None, 0),
        ("lcw", None, 0),
        ("lcwra", "none", 217_26),
        ("lcwra", "before_2026", 429_80),
        ("lcwra", "severe", 429_80),
        ("esa_support", "none", 217_26),
        ("esa_support", "severe", 429_80),
    ],
)
def test_an_earlier_decision_about_health_carries_over__reg_28(
    award: Any, decided: str, higher: str | None, paid_pence: int
) -> None:
    ill = ILL.but(decided_before=decided, higher_health_amount=higher)
    assert award(ill).lcwra_element_pence == paid_pence


@pytest.mark.parametrize(("decided", "award_pence"), [("no", 424_90 - 220_00), ("lcw", 424_90)])
def test_who_has_limited_capability_keeps_more_pay__reg_22(award: Any, decided: str, award_pence: int) -> None:
    works = ILL.but(has_job=True, decided_before=decided, entries={"work": [JOB]})
    assert award(works, net_pence=400_00).award_pence == award_pence


@pytest.mark.parametrize(("higher", "health_pence"), [("none", 217_26), ("severe", 429_80)])
def test_support_group_allowance_brings_the_health_amount_and_is_taken_off(
    award: Any, higher: str, health_pence: int
) -> None:
    esa = {**PENSION, "income_kind": "esa_support", "income_amount": 500_00}
    paid = award(SINGLE.but(has_income=True, higher_health_amount=higher, entries={"income": [esa]}))
    assert (paid.lcwra_element_pence, paid.award_pence) == (health_pence, 424_90 + health_pence - 500_00)


@pytest.mark.parametrize(("kind", "award_pence"), [("war_pension", 424_90), ("foster_allowance", 424_90)])
def test_some_income_does_not_count__reg_66(award: Any, kind: str, award_pence: int) -> None:
    income = {**PENSION, "income_kind": kind}
    assert award(SINGLE.but(has_income=True, entries={"income": [income]})).award_pence == award_pence


@pytest.mark.parametrize(
    ("benefits", "contributes"),
    [(["none"], True), (["blind"], False), (["armed_forces_independence_payment"], False), (["pip_mobility"], True)],
)
def test_nothing_is_taken_off_for_other_adults_where_care_is_needed__sch_4_para_15(
    award: Any, benefits: list[str], contributes: bool
) -> None:
    alone = LONE_PARENT.but(bedrooms=4, disability_benefits=benefits)
    shared = alone.but(lives_with_adults=True, entries={"living-with": [ADULT]})
    steps = [str(step.label) for line in award(shared).lines if line.code == "housing" for step in line.steps]
    assert any("Jo" in label for label in steps) is contributes


DEAR = SINGLE.but(tenure="social", rent=110000, rent_frequency="monthly", has_service_charges=False, bedrooms=1)
UNCAPPED, CAPPED = 424_90 + 1100_00, 1229_42
ENDING = {"has_job": True, "entries": {"work": [{**JOB, "job_ending": True, "job_ends": "2026-09-19"}]}}


@pytest.mark.parametrize(
    ("but", "award_pence"),
    [
        ({}, CAPPED),
        ({"stopped_work": True, "last_day_of_work": "2026-08-01", "year_of_pay": True}, UNCAPPED),
        ({"stopped_work": True, "last_day_of_work": "2026-08-01", "year_of_pay": False}, CAPPED),
        ({**ENDING, "year_of_pay": True}, UNCAPPED),
        ({**ENDING, "year_of_pay": False}, CAPPED),
        ({"disability_benefits": ["war_pension"]}, UNCAPPED),
        ({"disability_benefits": ["blind"]}, CAPPED),
    ],
)
def test_the_benefit_cap_waits_nine_months_after_a_year_of_work__reg_82(
    award: Any, but: dict[str, Any], award_pence: int
) -> None:
    assert award(DEAR.but(**but)).award_pence == award_pence


@pytest.mark.parametrize(("period", "award_pence"), [(8, UNCAPPED), (9, CAPPED)])
def test_the_period_in_which_the_nine_months_end_is_free_of_the_cap(award: Any, period: int, award_pence: int) -> None:
    """The claim begins on 14 September 2026; nine months after 31 July 2026 end on 30 April 2027."""
    stopped = DEAR.but(stopped_work=True, last_day_of_work="2026-07-31", year_of_pay=True)
    kept = award(stopped, period_number=period, estimate=True)
    assert kept.award_pence == award_pence


@pytest.mark.parametrize(("also", "reduced"), [(False, True), (True, False)])
def test_a_blind_child_who_gets_a_benefit_lifts_the_cap__reg_83(award: Any, also: bool, reduced: bool) -> None:
    blind = {**CHILD, "child_disability": "blind", "child_blind_benefit": also}
    family = DEAR.but(rent=180000, has_children=True, entries={"children": [blind]})
    assert bool(award(family).benefit_cap_reduction_pence) is reduced


@pytest.mark.parametrize(
    ("but", "job", "paid_pence"),
    [
        ({"has_job": False}, None, 0),
        ({"has_job": False, "job_offer": True, "job_offer_starts": "2026-11-13"}, None, 170_00),
        ({"has_job": False, "job_offer": True, "job_offer_starts": "2026-11-14"}, None, 0),
        ({}, {"job_ending": True, "job_ends": "2026-08-14"}, 170_00),
        ({}, {"job_ending": True, "job_ends": "2026-08-13"}, 0),
    ],
)
def test_childcare_is_paid_around_a_job_that_starts_or_ended__reg_32(
    award: Any, but: dict[str, Any], job: dict[str, Any] | None, paid_pence: int
) -> None:
    childcare = {
        "childcare_child": EntryOf("children", 1),
        "childcare_provider": "Sunny Days",
        "childcare_registration": None,
        "childcare_cost": 200_00,
        "childcare_frequency": "monthly",
    }
    entries = {"childcare": [childcare], "work": [{**JOB, **(job or {})}]}
    claim = LONE_PARENT.but(has_childcare=True, year_of_pay=False, entries=entries, **but)
    assert award(claim).childcare_element_pence == paid_pence


PROPERTY = {
    "savings_kind": "property",
    "savings_amount": 100_000_00,
    "property_debt": 80_000_00,
    "savings_joint": "mine",
}


@pytest.mark.parametrize(
    ("but", "award_pence"),
    [
        # 90,000 less 80,000 is 10,000: 16 times 250 above 6,000.
        ({"property_disregard": "none"}, 424_90 - 16 * 4_35),
        ({"property_disregard": "relative"}, 424_90),
        ({"property_disregard": "none", "property_debt": 70_000_00}, 0),
        ({"property_disregard": "none", "property_debt": 120_000_00}, 424_90),
    ],
)
def test_property_counts_less_what_is_owed_and_a_tenth__reg_49(
    award: Any, but: dict[str, Any], award_pence: int
) -> None:
    owns = SINGLE.but(has_savings=True, entries={"savings": [{**PROPERTY, **but}]})
    assert award(owns).award_pence == award_pence


def test_more_than_the_limit_that_does_not_count_is_no_bar__sch_10(award: Any) -> None:
    compensation = {**SAVED, "savings_amount": 90_000_00, "savings_disregard": "scheme"}
    rich = SINGLE.but(over_capital_limit=True, capital_exceptions=["compensation"], has_savings=True)
    assert award(rich.but(entries={"savings": [compensation]})).award_pence == 424_90
