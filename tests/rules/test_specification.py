"""The figures that the specification of the award gives itself, by its section numbers: 1 to 7.

Claims and re-claims (4) and changes (5) have files of their own; `test_specification_of_income.py` goes on from 8.
"""

from dataclasses import replace
from datetime import date

import pytest

from rules.award import award_for
from rules.household import Charge, Child, Household, Housing, NonDependant, Unearned
from rules.periods import assessment_period
from rules.rates import rate_book
from rules.rounding import as_month
from tests.rules.households import ADULT, FIRST_DAY, TODDLER, YOUNG_ADULT, award, born, rent, single

BORN_2016, BORN_2018, BORN_2020 = (Child(date(year, 1, 1)) for year in (2016, 2018, 2020))
WORKER = replace(ADULT, in_paid_work=True)


# 1. The formula


def test_1_the_formula():
    """Maximum: 424.90 + 351.88 + 303.94 + 800.00 + 340.00 childcare (85% of 400.00) = 2,220.72.

    Deduction: 100.00 pension + 55% of (1,157.30 - 427.00) = 401.67, together 501.67. Award: 1,719.05, with child
    benefit of (27.05 + 17.90) x 52/12 = 194.78 under the cap, as pay of 881.00 or more lifts it.
    """
    earner = replace(WORKER, net_earnings_pence=115730, unearned=(Unearned("private_pension", 10000),))
    children = (BORN_2016, replace(BORN_2020, childcare_pence=40000))
    result = award(Household((earner,), children, rent(800)))
    assert result.maximum_amount_pence == 42490 + 35188 + 30394 + 80000 + 34000 == 222072
    assert result.award_before_cap_pence == 222072 - 10000 - 40167 == 171905
    assert (result.child_benefit_pence, result.benefit_cap_exempt) == (19478, True)
    assert result.award_pence == 171905


def test_1_capital_over_the_limit_leaves_nothing_and_a_deduction_never_leaves_less():
    assert award(single(capital_pence=1_600_001)).award_pence == 0
    assert award(single(adults=(replace(ADULT, net_earnings_pence=500_000),))).award_pence == 0


# 2. Rounding


def test_2_half_penny_trap():
    """730.30 x 0.55 = 401.665: deduct 401.67, and not 827.175 left of the award rounded some other way."""
    household = Household((replace(WORKER, net_earnings_pence=42700 + 73030),), (BORN_2020,), rent(500))
    result = award(household)
    assert result.earned_deduction_pence == 40167
    assert result.award_pence == 42490 + 30394 + 50000 - 40167


def test_2_55_percent_of_an_odd_number_of_pence_rounds_up():
    for pence, taken in ((1, 1), (3, 2), (10, 6), (11, 6), (99, 54), (101, 56)):
        earner = replace(ADULT, net_earnings_pence=pence)
        assert award(single(adults=(earner,))).earned_deduction_pence == taken


def test_2_each_amount_is_rounded_once_and_then_added():
    """Two charges of 100.01 a week are 433.38 (433.376...) each, 866.76 together; rounded once only it would be .75."""
    home = Housing("social", (Charge("rent", 10001, "weekly"), Charge("service", 10001, "weekly")))
    assert as_month(10001, "weekly") == 43338
    assert award(single(housing=home)).housing_element_pence == 86676 != as_month(20002, "weekly")


# 4. Claim, assessment periods, payment


@pytest.mark.parametrize(
    ("first", "starts"),
    [
        (29, {"2025-01-29", "2025-02-27", "2024-02-28", "2025-03-29", "2025-04-29"}),
        (30, {"2025-01-30", "2025-02-27", "2024-02-28", "2025-03-30", "2025-04-30"}),
        (31, {"2025-01-31", "2025-02-28", "2024-02-29", "2025-03-31", "2025-04-30"}),
    ],
)
def test_4_table_of_first_days(first, starts):
    every = {assessment_period(date(2023, 12, first), number).start.isoformat() for number in range(1, 20)}
    assert starts <= every
    assert {day for day in every if day[:7] in {"2024-02", *(f"2025-0{month}" for month in range(1, 5))}} == starts


