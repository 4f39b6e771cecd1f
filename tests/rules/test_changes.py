"""From which day a change counts (Decisions and Appeals Regs 2013 Sch 1; UC Regs regs 28 and 37)."""

from datetime import date

import pytest

from rules.award import award_for
from rules.changes import (
    advantageous_change,
    counts_after_death,
    death,
    disadvantageous_change,
    less_pay,
    new_rates,
    ordinary_change,
    other_benefit_awarded,
)
from rules.facts import MissingFact
from rules.household import Child, Household
from rules.periods import Period, assessment_period, period_containing
from rules.rates import rate_book
from rules.text import text
from tests.rules.households import rent, single

AWARD_FROM = date(2026, 3, 10)  # periods run from each 10th to the 9th


def period_of(day: date) -> Period:
    return period_containing(AWARD_FROM, day)


def on(day: str) -> date:
    return date.fromisoformat(day)


@pytest.mark.parametrize(
    ("happened", "counts"),
    [("2026-10-10", "2026-10-10"), ("2026-11-09", "2026-10-10"), ("2026-11-10", "2026-11-10")],
    ids=["first day", "last day", "day after"],
)
def test_a_change_counts_for_its_whole_period__DAR_Sch_1_para_20(happened, counts):
    assert ordinary_change(on(happened), period_of).first_day == on(counts)
    assert disadvantageous_change(on(happened), period_of).first_day == on(counts)


@pytest.mark.parametrize(
    ("happened", "told", "allowed", "counts", "law"),
    [
        ("2026-10-20", "2026-11-09", None, "2026-10-10", "para 20"),  # told on the last day of its period
        ("2026-10-20", "2026-11-10", False, "2026-11-10", "para 21"),  # a day late: the period of telling
        ("2026-10-20", "2027-02-01", False, "2027-01-10", "para 21"),
        ("2026-10-20", "2027-02-01", True, "2026-10-10", "reg 36"),  # a longer time was allowed
        ("2026-10-20", "2027-11-20", True, "2026-10-10", "reg 36"),  # the last day of 13 months
        ("2026-10-20", "2027-11-21", True, "2027-11-10", "para 21"),  # beyond them nothing can be allowed
        ("2026-10-20", "2027-11-21", None, "2027-11-10", "para 21"),
    ],
)
def test_a_change_that_means_more_money_must_be_told_in_time__para_21(happened, told, allowed, counts, law):
    effect = advantageous_change(on(happened), on(told), period_of, extension_allowed=allowed)
    assert effect.first_day == on(counts)
    assert law in effect.regulation
    assert str(effect.reason).endswith(".")


def test_a_late_report_needs_a_decision_on_more_time():
    with pytest.raises(MissingFact, match="longer time"):
        advantageous_change(on("2026-10-20"), on("2026-12-01"), period_of)


def test_less_pay_reported_by_the_employer_counts_however_late__para_22():
    effect = less_pay(on("2026-10-20"), on("2027-01-20"), period_of, reported_by_employer=True)
    assert (effect.first_day, "para 22" in effect.regulation) == (on("2026-10-10"), True)
    with pytest.raises(MissingFact, match="employer"):
        less_pay(on("2026-10-20"), on("2026-10-20"), period_of, reported_by_employer=None)
    told_in_time = less_pay(on("2026-10-20"), on("2026-11-01"), period_of, reported_by_employer=False)
    assert told_in_time.first_day == on("2026-10-10")
    with pytest.raises(MissingFact, match="longer time"):
        less_pay(on("2026-10-20"), on("2027-01-20"), period_of, reported_by_employer=False)
    for allowed, first_day in ((True, "2026-10-10"), (False, "2027-01-10")):
        late = less_pay(
            on("2026-10-20"), on("2027-01-20"), period_of, reported_by_employer=False, extension_allowed=allowed
        )
        assert late.first_day == on(first_day)


def test_another_benefit_counts_from_the_period_in_which_it_starts__para_31():
    effect = other_benefit_awarded(on("2026-06-09"), period_of)
    assert effect.first_day == on("2026-05-10")
    assert "however late" in str(effect.reason)


