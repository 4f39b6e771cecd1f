"""Rent as a month, spare bedrooms, Local Housing Allowance, tenancies and contributions (UC Regs Sch 4)."""

from dataclasses import replace
from datetime import date

import pytest

from rules.bedrooms import bedrooms_allowed
from rules.household import Adult, Charge, Child, Household, Housing, NonDependant
from rules.housing import MissingFact, lha_category
from tests.rules.households import ADULT, FIRST_DAY, TODDLER, award, born, line, rent, single


@pytest.mark.parametrize(
    ("amount", "frequency", "rent_free", "month"),
    [
        (9500, "weekly", 0, 41167),
        (9500, "weekly", 4, 38000),
        (9500, "weekly", 2, 39583),
        (20000, "fortnightly", 0, 43333),
        (20000, "fortnightly", 4, 40000),
        (40000, "four_weekly", 0, 43333),
        (40000, "four_weekly", 4, 40000),
        (50000, "monthly", 0, 50000),
        (150000, "quarterly", 0, 50000),
        (600000, "yearly", 0, 50000),
    ],
    ids=lambda value: f"Sch_4_para_7-{value}",
)
def test_rent_as_a_month(amount, frequency, rent_free, month):
    home = Housing(kind="social", charges=(Charge("rent", amount, frequency, rent_free),))
    result = award(single(housing=home))
    assert result.housing_element_pence == month
    assert ("no rent" in str(line(result, "housing").reason)) == bool(rent_free)


@pytest.mark.parametrize(("frequency", "weeks"), [("monthly", 2), ("yearly", 1), ("weekly", 52), ("weekly", -1)])
def test_rent_free_weeks_need_a_weekly_kind_of_charge(frequency, weeks):
    with pytest.raises(ValueError, match="rent-free weeks"):
        Charge("rent", 100, frequency, weeks)


def test_service_charges_are_added_each_rounded_and_ineligible_ones_left_out():
    charges = (
        Charge("rent", 9501, "weekly"),
        Charge("service", 1001, "weekly"),
        Charge("service", 2000, "weekly", eligible=False),
    )
    result = award(single(housing=Housing(kind="social", charges=charges)))
    assert result.housing_element_pence == 41171 + 4338
    housing = line(result, "housing")
    assert [step.amount_pence for step in housing.steps] == [41171, 4338, 0]
    assert str(housing.reason).startswith("You are charged £95.01 a week and £10.01 a week.")


@pytest.mark.parametrize(
    ("bedrooms", "pence"),
    [(None, 50000), (1, 50000), (2, 43000), (3, 37500), (5, 37500)],
    ids=lambda value: f"Sch_4_para_36-{value}",
)
def test_spare_bedrooms_in_social_housing(bedrooms, pence):
    assert award(single(housing=rent(500, bedrooms=bedrooms))).housing_element_pence == pence


@pytest.mark.parametrize(
    "facts",
    [{"shared_ownership": True}, {"sanctuary": True}, {"kind": "private", "lha_monthly_pence": 90000}],
    ids=str,
)
def test_no_spare_bedroom_reduction(facts):
    assert award(single(housing=replace(rent(500, bedrooms=4), **facts))).housing_element_pence == 50000


def child(age, sex="female"):
    return Child(date_of_birth=born(age), sex=sex)


@pytest.mark.parametrize(
    ("children", "allowed"),
    [
        ([], 1),
        ([child(3)], 2),
        ([child(3, "male"), child(5)], 2),
        ([child(9, "male"), child(9)], 2),
        ([child(10, "male"), child(9)], 3),
        ([child(10), child(15)], 2),
        ([child(10, "male"), child(15)], 3),
        ([child(16), child(15)], 3),
        ([child(12, "male"), child(8, "male"), child(7)], 3),
        ([child(12, "male"), child(8, "male"), child(12), child(7)], 3),
        ([child(12), child(3, "male"), child(4, "male"), child(5, "male")], 4),
        ([child(12, ""), child(11, "")], 3),
        ([child(8, ""), child(7, "")], 2),
    ],
)
def test_bedrooms_allowed__Sch_4_para_10(children, allowed):
    assert bedrooms_allowed(single(children=tuple(children)), FIRST_DAY) == allowed


def test_bedrooms_for_couples_other_adults_and_extra_reasons__Sch_4_paras_10_and_12():
    other = NonDependant(date_of_birth=born(30))
    home = rent(500, extra_bedrooms=("overnight_carer",))
    household = Household((ADULT, ADULT), housing=home, non_dependants=(other, replace(other, name="Jo")))
    assert bedrooms_allowed(household, FIRST_DAY) == 4


