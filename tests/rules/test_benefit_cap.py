"""The benefit cap (UC Regs regs 78 to 83)."""

from dataclasses import replace
from datetime import date

import pytest

from rules.household import Adult, Child, Household, Unearned
from tests.rules.households import ADULT, TODDLER, award, born, line, lines, rent, single

FAMILY = tuple(Child(date_of_birth=born(age)) for age in (3, 5, 7))


@pytest.mark.parametrize(
    ("household", "limit"),
    [
        (single(housing=rent(2000), london=True), 141392),
        (single(housing=rent(2000)), 122942),
        (Household((ADULT, ADULT), housing=rent(2000), london=True), 211025),
        (Household((ADULT, ADULT), housing=rent(2000)), 183500),
    ],
    ids=["London single", "elsewhere single", "London couple", "elsewhere couple"],
)
def test_limits__reg_80A(household, limit):
    assert award(household).award_pence == limit


def test_child_benefit_counts_toward_the_cap():
    result = award(single(children=FAMILY, housing=rent(1500)))
    assert result.child_benefit_pence == 27235
    assert result.award_pence == 183500 - 27235
    assert result.benefit_cap_reduction_pence == result.award_before_cap_pence - result.award_pence


@pytest.mark.parametrize("kind", ["jsa_contributory", "maternity_allowance", "esa_contributory"])
def test_other_benefits_count_toward_the_cap__reg_79(kind):
    adult = replace(ADULT, unearned=(Unearned(kind, 10000),))
    assert award(Household((adult,), housing=rent(2000))).award_pence == 122942 - 10000


def test_pensions_do_not_count_toward_the_cap():
    adult = replace(ADULT, unearned=(Unearned("private_pension", 10000),))
    assert award(Household((adult,), housing=rent(2000))).award_pence == 122942


def test_childcare_is_protected__reg_81():
    worker = replace(ADULT, in_paid_work=True, net_earnings_pence=10000)
    children = (replace(TODDLER, childcare_pence=50000), *FAMILY)
    without, with_childcare = (
        award(Household((worker,), each, housing=rent(1500))) for each in ((TODDLER, *FAMILY), children)
    )
    assert with_childcare.award_pence == without.award_pence + 42500


@pytest.mark.parametrize(("pence", "exempt"), [(88099, False), (88100, True)], ids=lambda value: f"reg_82-{value}")
def test_earnings_exemption(pence, exempt):
    adults = (replace(ADULT, net_earnings_pence=pence - 40000), replace(ADULT, net_earnings_pence=40000))
    result = award(Household(adults, FAMILY, housing=rent(1500)))
    assert result.benefit_cap_exempt is exempt
    assert (result.benefit_cap_reduction_pence == 0) is exempt


@pytest.mark.parametrize(
    ("adult", "child"),
    [
        ({"lcwra": True}, {}),
        ({"carer": True}, {}),
        ({"disability_benefits": ("pip_mobility",)}, {}),
        ({"disability_benefits": ("war_pension",)}, {}),
        ({"unearned": (Unearned("industrial_injuries_benefit", 100),)}, {}),
        ({"unearned": (Unearned("carers_allowance", 8645, "weekly"),)}, {}),
        ({"unearned": (Unearned("esa_support", 100),)}, {}),
        ({}, {"dla": "LOWER"}),
        ({}, {"disability": "higher", "dla": "HIGHER"}),
        ({}, {"date_of_birth": born(17), "in_education": True, "gets_carers_allowance": True}),
    ],
    ids=str,
)
def test_exempt_households__reg_83(adult, child):
    children = (replace(TODDLER, **child), *FAMILY)
    result = award(Household((replace(ADULT, **adult),), children, housing=rent(1500)))
    assert result.benefit_cap_exempt
    assert result.award_pence == result.award_before_cap_pence
    assert "does not apply, because" in str(line(result, "benefit_cap").reason)


def test_blindness_alone_is_not_a_benefit_that_lifts_the_cap():
    assert not award(single(children=(replace(TODDLER, blind=True),))).benefit_cap_exempt


def test_a_cap_that_takes_nothing_has_no_line():
    assert lines(award(single(housing=rent(500))), "benefit_cap") == []


@pytest.mark.parametrize(
    ("births", "exempt"),
    [
        (["1960-06-06"], True),  # 66 and 3 months: 6 September 2026
        (["1960-07-05"], True),  # 5 October
        (["1960-07-06"], False),  # 66 and 4 months: 6 November, the day after the period
        (["1955-01-01", "1955-01-01"], True),
        (["1955-01-01", "1990-01-01"], False),
    ],
)
def test_nobody_over_pension_credit_age_is_capped(births, exempt):
    adults = tuple(Adult(date_of_birth=date.fromisoformat(day)) for day in births)
    result = award(Household(adults, housing=rent(2500)))
    assert result.benefit_cap_exempt is exempt
    assert (result.benefit_cap_reduction_pence == 0) is exempt