def test_4_27_february_goes_back_to_29_and_30_march():
    for first in (29, 30):
        assert assessment_period(date(2025, 1, first), 2).start == date(2025, 2, 27)
        assert assessment_period(date(2025, 1, first), 3).start == date(2025, 3, first)


# 5. Whole-month approach


def test_5_a_child_born_on_the_last_day_gives_the_full_month_and_one_who_left_before_it_none():
    period = assessment_period(FIRST_DAY, 1)
    born_last_day = single(children=(Child(period.end),))
    assert award_for(born_last_day, period).child_element_pence == 30394
    assert award_for(single(), period).child_element_pence == 0


# 6. When new rates start


@pytest.mark.parametrize(
    ("first_day", "pence"),
    [
        ("2023-04-10", 36874),
        ("2024-04-07", 36874),
        ("2024-04-08", 39345),
        ("2025-04-06", 39345),
        ("2025-04-07", 40014),
        ("2026-04-05", 40014),
        ("2026-04-06", 42490),
    ],
)
def test_6_first_monday_of_the_tax_year(first_day, pence):
    assert award_for(single(), date.fromisoformat(first_day)).standard_allowance_pence == pence


def test_6_the_two_child_limit_and_the_two_health_rates_change_on_the_same_day():
    household = single(adults=(replace(ADULT, lcwra=True),), children=(BORN_2018, BORN_2020, TODDLER))
    before, after = (award_for(household, day) for day in (date(2026, 4, 5), date(2026, 4, 6)))
    assert (before.child_element_pence, before.lcwra_element_pence) == (2 * 29281, 42327)
    assert (after.child_element_pence, after.lcwra_element_pence) == (3 * 30394, 21726)


# 7. Elements


@pytest.mark.parametrize(
    ("adults", "pence"),
    [
        ((YOUNG_ADULT,), 33858),
        ((ADULT,), 42490),
        ((YOUNG_ADULT, YOUNG_ADULT), 52834),
        ((ADULT, YOUNG_ADULT), 66697),
    ],
)
def test_7_standard_allowance(adults, pence):
    assert award(Household(adults)).standard_allowance_pence == pence


def test_7_child_element():
    assert award(single(children=(BORN_2016,))).child_element_pence == 35188
    assert award(single(children=(BORN_2018,))).child_element_pence == 30394
    assert award(single(children=(BORN_2016, BORN_2018, BORN_2020))).child_element_pence == 35188 + 2 * 30394


def test_7_disabled_child_addition_is_one_or_the_other_for_each_child():
    low, high, blind = replace(BORN_2018, dla="LOWER"), replace(BORN_2020, dla="HIGHER"), replace(TODDLER, blind=True)
    result = award(single(children=(low, high, blind)))
    assert (result.disabled_child_lower_pence, result.disabled_child_higher_pence) == (16479, 2 * 51471)


def test_7_lcwra_is_one_for_an_award():
    couple = Household((replace(ADULT, lcwra=True), replace(ADULT, lcwra=True)))
    assert award(replace(couple, lcwra_protected=True)).lcwra_element_pence == 42980
    assert award(couple).lcwra_element_pence == 21726


def test_7_lcw_alone_gives_only_the_work_allowance():
    result = award(single(adults=(replace(ADULT, lcw=True, net_earnings_pence=71000),)))
    assert (result.award_pence, result.work_allowance_pence) == (42490, 71000)


def test_7_carer():
    assert award(single(adults=(replace(ADULT, carer=True),))).carer_element_pence == 20934
    both = replace(ADULT, carer=True)
    assert award(Household((both, both))).carer_element_pence == 2 * 20934
    ill_carer = replace(ADULT, carer=True, lcwra=True)
    assert award(single(adults=(ill_carer,))).carer_element_pence == 0
    assert award(Household((ill_carer, replace(ADULT, lcwra=True)))).carer_element_pence == 20934


