"""When an award is paid (Claims and Payments Regs reg 47, and practice)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.paydays import DAYS_TO_PAY, Instalment, pay_date, twice_monthly
from rules.periods import assessment_period

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


# Good Friday is a bank holiday everywhere; Easter Monday only in England and Wales; 2 January only in Scotland.
ENGLAND_AND_WALES = frozenset({date(2026, 4, 3), date(2026, 4, 6), date(2027, 1, 1)})
SCOTLAND = frozenset({date(2026, 4, 3), date(2027, 1, 1), date(2027, 1, 4)})


@pytest.mark.parametrize(
    ("first", "england_and_wales", "scotland"),
    [
        ("2026-02-28", "2026-04-02", "2026-04-02"),  # ends 27 March; Saturday 4 April; Friday 3 April is a holiday
        ("2026-02-27", "2026-04-02", "2026-04-02"),  # ends 26 March; Friday 3 April is a holiday
        ("2026-03-02", "2026-04-08", "2026-04-08"),
        ("2026-11-28", "2026-12-31", "2026-12-31"),  # ends 27 December; Sunday 3 January, Saturday, Friday a holiday
        ("2026-11-29", "2027-01-04", "2026-12-31"),  # ends 28 December; Monday 4 January is a holiday in Scotland
    ],
)
def test_bank_holidays_are_those_of_the_nation(first, england_and_wales, scotland):
    period = assessment_period(date.fromisoformat(first), 1)
    assert pay_date(period, ENGLAND_AND_WALES).isoformat() == england_and_wales
    assert pay_date(period, SCOTLAND).isoformat() == scotland


@pytest.mark.parametrize(
    ("first", "number", "paid"),
    [
        ("2026-10-06", 2, "2026-12-11"),  # 12 December is a Saturday
        ("2026-11-25", 1, "2026-12-31"),  # ends 24 December
        ("2026-11-25", 2, "2027-01-29"),  # 31 January is a Sunday
        ("2026-11-25", 3, "2027-02-26"),  # kept: 28 February, a Sunday; seven days after 24 February would be 3 March
        ("2027-01-29", 1, "2027-03-05"),  # 29 January to 26 February
        ("2027-01-29", 2, "2027-04-02"),  # ends 28 March: within seven days is 4 April, a Sunday, and not 5 April
    ],
)
def test_later_pay_days_keep_their_day_of_the_month__practice(first, number, paid):
    start = date.fromisoformat(first)
    first_period, period = assessment_period(start, 1), assessment_period(start, number)
    assert pay_date(period, frozenset(), first_period=first_period).isoformat() == paid


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.integers(1, 60))
def test_pay_is_after_the_period_and_within_seven_days_of_it__CPR_47_2(first, number):
    period = assessment_period(first, number)
    paid = pay_date(period, frozenset(), first_period=assessment_period(first, 1))
    assert period.end < paid <= period.end + DAYS_TO_PAY
    assert paid.weekday() < 5


@pytest.mark.parametrize(("payable", "halves"), [(42490, (21245, 21245)), (42491, (21246, 21245)), (1, (1, 0))])
def test_twice_a_month_in_scotland(payable, halves):
    """6 October to 5 November: Thursday 12 November, and fifteen days later Friday 27 November."""
    period = assessment_period(date(2026, 10, 6), 1)
    assert twice_monthly(payable, period, SCOTLAND) == (
        Instalment(date(2026, 11, 12), halves[0]),
        Instalment(date(2026, 11, 27), halves[1]),
    )