@pytest.mark.parametrize(
    ("died", "left_out_from"),
    [("2026-10-10", "2027-01-10"), ("2026-11-09", "2027-01-10"), ("2026-11-10", "2027-02-10")],
)
def test_after_a_death_three_periods_in_all__UC_Regs_reg_37(died, left_out_from):
    effect = death(on(died), text("Sam"), period_of)
    assert effect.first_day == on(left_out_from)
    assert "Because Sam died, we keep" in str(effect.reason)
    counted = [
        number
        for number in range(7, 13)
        if counts_after_death(on(died), assessment_period(AWARD_FROM, number), period_of)
    ]
    first = period_of(on(died)).number
    assert [number for number in counted if number >= first] == [first, first + 1, first + 2]


@pytest.mark.parametrize(
    ("award_from", "counts"),
    [("2026-03-10", "2026-04-10"), ("2026-03-06", "2026-04-06"), ("2026-03-05", "2026-05-05")],
    ids=["after", "on the day", "the period that began the day before stays on the old rates"],
)
def test_new_rates_wait_for_the_next_period__UCA_s_1_6_d(award_from, counts):
    effect = new_rates(on("2026-04-06"), lambda day: period_containing(on(award_from), day), rate_book())
    assert effect.first_day == on(counts)
    if award_from == "2026-03-05":
        assert period_containing(on(award_from), on("2026-04-06")).start == on("2026-04-05")


def test_no_rates_start_on_any_day():
    with pytest.raises(ValueError, match="No rates"):
        new_rates(on("2026-05-05"), period_of, rate_book())


MONTHS = [assessment_period(date(2026, 10, 6), number) for number in (1, 2, 3, 4)]


def awards(household_from: dict[date, Household]) -> list[int]:
    """The award of each month, in pence, where households count from the days given."""
    counted = [max(day for day in household_from if day <= month.start) for month in MONTHS]
    return [award_for(household_from[day], month).award_pence for day, month in zip(counted, MONTHS, strict=True)]


def in_months(day: date) -> Period:
    return period_containing(date(2026, 10, 6), day)


def test_a_child_born_on_the_last_day_brings_the_whole_amount_and_one_who_leaves_on_the_first_none():
    """424.90 + 303.94 = 728.84 from the period of the birth; back to 424.90 for that of the leaving.

    Born on 5 December, the last day of the second period; leaves on 6 January, the first day of the fourth.
    """
    child = Child(date_of_birth=date(2026, 12, 5))
    born = ordinary_change(date(2026, 12, 5), in_months).first_day
    left = disadvantageous_change(date(2027, 1, 6), in_months).first_day
    assert awards({MONTHS[0].start: single(), born: single(children=(child,)), left: single()}) == [
        42490,
        72884,
        72884,
        42490,
    ]


@pytest.mark.parametrize(
    ("told", "pence"),
    [
        ("2026-11-05", [97490, 97490, 97490, 97490]),
        ("2026-11-06", [92490, 97490, 97490, 97490]),
        ("2027-01-05", [92490, 92490, 97490, 97490]),
    ],
)
def test_a_rent_that_rose_counts_by_when_it_was_told(told, pence):
    """Rent rose from 500.00 to 550.00 on 20 October: 424.90 + 500.00 = 924.90, then 424.90 + 550.00 = 974.90."""
    effect = advantageous_change(date(2026, 10, 20), on(told), in_months, extension_allowed=False)
    before, after = single(housing=rent(500)), single(housing=rent(550))
    assert awards({date(2026, 1, 1): before, effect.first_day: after}) == pence


def test_after_a_childs_death_three_periods_are_paid_in_full__UC_Regs_reg_37():
    """The child died on 7 October, in the first period: 728.84 for three periods, then 424.90."""
    child = Child(date_of_birth=date(2020, 5, 5))
    effect = death(date(2026, 10, 7), text("Mia"), in_months)
    with_child = single(children=(child,))
    assert awards({date(2026, 1, 1): with_child, effect.first_day: single()}) == [72884, 72884, 72884, 42490]
