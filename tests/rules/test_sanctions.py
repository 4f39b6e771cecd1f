"""Sanctions, each with its arithmetic by hand (pounds in the comments, pence in the tables)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.award import award_for
from rules.household import Household
from rules.periods import assessment_period
from rules.rates import rate_book
from rules.sanctions import (
    Failure,
    Sanction,
    daily_rate_pence,
    days_until_compliance,
    fixed_days,
    hardship_payment_pence,
    is_reduced,
    sanction_lines,
    total_days,
)
from tests.rules.households import ADULT, FIRST_DAY, YOUNG_ADULT, single

PERIOD = assessment_period(FIRST_DAY, 1)  # 6 October to 5 November 2026: 31 days
RATES = rate_book().on(FIRST_DAY)
SHARE = RATES["sanction.reduced_share"]
COUPLE = Household((ADULT, ADULT))


@pytest.mark.parametrize(
    ("allowance", "joint", "reduced", "rate"),
    [
        (33858, False, False, 1110),  # 338.58 x 12 / 365 = 11.1314 -> 11.10
        (42490, False, False, 1390),  # 424.90 x 12 / 365 = 13.9693 -> 13.90
        (52834, True, False, 865),  # 528.34 x 12 / 365 = 17.3701 -> 17.30, half is 8.65
        (66697, True, False, 1095),  # 666.97 x 12 / 365 = 21.9278 -> 21.90, half is 10.95
        (33858, False, True, 440),  # 11.1314 x 40% = 4.4526 -> 4.40
        (42490, False, True, 550),  # 13.9693 x 40% = 5.5877 -> 5.50
        (52834, True, True, 345),  # 17.3701 x 40% = 6.9480 -> 6.90, half is 3.45
        (66697, True, True, 435),  # 21.9278 x 40% = 8.7711 -> 8.70, half is 4.35
    ],
)
def test_daily_rate__UC_Regs_reg_111(allowance, joint, reduced, rate):
    assert daily_rate_pence(allowance, joint=joint, reduced=reduced, reduced_share=SHARE) == rate


@pytest.mark.parametrize("first_day", rate_book().rate_years)
@pytest.mark.parametrize(
    "people", ["single_under_25", "single_25_or_over", "couple_both_under_25", "couple_25_or_over"]
)
def test_daily_rates_are_those_of_the_published_data(first_day, people):
    rates = rate_book().on(first_day)
    joint = people.startswith("couple")
    allowance = rates[f"standard_allowance.{people.replace('couple_25', 'couple_one_or_both_25')}"].pence
    for percent, reduced in (("100pc", False), ("40pc", True)):
        name = f"sanction.daily_reduction_{percent}.{people}" + "_per_sanctioned_claimant" * joint
        worked_out = daily_rate_pence(allowance, joint=joint, reduced=reduced, reduced_share=SHARE)
        assert worked_out == rates[name].pence


@pytest.mark.parametrize(
    ("household", "sanctions", "taken"),
    [
        # 10 to 19 October is 10 days x 13.90 = 139.00.
        (single(), [Sanction("low", date(2026, 10, 10), date(2026, 10, 19))], [13900]),
        # The whole period: 31 x 13.90 = 430.90 is more than the award of 424.90.
        (single(), [Sanction("high", date(2026, 9, 1), date(2026, 12, 1))], [42490]),
        # Not yet over: from 30 October, 7 days x 5.50 = 38.50.
        (single(), [Sanction("lowest", date(2026, 10, 30), reduced=True)], [3850]),
        # One of a couple: 31 x 10.95 = 339.45; both for the last 5 days: 5 x 10.95 = 54.75.
        (COUPLE, [Sanction("medium", date(2026, 10, 1), date(2026, 11, 30))], [33945]),
        (
            COUPLE,
            [
                Sanction("medium", date(2026, 11, 1), date(2026, 11, 28)),
                Sanction("high", date(2026, 11, 1), date(2027, 1, 30), adult=1),
            ],
            [5475, 5475],
        ),
        # Two of one person run on: 4 days and 27 days, 31 x 13.90, cut to the award.
        (
            single(),
            [
                Sanction("low", date(2026, 10, 1), date(2026, 10, 9)),
                Sanction("medium", date(2026, 10, 10), date(2026, 11, 6)),
            ],
            [5560, 36930],
        ),
        # A fraud penalty works in the same way. Days outside the period take nothing.
        (single(), [Sanction("fraud", date(2026, 11, 5), date(2026, 12, 2))], [1390]),
        (single(), [Sanction("high", date(2026, 11, 6), date(2026, 12, 2))], []),
        # 111(3): the daily rate is nil with LCWRA.
        (single(adults=(replace(ADULT, lcwra=True),)), [Sanction("high", date(2026, 10, 1))], [0]),
        # As soon as LCWRA is decided, in the three months before its amount is included too.
        (single(adults=(replace(ADULT, lcw=True, lcwra_waits=True),)), [Sanction("high", date(2026, 10, 1))], [0]),
        # Limited capability for work alone is another thing: 31 x 13.90, cut to the award.
        (single(adults=(replace(ADULT, lcw=True),)), [Sanction("high", date(2026, 10, 1))], [42490]),
        # 111(5)(a): each of a couple is looked at alone: 31 x 10.95 = 339.45 for the other one.
        (
            Household((replace(ADULT, lcw=True, lcwra_waits=True), ADULT)),
            [Sanction("high", date(2026, 10, 1)), Sanction("high", date(2026, 10, 1), adult=1)],
            [0, 33945],
        ),
    ],
    ids=lambda value: "UC_Regs_regs_110_and_111" if isinstance(value, Household) else None,
)
def test_what_a_sanction_takes_from_a_period(household, sanctions, taken):
    lines = sanction_lines(award_for(household, PERIOD), household, PERIOD, RATES, sanctions)
    assert [line.checked().amount_pence for line in lines] == taken


def test_a_claimant_can_read_why():
    adult = replace(YOUNG_ADULT, name="Rosa", date_of_birth=date(2005, 1, 1))
    household = Household((adult,))
    (line,) = sanction_lines(
        award_for(household, PERIOD),
        household,
        PERIOD,
        RATES,
        [Sanction("low", date(2026, 10, 10), date(2026, 10, 19), reduced=True)],
    )
    assert str(line.label) == "Sanction: low level"
    assert str(line.reason) == (
        "We took off £4.40 a day for 10 days, for Rosa. This is a lower rate, because of your situation. "
        "It ends after 19 October 2026."
    )
    assert line.inputs["daily_rate_pence"] == 440
    assert "regs 104" in line.regulation


@pytest.mark.parametrize(
    ("level", "age", "gap", "days_before", "days"),
    [
        ("high", 30, None, 0, 91),
        ("high", 30, 14, 91, 182),
        ("high", 30, 364, 182, 182),  # 1,095 days were abolished in 2019
        ("high", 30, 365, 91, 91),
        ("high", 30, 13, 91, 91),  # within 14 days: the same length again
        ("high", 17, 100, 14, 28),
        ("high", 18, 100, 14, 91),  # the last one, at 17, was 14 days: only one of 91 or 182 makes this longer
        ("medium", 18, 100, 7, 28),
        ("medium", 30, None, 0, 28),
        ("medium", 30, 100, 28, 91),
        ("medium", 16, 100, 7, 14),
        ("low", 30, None, 0, 7),
        ("low", 30, 100, 7, 14),
        ("low", 30, 100, 14, 28),
        ("low", 30, 100, 28, 28),
        ("lowest", 30, None, 0, 0),
    ],
)
def test_how_long__UC_Regs_regs_102_to_105(level, age, gap, days_before, days):
    failed = date(2026, 10, 10)
    last = Failure(failed - timedelta(days=gap), days_before) if gap is not None else None
    assert fixed_days(level, failed, age=age, last=last) == days


def test_a_low_level_sanction_lasts_until_compliance_and_so_many_days_more__UC_Regs_reg_104():
    failed, complied = date(2026, 10, 10), date(2026, 10, 15)
    assert days_until_compliance(failed, complied) + fixed_days("low", failed, age=30) == 5 + 7
    assert days_until_compliance(failed, failed) == 0


def test_never_more_than_1095_days_to_come__UC_Regs_reg_101_3():
    assert total_days(182, 1000) == 95
    assert total_days(182, 0) == 182
    assert total_days(91, 1095) == 0


def test_who_has_the_lower_rate__UC_Regs_reg_111_2():
    assert is_reduced(age=17)
    assert is_reduced(age=30, cares_for_child_under_1=True)
    assert is_reduced(age=30, interviews_only=True)
    assert not is_reduced(age=18)


def test_hardship__UC_Regs_reg_117():
    # A reduction of 430.90 was taken: 60% x 430.90 x 12 / 365 = 8.4999 -> 8.50 a day, for 30 days 255.00.
    assert hardship_payment_pence(43090, 30, RATES["hardship.share"]) == 25500
    assert hardship_payment_pence(0, 30, RATES["hardship.share"]) == 0


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        Sanction("high", date(2026, 10, 2), date(2026, 10, 1))
    with pytest.raises(ValueError, match="level of sanction"):
        Sanction("severe", date(2026, 10, 2))
    with pytest.raises(ValueError, match="not known here"):
        fixed_days("low", date(2026, 10, 2), age=17)
    with pytest.raises(ValueError, match="needs its share"):
        daily_rate_pence(42490, joint=False, reduced=True)
    with pytest.raises(ValueError, match="claimant 0 or 1, not -1"):
        Sanction("high", date(2026, 10, 2), adult=-1)
    with pytest.raises(ValueError, match="needs two claimants"):
        sanction_lines(award_for(single(), PERIOD), single(), PERIOD, RATES, [Sanction("high", FIRST_DAY, adult=1)])
    with pytest.raises(ValueError, match="2026-10-11 is not earlier than one on 2026-10-10"):
        fixed_days("high", date(2026, 10, 10), age=30, last=Failure(date(2026, 10, 11), 91))
    with pytest.raises(ValueError, match="No medium-level sanction has 182 days"):
        fixed_days("medium", date(2026, 10, 10), age=30, last=Failure(date(2026, 9, 1), 182))
    overlapping = [Sanction("high", date(2026, 10, 1)), Sanction("low", date(2026, 10, 9), date(2026, 10, 10))]
    with pytest.raises(ValueError, match="one after the other"):
        sanction_lines(award_for(single(), PERIOD), single(), PERIOD, RATES, overlapping)
