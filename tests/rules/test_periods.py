"""Assessment periods and pay days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.periods import Period, assessment_period, pay_date, period_containing, periods_until

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


HOLIDAYS = frozenset({date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25), date(2026, 12, 28)})


@pytest.mark.parametrize(
    ("first", "paid"),
    [
        ("2026-10-06", "2026-11-12"),  # a Thursday
        ("2026-10-08", "2026-11-13"),  # Saturday 14th: the Friday before
        ("2026-10-09", "2026-11-13"),  # Sunday 15th
        ("2026-02-28", "2026-04-02"),  # Saturday 4 April after Good Friday: the Thursday
        ("2026-11-22", "2026-12-24"),  # Boxing Day holiday on Monday 28 December
    ],
)
def test_pay_day__CPR_47_and_practice(first, paid):
    assert pay_date(assessment_period(date.fromisoformat(first), 1), HOLIDAYS).isoformat() == paid
