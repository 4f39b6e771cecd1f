"""Days that a new award keeps from an old one (UC Regs regs 21(3) to (3C) and 21A), and the end at pension age."""

from datetime import date

import pytest

from rules.cycles import (
    Kept,
    OldAward,
    amount_for_short_period,
    cycle_day_after_forming_a_couple,
    cycle_day_after_separating,
    kept_on_reclaim,
)
from rules.facts import MissingFact
from rules.pension_age import last_day_of_entitlement, pension_age_date
from rules.periods import assessment_period, is_short

OLD = OldAward(date(2026, 1, 31), date(2026, 6, 29))


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        # Periods of an award from 31 January begin on the last day of each month.
        ("2026-07-15", Kept(date(2026, 6, 30), 31)),
        ("2026-09-30", Kept(date(2026, 9, 30), 31)),
        ("2026-12-29", Kept(date(2026, 11, 30), 31)),  # the last day within six months of 29 June
        ("2026-12-30", None),
    ],
)
def test_a_claim_within_six_months_keeps_the_cycle__reg_21_3C(claimed, kept):
    assert kept_on_reclaim(OLD, date.fromisoformat(claimed), still_met_conditions=True) == kept


def test_the_kept_cycle_goes_back_to_its_own_day_after_february():
    old = OldAward(date(2026, 1, 31), date(2026, 10, 30))
    kept = kept_on_reclaim(old, date(2027, 3, 10), still_met_conditions=True)
    assert kept == Kept(date(2027, 2, 28), 31)
    starts = [assessment_period(kept.first_date, number, cycle_day=kept.cycle_day).start for number in (1, 2, 3)]
    assert starts == [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]


def test_a_cycle_kept_twice_is_still_the_first_one():
    old = OldAward(date(2026, 6, 30), date(2026, 9, 29), cycle_day=31)
    assert kept_on_reclaim(old, date(2026, 11, 5), still_met_conditions=True) == Kept(date(2026, 10, 31), 31)


def test_a_new_cycle_where_the_conditions_were_not_met_all_the_time_and_an_error_where_nobody_knows():
    assert kept_on_reclaim(OLD, date(2026, 8, 1), still_met_conditions=False) is None
    with pytest.raises(MissingFact, match="basic conditions"):
        kept_on_reclaim(OLD, date(2026, 8, 1), still_met_conditions=None)
    with pytest.raises(ValueError, match="does not follow"):
        kept_on_reclaim(OLD, OLD.last_day, still_met_conditions=True)


def test_an_award_that_ended_within_a_period_is_followed_by_a_short_one():
    old = OldAward(date(2026, 10, 6), date(2026, 11, 15))
    kept = kept_on_reclaim(old, date(2026, 11, 20), still_met_conditions=True)
    assert kept == Kept(date(2026, 11, 16), 6)
    period = assessment_period(kept.first_date, 1, cycle_day=kept.cycle_day)
    assert (period.end, is_short(period, kept.cycle_day)) == (date(2026, 12, 5), True)


def test_couples__reg_21_3_to_3B():
    first, second = OldAward(date(2026, 1, 10), date(2026, 8, 9)), OldAward(date(2026, 2, 20), date(2026, 7, 19))
    assert cycle_day_after_separating(first) == 10
    assert cycle_day_after_forming_a_couple(first) == 10
    assert cycle_day_after_forming_a_couple(first, second) == 20  # it ended earlier
    same_day = second._replace(last_day=first.last_day)
    assert cycle_day_after_forming_a_couple(same_day, first) == 10  # it began earlier


@pytest.mark.parametrize(
    ("start", "days", "pence"),
    [
        ("2026-10-26", 11, 15366),  # 424.90 x 12 / 365 x 11 = 153.6621...
        ("2026-11-05", 1, 1397),  # 424.90 x 12 / 365 = 13.9693...
        ("2026-10-07", 30, 41908),  # 424.90 x 12 / 365 x 30 = 419.0794...
    ],
)
def test_a_short_first_period__reg_21A_2b(start, days, pence):
    period = assessment_period(date.fromisoformat(start), 1, cycle_day=6)
    assert (period.end - period.start).days + 1 == days
    assert amount_for_short_period(42490, period) == pence
    assert assessment_period(date.fromisoformat(start), 2, cycle_day=6).start == date(2026, 11, 6)


@pytest.mark.parametrize(
    ("births", "last_day"),
    [
        (["1960-07-16"], "2026-12-05"),  # born 6 July to 5 August: 66 and 4 months, 16 November
        (["1960-06-06"], "2026-10-05"),  # born 6 June to 5 July: 66 and 3 months, 6 September
        (["1960-06-05"], "2026-08-05"),  # 66 and 2 months, 5 August: the last day of a period
        (["1960-06-06", "1960-04-06"], "2026-10-05"),  # a couple: when the younger one does
    ],
)
def test_an_award_ends_with_the_period_in_which_pension_age_is_reached__DAR_Sch_1_para_26(births, last_day):
    days = [date.fromisoformat(born) for born in births]
    assert last_day_of_entitlement(days, date(2026, 1, 6)).isoformat() == last_day


def test_somebody_born_on_29_february_reaches_pension_age_on_1_march():
    """As for every other age of theirs (`rules.ages.birthday`): 66, and 67, end whole years after the birth."""
    assert pension_age_date(date(1960, 2, 29)) == date(2026, 3, 1)
    assert pension_age_date(date(1964, 2, 29)) == date(2031, 3, 1)