@pytest.mark.parametrize(
    ("charges", "pence"),
    [
        ((126010,), 107109),  # 85% of 1,260.10 is 1,071.085, which rounds up to the limit
        ((126011,), 107109),  # 1,071.0935 is over it
        ((200000,), 107109),
        ((108009, 108009), 183615),  # 85% of 2,160.18 is 1,836.153
        ((150000, 150000), 183616),
    ],
)
def test_7_childcare_is_85_percent_first_and_then_the_limit(charges, pence):
    children = tuple(replace(BORN_2020, childcare_pence=each) for each in charges)
    assert award(Household((WORKER,), children)).childcare_element_pence == pence


@pytest.mark.parametrize(
    ("frequency", "free_weeks", "month"),
    [
        ("weekly", 0, 43333),  # 100.00 x 52/12
        ("fortnightly", 0, 21667),  # x 26/12
        ("four_weekly", 0, 10833),  # x 13/12
        ("quarterly", 0, 3333),  # x 4/12
        ("yearly", 0, 833),  # /12
        ("weekly", 4, 40000),  # x 48/12
        ("weekly", 2, 41667),  # x 50/12
    ],
)
def test_7_rent_to_a_month(frequency, free_weeks, month):
    home = Housing("social", (Charge("rent", 10000, frequency, free_weeks),))
    assert award(single(housing=home)).housing_element_pence == month


@pytest.mark.parametrize(("bedrooms", "pence"), [(1, 60000), (2, 51600), (3, 45000), (4, 45000)])
def test_7_spare_rooms_take_14_or_25_percent(bedrooms, pence):
    """600.00 less 84.00 for one and 150.00 for two or more."""
    assert award(single(housing=rent(600, bedrooms=bedrooms))).housing_element_pence == pence


def test_7_spare_rooms_come_before_contributions():
    """600.00 less 84.00 (three bedrooms for two adults: one spare) less 96.55 = 419.45."""
    household = single(housing=rent(600, bedrooms=3), non_dependants=(NonDependant(born(40)),))
    assert award(household).housing_element_pence == 41945


LEEDS = Housing("private", (Charge("rent", 500_000),), brma="LEEDS")


@pytest.mark.parametrize(
    ("household", "category"),
    [
        (single(adults=(YOUNG_ADULT,)), "A"),
        (single(), "B"),
        (Household((YOUNG_ADULT, YOUNG_ADULT)), "B"),
        (single(children=(BORN_2018,)), "C"),
        (single(children=(Child(born(12), sex="male"), Child(born(11), sex="female"))), "D"),
        (single(children=tuple(Child(born(age)) for age in (16, 17, 18)), adults=(ADULT,)), "E"),
        # Seven bedrooms by the rules, and four at most.
        (single(children=tuple(Child(born(age)) for age in (16, 16, 17, 17, 18, 18))), "E"),
    ],
    ids=["under 35 alone", "35 or over", "couple", "a child", "boy and girl over 10", "three over 16", "four at most"],
)
def test_7_local_housing_allowance_by_category(household, category):
    allowance = rate_book().on(FIRST_DAY).lha_pence("LEEDS", category)
    assert award(replace(household, housing=LEEDS)).housing_element_pence == allowance


def test_7_local_housing_allowance_is_frozen_at_april_2024():
    book = rate_book()
    for category in "ABCDE":
        held = {book.on(day).lha_pence("LEEDS", category) for day in book.rate_years[1:]}
        assert len(held) == 1


def test_7_contribution_is_flat_one_for_each_and_never_below_nothing():
    two = (NonDependant(born(40)), NonDependant(born(41)))
    assert award(single(housing=rent(600), non_dependants=two)).housing_element_pence == 60000 - 2 * 9655
    assert award(single(housing=rent(100), non_dependants=two)).housing_element_pence == 0
    young = (NonDependant(born(20)),)
    assert award(single(housing=rent(600), non_dependants=young)).housing_element_pence == 60000
