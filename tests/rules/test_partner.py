"""A couple of whom one cannot claim, and people who share a bedroom or the person they care for."""

from dataclasses import replace

import pytest

from rules.bedrooms import bedrooms_allowed
from rules.cases import dump_case, load_case, read_case, write_case
from rules.household import Adult, Household, NonDependant, Unearned
from tests.rules.households import ADULT, FIRST_DAY, TODDLER, YOUNG_ADULT, award, born, line, lines, rent, single

ANN = replace(ADULT, name="Ann")
BEN = replace(ADULT, name="Ben")


def test_one_of_a_couple_claims_alone_and_both_incomes_and_savings_count__UC_Regs_regs_3_18_22_36():
    """Single rates; both earn; the couple's savings; one child, so a work allowance (with rent, the lower).

    424.90 (one person of 25 or over) + 303.94 (child) + 600.00 (rent)                     = 1,328.84
    pay 300.00 + 500.00 = 800.00; less 427.00 = 373.00; x 0.55 = 205.15
    partner's pension 100.00 in full; savings 6,250.01 -> 2 steps of 250 or part x 4.35 = 8.70
    1,328.84 - 205.15 - 100.00 - 8.70                                                     = 1,014.99
    """
    partner = replace(BEN, net_earnings_pence=50000, unearned=(Unearned("private_pension", 10000),))
    claimant = replace(ANN, net_earnings_pence=30000)
    household = Household((claimant,), (TODDLER,), rent(600), capital_pence=625001, partner=partner)
    result = award(household)
    assert result.standard_allowance_pence == 42490
    assert (result.net_earnings_pence, result.earned_deduction_pence) == (80000, 20515)
    assert result.unearned_income_pence == 10870
    assert result.award_pence == 101499
    assert [str(step.label) for step in line(result, "earnings").steps][:2] == [
        "Take-home pay: Ann",
        "Take-home pay: Ben",
    ]
    assert "Pension: Ben" in str(line(result, "other_income").label)
    assert "partner cannot get Universal Credit" in str(result.notes[0])


def test_the_partners_age_does_not_raise_the_rate__reg_36_3():
    assert award(Household((YOUNG_ADULT,), partner=ADULT)).standard_allowance_pence == 33858


def test_savings_over_the_limit_count_whosever_they_are__reg_18_2():
    assert award(Household((ANN,), partner=BEN, capital_pence=1600001)).capital_excluded


def test_the_cap_is_that_of_a_single_person_and_counts_the_partners_benefits__regs_78_to_82():
    """Outside London a single person's limit is 14,753 / 12 = 1,229.42; the partner has Maternity Allowance.

    424.90 + 1,200.00 = 1,624.90, less all of the 200.00 = 1,424.90; 1,424.90 + 200.00 - 1,229.42 = 395.48 over;
    1,424.90 - 395.48 = 1,029.42.
    """
    partner = replace(BEN, unearned=(Unearned("maternity_allowance", 20000),))
    result = award(Household((ANN,), housing=rent(1200), partner=partner))
    assert result.award_before_cap_pence == 142490
    assert result.benefit_cap_reduction_pence == 39548
    assert result.award_pence == 102942


@pytest.mark.parametrize("facts", [{"net_earnings_pence": 88100}, {"disability_benefits": ("pip_mobility",)}], ids=str)
def test_the_partner_can_lift_the_cap__regs_82_1_and_83(facts):
    household = Household((ANN,), housing=rent(2500), partner=replace(BEN, **facts))
    assert award(household).benefit_cap_exempt


@pytest.mark.parametrize(
    ("claimant_works", "partner", "pence"),
    [
        (True, {}, 0),
        (True, {"in_paid_work": True}, 8500),
        (True, {"lcw": True}, 8500),
        (False, {"in_paid_work": True}, 0),
    ],
    ids=str,
)
def test_childcare_looks_at_both_and_the_claimant_must_work__reg_32_1(claimant_works, partner, pence):
    claimant = replace(ANN, in_paid_work=claimant_works)
    child = replace(TODDLER, childcare_pence=10000)
    household = Household((claimant,), (child,), partner=replace(BEN, **partner))
    assert award(household).childcare_element_pence == pence


def test_a_couple_who_claim_together_have_no_partner_beside_them():
    with pytest.raises(ValueError, match="no partner"):
        Household((ANN, BEN), partner=ADULT)


def test_a_case_keeps_a_partner_and_who_is_cared_for_and_who_is_a_couple():
    others = (NonDependant(born(40), couple="1"), NonDependant(born(41), couple="1"))
    household = Household((replace(ANN, cares_for="Mum"),), partner=BEN, non_dependants=others)
    assert read_case(load_case(dump_case(write_case(household, FIRST_DAY)))) == (household, FIRST_DAY)


@pytest.mark.parametrize(
    ("first", "second", "pence"),
    [
        ({"cares_for": "Mum"}, {"cares_for": "Dad"}, 2 * 20934),
        ({"cares_for": "Mum"}, {"cares_for": "Mum"}, 20934),
        ({}, {}, 2 * 20934),
        ({"cares_for": "Mum", "lcwra": True}, {"cares_for": "Mum"}, 20934),
    ],
    ids=str,
)
def test_one_carer_element_for_each_person_cared_for__reg_29_2_and_3(first, second, pence):
    adults = (replace(ANN, carer=True, **first), replace(BEN, carer=True, **second))
    result = award(Household(adults))
    assert result.carer_element_pence == pence
    if first == second and first:
        paid, unpaid = lines(result, "carer")
        assert (paid.section, unpaid.section) == ("entitlement", "not_paid")
        assert "for Ben, because we pay it for Ann" in str(unpaid.reason)


@pytest.mark.parametrize(
    ("couples", "allowed"), [(("", ""), 3), (("a", "a"), 2), (("a", "b"), 3), (("a", "a", ""), 3)], ids=str
)
def test_two_other_adults_who_are_a_couple_have_one_bedroom__Sch_4_para_10(couples, allowed):
    others = tuple(NonDependant(born(40 + number), couple=couple) for number, couple in enumerate(couples))
    assert bedrooms_allowed(single(non_dependants=others), FIRST_DAY) == allowed


def test_a_partner_is_no_reason_for_more_than_the_shared_rate__Sch_4_para_28_2():
    """Somebody under 35 who claims as a single person has the rate for a shared home, though a partner lives there."""
    young = Adult(date_of_birth=born(30))
    home = rent(900, "private", brma="LEEDS")
    together, alone = Household((young,), housing=home, partner=BEN), Household((young,), housing=home)
    assert award(together).housing_element_pence == award(alone).housing_element_pence < 67500
