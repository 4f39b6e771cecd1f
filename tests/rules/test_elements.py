"""Standard allowance, children, health, caring and childcare."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.ages import age_on, earliest_birth_that_counts
from rules.award import award_for
from rules.household import Adult, Child, Household
from rules.periods import assessment_period
from tests.rules.households import ADULT, FIRST_DAY, TODDLER, YOUNG_ADULT, award, line, lines, single


@pytest.mark.parametrize(
    ("adults", "pence"),
    [
        ((YOUNG_ADULT,), 33858),
        ((ADULT,), 42490),
        ((YOUNG_ADULT, YOUNG_ADULT), 52834),
        ((YOUNG_ADULT, ADULT), 66697),
        ((ADULT, ADULT), 66697),
    ],
    ids=lambda value: f"UC_Regs_reg_36-{value if isinstance(value, int) else len(value)}",
)
def test_standard_allowance(adults, pence):
    assert award(Household(adults)).standard_allowance_pence == pence


@pytest.mark.parametrize(
    ("birthday", "pence"),
    [("2001-10-06", 42490), ("2001-11-05", 42490), ("2001-11-06", 33858)],
    ids=["first day", "last day", "day after"],
)
def test_turning_25_counts_for_the_whole_period__DAR_Sch_1_para_20(birthday, pence):
    household = Household((Adult(date_of_birth=date.fromisoformat(birthday)),))
    assert award(household).standard_allowance_pence == pence


def test_the_last_day_is_that_of_the_period_itself():
    """From a 29th, the February period runs to 28 March, a day or two longer than a month from its first day."""
    period = assessment_period(date(2026, 1, 29), 2)
    household = Household((Adult(date_of_birth=date(2001, 3, 28)),))
    assert (period.start, period.end) == (date(2026, 2, 27), date(2026, 3, 28))
    assert award_for(household, period).standard_allowance_pence == 40014
    assert award_for(household, period.start).standard_allowance_pence == 31698
    assert award_for(household, period, ages_on=period.start).standard_allowance_pence == 31698


def test_each_child_has_a_line_and_only_the_oldest_can_have_the_higher_amount__reg_36_saving():
    children = tuple(
        Child(date_of_birth=date.fromisoformat(day), name=name)
        for name, day in (("Bo", "2017-04-05"), ("Ada", "2016-01-01"), ("Cy", "2017-04-06"))
    )
    result = award(single(children=children))
    assert [(str(each.label), each.amount_pence) for each in lines(result, "child")] == [
        ("Child: Ada", 35188),
        ("Child: Bo", 30394),
        ("Child: Cy", 30394),
    ]
    assert result.child_element_pence == 95976
    assert "born before 6 April 2017" in str(lines(result, "child")[0].reason)


def test_an_oldest_child_born_on_6_april_2017_has_the_lower_amount():
    assert award(single(children=(Child(date_of_birth=date(2017, 4, 6)),))).child_element_pence == 30394


@pytest.mark.parametrize(
    ("first_day", "excepted", "pence"),
    [
        (date(2026, 4, 5), False, 29281 * 2),
        (date(2026, 4, 5), True, 29281 * 3),
        (date(2026, 4, 6), False, 30394 * 3),
    ],
    ids=["before 6 April 2026", "excepted", "limit ended: TCL 2026"],
)
def test_two_child_limit__old_reg_24A(first_day, excepted, pence):
    third = Child(date_of_birth=date(2022, 1, 1), limit_excepted=excepted)
    children = (third, Child(date_of_birth=date(2018, 1, 1)), Child(date_of_birth=date(2020, 1, 1)))
    result = award(single(children=children), first_day)
    assert result.child_element_pence == pence
    assert len([each for each in lines(result, "child") if each.section == "not_paid"]) == (pence == 58562)


@pytest.mark.parametrize(
    ("birth", "in_education", "day", "counted"),
    [
        ("2010-10-07", False, "2026-10-06", True),
        ("2010-09-01", False, "2027-08-31", True),
        ("2010-08-31", False, "2026-08-31", True),
        ("2010-08-31", False, "2026-09-01", False),
        ("2010-08-31", True, "2026-09-01", True),
        ("2007-09-02", True, "2027-08-31", True),
        ("2007-09-02", True, "2027-09-01", False),
        ("2007-08-31", True, "2026-09-01", False),
    ],
)
def test_child_or_qualifying_young_person__UC_Regs_reg_5(birth, in_education, day, counted):
    child, on = Child(date.fromisoformat(birth), in_education=in_education), date.fromisoformat(day)
    assert single(children=(child,)).dependants(on) == ((child,) if counted else ())


@pytest.mark.parametrize("day", ["2026-01-01", "2026-08-31", "2026-09-01", "2026-12-31", "2028-02-29"])
def test_the_oldest_who_count_were_born_on_the_first_day_of_a_school_year(day: str) -> None:
    on = date.fromisoformat(day)
    earliest = earliest_birth_that_counts(on)
    eldest, too_old = (Child(day, in_education=True) for day in (earliest, earliest - timedelta(days=1)))
    assert single(children=(too_old, eldest)).dependants(on) == (eldest,)


def test_a_child_who_has_grown_up_is_not_paid_and_a_line_says_why():
    result = award(single(children=(Child(date_of_birth=date(2008, 1, 1), name="Sam"),)))
    assert result.child_element_pence == 0
    assert line(result, "child").section == "not_paid"
    assert "We cannot pay for Sam" in str(line(result, "child").reason)


@pytest.mark.parametrize(
    ("facts", "lower", "higher"),
    [
        ({}, 0, 0),
        ({"disability": "lower", "dla": "MIDDLE"}, 16479, 0),
        ({"dla": "LOWER"}, 16479, 0),
        ({"disability": "higher", "dla": "HIGHER"}, 0, 51471),
        ({"blind": True}, 0, 51471),
        ({"disability": "lower", "blind": True}, 0, 51471),
    ],
    ids=str,
)
def test_disabled_child_addition__UC_Regs_reg_24_2(facts, lower, higher):
    result = award(single(children=(replace(TODDLER, **facts),)))
    assert (result.disabled_child_lower_pence, result.disabled_child_higher_pence) == (lower, higher)
    assert line(result, "disabled_child").section == ("entitlement" if facts else "not_paid")


@pytest.mark.parametrize(
    ("first_day", "protected", "pence"),
    [(FIRST_DAY, True, 42980), (FIRST_DAY, False, 21726), (date(2026, 4, 5), False, 42327)],
    ids=["protected", "new: UC Act 2025 s.2", "one rate before 6 April 2026"],
)
def test_lcwra__UC_Regs_reg_27(first_day, protected, pence):
    household = Household((replace(ADULT, lcwra=True),), lcwra_protected=protected)
    assert award(household, first_day).lcwra_element_pence == pence


@pytest.mark.parametrize(
    ("first", "second", "lcwra", "carers"),
    [
        ({"lcwra": True, "carer": True}, None, 1, 0),
        ({"carer": True}, {"carer": True}, 0, 2),
        ({"lcwra": True}, {"carer": True}, 1, 1),
        ({"lcwra": True, "carer": True}, {}, 1, 0),
        ({"lcwra": True, "carer": True}, {"lcwra": True}, 1, 1),
        ({"lcwra": True, "carer": True}, {"lcwra": True, "carer": True}, 1, 1),
        ({"lcwra": True}, {"lcwra": True}, 1, 0),
    ],
    ids=str,
)
def test_health_and_caring_together__UC_Regs_reg_29_4(first, second, lcwra, carers):
    adults = tuple(replace(ADULT, **facts) for facts in (first, second) if facts is not None)
    result = award(Household(adults))
    assert result.lcwra_element_pence == lcwra * 21726
    assert result.carer_element_pence == carers * 20934


KEPT = {"lcwra": True, "lcwra_protected": True}


@pytest.mark.parametrize(
    ("first", "second", "first_day", "lcwra", "carers"),
    [
        # 429.80 for the one who cares is more than 217.26 for the other and 209.34 for caring, 426.60.
        (KEPT | {"carer": True}, {"lcwra": True}, FIRST_DAY, 42980, 0),
        (KEPT, {"lcwra": True, "carer": True}, FIRST_DAY, 42980, 20934),
        ({"lcwra": True, "carer": True}, KEPT | {"carer": True}, FIRST_DAY, 42980, 20934),
        (KEPT | {"carer": True}, KEPT, FIRST_DAY, 42980, 20934),
        # A protected rate is of no use to a partner who has LCWRA when the one who has it has not.
        ({"lcwra_protected": True}, {"lcwra": True}, FIRST_DAY, 21726, 0),
        # One rate for all until 5 April 2026: then whoever is no carer, so that both are paid.
        (KEPT | {"carer": True}, {"lcwra": True}, date(2025, 10, 6), 42327, 20168),
    ],
    ids=str,
)
def test_a_couple_at_different_rates_has_the_higher__UC_Regs_reg_27_4_b(first, second, first_day, lcwra, carers):
    result = award(Household((replace(ADULT, **first), replace(ADULT, **second))), first_day)
    assert (result.lcwra_element_pence, result.carer_element_pence) == (lcwra, carers)


def test_limited_capability_for_work_alone_adds_nothing_and_says_so():
    result = award(Household((replace(ADULT, lcw=True),)))
    assert result.lcwra_element_pence == 0
    assert "keep more of any pay" in str(line(result, "lcwra").reason)


WORKING = replace(ADULT, in_paid_work=True, net_earnings_pence=50000)


@pytest.mark.parametrize(
    ("charges", "pence"),
    [
        ((100,), 85),
        ((101,), 86),
        ((140000,), 107109),
        ((126011,), 107109),
        ((60000, 71333), 111633),
        ((150000, 150000), 183616),
    ],
    ids=str,
)
def test_childcare_is_a_share_and_then_a_limit__UC_Regs_reg_34(charges, pence):
    children = tuple(replace(TODDLER, name=str(charge), childcare_pence=charge) for charge in charges)
    assert award(Household((WORKING,), children)).childcare_element_pence == pence


def test_the_limit_is_for_the_children_who_are_paid_for():
    children = (replace(TODDLER, childcare_pence=200000), replace(TODDLER, name="Bo"))
    assert award(Household((WORKING,), children)).childcare_element_pence == 107109


@pytest.mark.parametrize(
    ("adults", "paid"),
    [
        ((ADULT,), False),
        ((WORKING,), True),
        ((WORKING, ADULT), False),
        ((WORKING, WORKING), True),
        ((WORKING, replace(ADULT, lcw=True)), True),
        ((WORKING, replace(ADULT, lcwra=True)), True),
        ((replace(ADULT, carer=True), WORKING), True),
        ((WORKING, replace(ADULT, away_from_work=True)), True),
        ((replace(ADULT, carer=True), replace(ADULT, lcw=True)), False),
    ],
)
def test_childcare_work_condition__UC_Regs_reg_32(adults, paid):
    result = award(Household(adults, (replace(TODDLER, childcare_pence=10000),)))
    assert result.childcare_element_pence == (8500 if paid else 0)
    assert line(result, "childcare").section == ("entitlement" if paid else "not_paid")


def test_age_changes_on_the_birthday_and_on_1_march_for_a_leap_day():
    assert age_on(date(2001, 10, 6), date(2026, 10, 6)) == 25
    assert age_on(date(2001, 10, 7), date(2026, 10, 6)) == 24
    assert [age_on(date(2004, 2, 29), day) for day in (date(2029, 2, 28), date(2029, 3, 1))] == [24, 25]
