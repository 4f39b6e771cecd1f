"""The figures that the specification gives itself, by its section numbers: 8 to 16.

Self-employment and surplus earnings (8), sanctions (12), deductions (13) and advances (14) have files of their own.
"""

from dataclasses import replace
from datetime import date

import pytest

from rules.award import award_for
from rules.household import Child, Household, NonDependant, Unearned
from rules.rates import MissingRate, rate_book
from rules.rounding import as_month
from tests.rules.households import ADULT, FIRST_DAY, TODDLER, award, born, rent, single

BORN_2016, BORN_2018, BORN_2020 = (Child(date(year, 1, 1)) for year in (2016, 2018, 2020))
WORKER = replace(ADULT, in_paid_work=True)


# 8. Earned income


@pytest.mark.parametrize(
    ("household", "allowance"),
    [
        (single(), 0),
        (single(children=(TODDLER,)), 71000),
        (single(children=(TODDLER,), housing=rent(500)), 42700),
        (single(children=(TODDLER,), housing=rent(500, "temporary")), 71000),
    ],
    ids=["nobody to care for", "no housing amount", "housing amount", "helped outside Universal Credit"],
)
def test_8_work_allowance(household, allowance):
    assert award(household).work_allowance_pence == allowance


def test_8_contributions_that_leave_no_housing_amount_give_the_higher_allowance():
    """[U] of section 8: rent of 90.00 is met by one contribution of 96.55."""
    household = single(children=(TODDLER,), housing=rent(90), non_dependants=(NonDependant(born(40)),))
    assert award(household).work_allowance_pence == 71000


# 9. Unearned income


def test_9_carers_allowance_as_a_month():
    """86.45 x 52/12 = 374.6166..."""
    assert as_month(8645, "weekly") == 37462
    carer = replace(ADULT, carer=True, unearned=(Unearned("carers_allowance", 8645, "weekly"),))
    result = award(single(adults=(carer,)))
    assert result.unearned_income_pence == 37462
    assert result.award_pence == 42490 + 20934 - 37462


@pytest.mark.parametrize(
    ("frequency", "month"),
    [("weekly", 43333), ("four_weekly", 10833), ("quarterly", 3333), ("yearly", 833)],
)
def test_9_monthly(frequency, month):
    pensioner = replace(ADULT, unearned=(Unearned("private_pension", 10000, frequency),))
    taken = award(single(adults=(pensioner,), children=(TODDLER,))).unearned_income_pence
    assert taken == month


# 10. Capital


@pytest.mark.parametrize(
    ("capital", "tariff", "excluded"),
    [
        (600_000, 0, False),
        (600_001, 435, False),
        (625_000, 435, False),
        (625_001, 870, False),
        (1_600_000, 17400, False),
        (1_600_001, 17835, True),
    ],
)
def test_10_tariff_income_and_the_limit(capital, tariff, excluded):
    result = award(single(capital_pence=capital))
    assert (result.tariff_income_pence, result.capital_excluded) == (tariff, excluded)
    assert result.award_pence == (0 if excluded else 42490 - tariff)


# 11. Benefit cap


@pytest.mark.parametrize(
    ("household", "limit"),
    [
        (Household((ADULT, ADULT), london=True), 211025),
        (single(children=(TODDLER,), london=True), 211025),
        (single(london=True), 141392),
        (Household((ADULT, ADULT)), 183500),
        (single(children=(TODDLER,)), 183500),
        (single(), 122942),
    ],
    ids=["London couple", "London child", "London single", "couple", "child", "single"],
)
def test_11_limits_a_month(household, limit):
    result = award(replace(household, housing=rent(3000)))
    assert result.award_pence + result.child_benefit_pence == limit


@pytest.mark.parametrize(("children", "pence"), [(0, 0), (1, 11722), (2, 19478), (3, 27235)])
def test_11_child_benefit(children, pence):
    """27.05 x 52/12 = 117.2166...; 44.95 x 52/12 = 194.7833...; 62.85 x 52/12 = 272.35."""
    household = single(children=(BORN_2016, BORN_2018, BORN_2020)[:children])
    assert award(household).child_benefit_pence == pence


@pytest.mark.parametrize(("pence", "exempt"), [(88099, False), (88100, True)])
def test_11_pay_of_881_pounds_lifts_the_cap(pence, exempt):
    """16 x 12.71 x 52/12 = 881.22, of which the pounds count."""
    assert 16 * 1271 * 52 // 1200 == 881
    result = award(single(adults=(replace(WORKER, net_earnings_pence=pence),), housing=rent(3000)))
    assert result.benefit_cap_exempt is exempt


def test_11_childcare_is_subtracted_and_the_reduction_never_exceeds_the_award():
    """2,000.00 rent, one child, childcare 340.00, no pay: the excess over 1,835.00 less 340.00 is taken."""
    couple = (WORKER, replace(ADULT, away_from_work=True))
    household = Household(couple, (replace(TODDLER, childcare_pence=40000),), rent(2000))
    result = award(household)
    before = 66697 + 30394 + 200000 + 34000
    assert result.award_before_cap_pence == before == 331091
    assert result.benefit_cap_reduction_pence == before + 11722 - 183500 - 34000
    rich = replace(household, adults=(replace(WORKER, unearned=(Unearned("maternity_allowance", 290_000),)), couple[1]))
    assert award(rich).benefit_cap_reduction_pence == award(rich).award_before_cap_pence
    assert award(rich).award_pence == 0


# 12. Sanctions: daily rates


@pytest.mark.parametrize(
    ("who", "pence"),
    [
        ("single_under_25", 1110),
        ("single_25_or_over", 1390),
        ("couple_both_under_25_per_sanctioned_claimant", 865),
        ("couple_25_or_over_per_sanctioned_claimant", 1095),
    ],
)
def test_12_daily_rates(who, pence):
    """The rate is SA x 12/365 rounded down to 10p (338.58 x 12/365 = 11.13...), halved for one of a couple."""
    rates = rate_book().on(FIRST_DAY)
    assert rates[f"sanction.daily_reduction_100pc.{who}"].pence == pence
    couple = who.startswith("couple")
    name = who.removesuffix("_per_sanctioned_claimant").replace("couple_25", "couple_one_or_both_25")
    daily = rates[f"standard_allowance.{name}"].pence * 12 // 365 // 10 * 10
    assert daily // (2 if couple else 1) == pence


# 13 and 14: what deductions and advances are reckoned with


@pytest.mark.parametrize(("first_day", "share"), [("2025-04-29", "0.25"), ("2025-04-30", "0.15")])
def test_13_the_cap_on_deductions_from_30_april_2025(first_day, share):
    assert rate_book().on(date.fromisoformat(first_day))["deductions.overall_cap"].value == share


def test_14_advances_are_repaid_over_24_months():
    rates = rate_book().on(FIRST_DAY)
    assert rates["advance.new_claim_repayment_months"].value == "24"
    assert rates["advance.budgeting_repayment_months"].value == "24"


# 16. Order of work


def test_16_a_year_that_is_not_rated_is_never_paid():
    with pytest.raises(MissingRate):
        award_for(single(), date(2027, 4, 12))
