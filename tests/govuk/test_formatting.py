"""How money and dates are written."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from govuk.formatting import day, day_and_time, day_range, money, time_of_day


@pytest.mark.parametrize(
    ("pence", "written"),
    [(0, "£0.00"), (5, "£0.05"), (123456, "£1,234.56"), (-500, "-£5.00"), (100000000, "£1,000,000.00")],
)
def test_money(pence: int, written: str) -> None:
    assert money(pence) == written


@pytest.mark.parametrize("not_pence", [1.5, "5", None, True])
def test_only_whole_pence_are_money(not_pence: object) -> None:
    with pytest.raises(TypeError):
        money(not_pence)  # type: ignore[arg-type]


def test_days() -> None:
    assert day(date(2026, 4, 6)) == "6 April 2026"
    assert day_range(date(2026, 4, 6), date(2026, 5, 5)) == "6 April 2026 to 5 May 2026"


def test_in_welsh() -> None:
    months = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr"
    with translation.override("cy"):
        assert [day(date(2026, month, 6)) for month in range(1, 13)] == [f"6 {name} 2026" for name in months.split()]
        assert day_range(date(2026, 4, 6), date(2026, 5, 5)) == "6 Ebrill 2026 i 5 Mai 2026"
        assert day_and_time(datetime(2026, 7, 1, 11, tzinfo=UTC)) == "1 Gorffennaf 2026 am hanner dydd"
        assert money(123456) == "£1,234.56"


def test_moments_are_told_in_british_time() -> None:
    assert day_and_time(datetime(2026, 7, 1, 14, 30, tzinfo=UTC)) == "1 July 2026 at 3:30pm"
    assert day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026"
    assert time_of_day(datetime(2026, 1, 1, 12, tzinfo=UTC)) == "midday"
    assert time_of_day(datetime(2026, 1, 1, 0, tzinfo=UTC)) == "midnight"
    assert time_of_day(datetime(2026, 1, 1, 0, 5, tzinfo=UTC)) == "12:05am"
    assert time_of_day(datetime(2026, 1, 1, 9, tzinfo=UTC)) == "9am"
