"""Working days: weekends and bank holidays are none."""

from __future__ import annotations

from datetime import date

import pytest

from core.holidays import working_days_after


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # a Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # a Saturday
        (date(2026, 12, 24), 2, date(2026, 12, 30)),  # Christmas, Boxing Day made up for on Monday
        (date(2099, 12, 31), 1, date(2100, 1, 1)),  # nobody knows yet
    ],
)
def test_so_many_working_days_later(day: date, days: int, expected: date) -> None:
    assert working_days_after(day, days, "england") == expected
