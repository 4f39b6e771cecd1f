"""Pay, other income and savings."""

from dataclasses import replace
from datetime import date

import pytest

from rules.household import Adult, Household, Payday, Unearned
from rules.words import BENEFIT_INCOME, IGNORED_INCOME, OTHER_INCOME
from tests.rules.households import ADULT, TODDLER, award, line, lines, rent, single


def earning(pence, **facts):
    return replace(ADULT, net_earnings_pence=pence, in_paid_work=True, **facts)


@pytest.mark.parametrize(
    ("household", "allowance"),
    [
        (single(), 0),
        (single(children=(TODDLER,)), 71000),
        (single(children=(TODDLER,), housing=rent(500)), 42700),
        (single(adults=(replace(ADULT, lcw=True),)), 71000),
        (single(adults=(ADULT, replace(ADULT, lcwra=True)), housing=rent(500)), 42700),
        (single(children=(TODDLER,), housing=rent(500, "temporary")), 71000),
    ],
)
def test_work_allowance__UC_Regs_reg_22_2(household, allowance):
    assert award(household).work_allowance_pence == allowance


@pytest.mark.parametrize(
    ("pence", "taken"),
    [(0, 0), (42700, 0), (42701, 1), (42702, 1), (115730, 40167)],
    ids=lambda value: f"UC_Regs_reg_22_and_6-{value}",
)
def test_55p_in_the_pound_above_the_allowance(pence, taken):
    household = Household((earning(pence),), (TODDLER,), housing=rent(500))
    assert award(household).earned_deduction_pence == taken


def test_a_couple_has_one_allowance_for_both_their_pay():
    household = Household((earning(30000), earning(50001)), (TODDLER,))
    result = award(household)
    assert (result.net_earnings_pence, result.earned_deduction_pence) == (80001, 4951)
    steps = line(result, "earnings").steps
    assert [step.amount_pence for step in steps] == [30000, 50001, -71000, 4951 - 9001]


def test_every_payday_is_listed():
    pay = (Payday("Tesco", date(2026, 10, 9), 30000), Payday("Tesco", date(2026, 10, 30), 35000))
    result = award(Household((Adult(date(1990, 1, 1), "Rosa", paydays=pay),)))
    found = line(result, "earnings")
    assert result.net_earnings_pence == 65000
    assert str(found.steps[0].label) == "Pay: Rosa, from Tesco on 9 October 2026"
    assert found.inputs["adults"][0]["paydays"][1] == {
        "employer": "Tesco",
        "paid_on": "2026-10-30",
        "net_pence": 35000,
    }
    assert str(found.reason).startswith("There were 2 paydays in this period.")
    assert "with children" in str(found.reason)


def test_earnings_given_beside_paydays_must_agree_with_them():
    pay = (Payday("Tesco", date(2026, 10, 9), 30000),)
    assert Adult(date(1990, 1, 1), paydays=pay, self_employed_pence=500).net_earnings_pence == 30500
    with pytest.raises(ValueError, match="do not agree"):
        Adult(date(1990, 1, 1), paydays=pay, net_earnings_pence=100)


@pytest.mark.parametrize("kind", sorted((BENEFIT_INCOME | OTHER_INCOME) - {"student_income"}))
def test_income_on_the_list_is_taken_off_in_full__UC_Regs_reg_66(kind):
    result = award(Household((replace(ADULT, unearned=(Unearned(kind, 10000),)),)))
    assert result.unearned_income_pence == 10000
    assert result.award_pence == 32490


@pytest.mark.parametrize("kind", sorted(IGNORED_INCOME))
def test_income_off_the_list_takes_nothing_off_and_says_so__UC_Regs_reg_66(kind):
    result = award(Household((replace(ADULT, unearned=(Unearned(kind, 10000),)),)))
    assert (result.unearned_income_pence, result.award_pence) == (0, 42490)
    assert "does not count" in str(line(result, "income_not_counted").reason)


def test_carer_support_payment_counts_up_to_carers_allowance():
    result = award(Household((replace(ADULT, unearned=(Unearned("carer_support_payment", 12000, "weekly"),)),)))
    assert result.unearned_income_pence == 37462


def test_the_first_110_pounds_of_student_income_do_not_count__UC_Regs_reg_71():
    loan, grant = Unearned("student_income", 590_00), Unearned("student_income", 60_00)
    result = award(Household((replace(ADULT, unearned=(loan,)),)))
    assert result.unearned_income_pence == 480_00
    assert "£110.00 of it does not count" in str(line(result, "other_income").reason)
    # Once for a person, however many kinds they have: 60 - 60, then 590 - 50.
    assert award(Household((replace(ADULT, unearned=(grant, loan)),))).unearned_income_pence == 540_00


def test_other_income_comes_before_benefits_and_each_has_a_line():
    incomes = (Unearned("jsa_contributory", 9205, "weekly"), Unearned("private_pension", 5000))
    result = award(Household((replace(ADULT, unearned=incomes),)))
    codes = [found.code for found in result.section("deduction")]
    assert codes == ["other_income", "other_benefit"]
    assert line(result, "other_benefit").amount_pence == 39888


@pytest.mark.parametrize(
    ("capital", "tariff", "excluded"),
    [
        (600000, 0, False),
        (600001, 435, False),
        (625000, 435, False),
        (625001, 870, False),
        (1600000, 17400, False),
        (1600001, 17835, True),
    ],
    ids=lambda value: f"UC_Regs_regs_18_and_72-{value}",
)
def test_savings(capital, tariff, excluded):
    result = award(single(capital_pence=capital))
    assert (result.tariff_income_pence, result.capital_excluded) == (tariff, excluded)
    assert result.award_pence == (0 if excluded else 42490 - tariff)


def test_too_much_savings_is_explained_and_the_lines_still_add_up():
    result = award(single(capital_pence=2000000))
    assert line(result, "savings").amount_pence == 42490
    assert result.section("not_paid")[0] == line(result, "capital_limit")
    assert "more than £16,000.00" in str(line(result, "capital_limit").reason)


def test_nothing_taken_off_has_no_line():
    assert award(single()).section("deduction") == ()
    assert lines(award(single()), "earnings") == []