@pytest.mark.parametrize(
    ("household", "category"),
    [
        (single(adults=(replace(ADULT, date_of_birth=born(34)),)), "A"),
        (single(adults=(replace(ADULT, date_of_birth=born(35)),)), "B"),
        (
            single(adults=(replace(ADULT, date_of_birth=born(22)),), housing=Housing(one_bedroom_reason="care_leaver")),
            "B",
        ),
        (single(adults=(replace(ADULT, date_of_birth=born(22), disability_benefits=("pip_daily_living",)),)), "B"),
        (single(adults=(replace(ADULT, date_of_birth=born(22), disability_benefits=("pip_mobility",)),)), "A"),
        (
            single(
                adults=(replace(ADULT, date_of_birth=born(22)),), housing=Housing(extra_bedrooms=("overnight_carer",))
            ),
            "C",
        ),
        (single(adults=(replace(ADULT, date_of_birth=born(22)),), non_dependants=(NonDependant(born(20)),)), "C"),
        (single(adults=(replace(ADULT, date_of_birth=born(22)),), children=(TODDLER,)), "C"),
        (single(adults=(replace(ADULT, date_of_birth=born(22)),) * 2), "B"),
        (single(children=tuple(child(age) for age in (16, 17, 18, 19, 12))), "E"),
    ],
)
def test_category_of_local_housing_allowance__Sch_4_paras_25_to_29(household, category):
    assert lha_category(household, FIRST_DAY) == category


@pytest.mark.parametrize(("pounds", "pence"), [(600, 60000), (675, 67500), (900, 67500)])
def test_private_rent_is_paid_up_to_the_allowance__Sch_4_para_22(pounds, pence):
    result = award(single(housing=rent(pounds, "private", brma="LEEDS")))
    assert result.housing_element_pence == pence
    assert "1 bedroom in Leeds is £675.00 a month" in str(line(result, "housing").reason)


def test_private_rent_without_an_area_cannot_be_worked_out():
    with pytest.raises(MissingFact):
        award(single(housing=rent(600, "private")))


def test_a_shared_tenancy_pays_the_household_part_and_has_no_reduction__Sch_4_para_35():
    home = rent(500, bedrooms=4, tenants=3, tenants_in_household=1)
    assert award(single(housing=home)).housing_element_pence == 16667


def test_a_couple_who_hold_the_whole_tenancy_are_one_household__Sch_4_para_35_3():
    home = rent(500, bedrooms=2, tenants=2, tenants_in_household=2)
    assert award(Household((ADULT, ADULT), housing=home)).housing_element_pence == 43000


@pytest.mark.parametrize(
    ("person", "taken"),
    [
        (NonDependant(born(21)), 9655),
        (NonDependant(born(20)), 0),
        (NonDependant(date(2005, 11, 5)), 9655),
        (NonDependant(date(2005, 11, 6)), 0),
        (NonDependant(born(40), no_contribution_reason="carer"), 0),
        (NonDependant(born(40), no_contribution_reason="prisoner"), 0),
    ],
    ids=lambda value: f"Sch_4_para_16-{value}",
)
def test_contribution_from_another_adult(person, taken):
    result = award(single(housing=rent(500), non_dependants=(person,)))
    assert result.housing_element_pence == 50000 - taken


@pytest.mark.parametrize("facts", [{"blind": True}, {"disability_benefits": ("dla_care_middle",)}], ids=str)
def test_no_contributions_where_a_claimant_is_excused__Sch_4_para_15(facts):
    household = Household((replace(ADULT, **facts),), housing=rent(500), non_dependants=(NonDependant(born(40)),))
    assert award(household).housing_element_pence == 50000


def test_contributions_come_after_the_allowance_and_never_below_nothing():
    others = (NonDependant(born(40), "Jo"), NonDependant(born(41), "Al"))
    private = single(housing=rent(900, "private", lha_monthly_pence=67500), non_dependants=others)
    assert award(private).housing_element_pence == 67500 - 2 * 9655
    cheap = award(single(housing=rent(100), non_dependants=others))
    assert cheap.housing_element_pence == 0
    assert line(cheap, "housing").section == "not_paid"


def test_rent_met_wholly_by_others_leaves_the_higher_work_allowance():
    others = (NonDependant(born(40)), NonDependant(born(41)))
    household = single(children=(TODDLER,), housing=rent(100), non_dependants=others)
    assert award(household).work_allowance_pence == 71000


@pytest.mark.parametrize("kind", ["none", "owner", "family", "temporary", "supported", "other"])
def test_a_home_without_rent_to_pay_is_explained(kind):
    result = award(single(housing=rent(500, kind)))
    assert result.housing_element_pence == 0
    assert line(result, "housing").section == "not_paid"
    assert str(line(result, "housing").reason).startswith("You told us that")


@pytest.mark.parametrize(
    ("waited", "pay", "pence"), [(True, 0, 5000), (False, 0, 0), (True, 1, 0)], ids=lambda value: f"Sch_5-{value}"
)
def test_an_owner_can_have_service_charges(waited, pay, pence):
    charges = (Charge("rent", 10000), Charge("service", 5000))
    home = Housing(kind="owner", charges=charges, owner_wait_over=waited)
    household = Household((replace(ADULT, net_earnings_pence=pay),), housing=home)
    assert award(household).housing_element_pence == pence


def test_a_grown_up_child_at_home_means_not_living_alone() -> None:
    """Sch 4 para 29: the shared rate is for a single person under 35 whom nobody lives with."""
    grown_up = Child(date_of_birth=date(2009, 1, 5))
    household = Household(
        adults=(Adult(date_of_birth=date(1993, 6, 1)),),
        children=(grown_up,),
        housing=Housing(kind="private", charges=(Charge("rent", 150_000),), brma="LEEDS"),
    )
    assert lha_category(household, date(2026, 11, 30)) == "C"
