"""Assessment periods (UC Regs regs 21 and 21A)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.periods import (
    Period,
    assessment_period,
    is_short,
    last_day_of_months,
    months_after,
    period_containing,
    periods_until,
    start_before,
)

DAY = timedelta(days=1)
first_dates = st.dates(date(2020, 1, 1), date(2030, 12, 31))
numbers = st.integers(1, 150)


@pytest.mark.parametrize(
    ("first_day_number", "starts"),
    [
        (28, ["2025-01-28", "2025-02-28", "2025-03-28", "2025-04-28"]),
        (29, ["2025-01-29", "2025-02-27", "2025-03-29", "2025-04-29"]),
        (30, ["2025-01-30", "2025-02-27", "2025-03-30", "2025-04-30"]),
        (31, ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]),
    ],
)
def test_months_without_the_day__UC_Regs_reg_21_2(first_day_number, starts):
    first = date(2025, 1, first_day_number)
    assert [assessment_period(first, n).start.isoformat() for n in range(1, 5)] == starts


@pytest.mark.parametrize(
    ("first_date", "february"), [("2027-12-29", "28"), ("2027-12-30", "28"), ("2027-12-31", "29"), ("2027-12-28", "28")]
)
def test_leap_years__UC_Regs_reg_21_2(first_date, february):
    assert assessment_period(date.fromisoformat(first_date), 3).start.isoformat() == f"2028-02-{february}"


def test_every_period_is_worked_out_from_the_original_day():
    first = date(2024, 2, 29)
    assert assessment_period(first, 1) == Period(1, first, date(2024, 3, 28))
    assert assessment_period(first, 13).start == date(2025, 2, 27)
    assert assessment_period(first, 14).start == date(2025, 3, 29)


@given(first_dates, numbers)
def test_periods_tile_the_calendar(first, number):
    period, following = assessment_period(first, number), assessment_period(first, number + 1)
    assert period.end + DAY == following.start
    assert 27 <= (period.end - period.start).days + 1 <= 32
    assert assessment_period(first, 1).start == first


@given(first_dates, numbers)
def test_a_period_shows_where_the_one_before_it_began(first, number):
    assert start_before(assessment_period(first, number + 1)) == assessment_period(first, number).start


@given(first_dates, st.integers(0, 4000))
def test_every_day_is_in_exactly_one_period(first, days):
    day = first + days * DAY
    period = period_containing(first, day)
    assert day in period
    assert day not in assessment_period(first, period.number + 1)
    assert period.number == 1 or day not in assessment_period(first, period.number - 1)
    assert period == assessment_period(first, period.number)


@given(first_dates, st.integers(0, 500))
def test_periods_until_a_day_end_with_the_one_it_falls_in(first, days):
    day = first + days * DAY
    *_, last = periods = list(periods_until(first, day))
    assert last == period_containing(first, day)
    assert [period.number for period in periods] == list(range(1, len(periods) + 1))


def test_nothing_comes_before_the_first_period():
    first = date(2026, 10, 6)
    assert list(periods_until(first, first - DAY)) == []
    with pytest.raises(ValueError, match="before the first"):
        period_containing(first, first - DAY)
    with pytest.raises(ValueError, match="from 1"):
        assessment_period(first, 0)


def test_a_period_has_ended_the_day_after_its_last():
    period = assessment_period(date(2026, 10, 6), 1)
    assert not period.has_ended(date(2026, 11, 5))
    assert period.has_ended(date(2026, 11, 6))


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(1, 31), st.integers(1, 40))
def test_periods_that_keep_a_cycle_tile_the_calendar_and_only_the_first_is_short(first, cycle_day, number):
    period = assessment_period(first, number, cycle_day=cycle_day)
    following = assessment_period(first, number + 1, cycle_day=cycle_day)
    days = (period.end - period.start).days + 1
    assert period.end + DAY == following.start
    assert 1 <= days <= 32
    assert days >= 27 or (number == 1 and is_short(period, cycle_day))
    assert not is_short(following, cycle_day)
    assert period_containing(first, period.end, cycle_day=cycle_day) == period
    assert period_containing(first, period.start, cycle_day=cycle_day) == period
    own_cycle = assessment_period(first, number, cycle_day=first.day)
    assert own_cycle == assessment_period(first, number)


@pytest.mark.parametrize("day_number", range(1, 32))
def test_twenty_years_from_every_day_of_the_month_have_no_gap_and_no_overlap(day_number):
    first = date(2024, 1, day_number)
    periods = list(periods_until(first, date(2044, 1, 31)))
    assert periods[0].start == first
    assert all(earlier.end + DAY == later.start for earlier, later in pairwise(periods))
    assert len(periods) in {240, 241}


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months_after_a_day(day, months, later):
    assert months_after(date.fromisoformat(day), months).isoformat() == later


@pytest.mark.parametrize(
    ("first_day", "months", "last_day"),
    [
        ("2026-01-06", 3, "2026-04-05"),
        ("2026-11-28", 3, "2027-02-27"),
        ("2026-11-29", 3, "2027-02-28"),  # not 26 February: reg 21(2) is for assessment periods alone
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-01", 3, "2027-02-28"),
        ("2026-05-31", 9, "2027-02-28"),
        ("2028-01-30", 1, "2028-02-29"),
    ],
)
def test_months_that_are_no_assessment_periods_end_with_the_month__UC_Regs_regs_11_28_and_82(
    first_day, months, last_day
):
    assert last_day_of_months(date.fromisoformat(first_day), months) == date.fromisoformat(last_day)
