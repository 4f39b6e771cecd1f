"""Bank holidays, which differ between the parts of Great Britain. From data that comes with a package."""

from __future__ import annotations

from datetime import date
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from rules.periods import DAY

DIVISIONS = {
    "england": BankHolidays.ENGLAND_AND_WALES,
    "wales": BankHolidays.ENGLAND_AND_WALES,
    "scotland": BankHolidays.SCOTLAND,
}


class HolidaysUnknown(LookupError):
    """No bank holidays are known for that year. Never taken to have none."""


@cache
def bank_holidays(country: str) -> frozenset[date]:
    """Every known bank holiday in "england", "wales" or "scotland". Raises KeyError for anywhere else."""
    known = BankHolidays(use_cached_holidays=True).get_holidays(DIVISIONS[country])
    return frozenset(holiday["date"] for holiday in known)


def check_known(day: date, country: str) -> None:
    """Raise HolidaysUnknown for a day in a year whose bank holidays are not known."""
    if not any(holiday.year == day.year for holiday in bank_holidays(country)):
        raise HolidaysUnknown(f"The bank holidays of {day.year} are not known")


def working_day_from(day: date, country: str) -> date:
    """This day if banks work on it, else the next day on which they do."""
    while day.weekday() >= 5 or day in bank_holidays(country):
        day += DAY
    check_known(day, country)
    return day


def working_days_after(day: date, days: int, country: str = "") -> date:
    """The last of so many working days that follow this day: five after a Monday is the next Monday, if no bank holiday
    is between. Without a country, what is a bank holiday in any of them counts for none. Where the bank holidays of a
    year are not known, weekends alone are left out.

    For what we promise ourselves to do: a bank holiday that is not known shortens our time, and nobody else's.
    """
    for _ in range(days):
        day += DAY
        while day.weekday() >= 5 or (is_holiday_somewhere(day) if not country else day in bank_holidays(country)):
            day += DAY
    return day


def working_day_everywhere(day: date) -> date:
    """This day if it is a working day in all of Great Britain, else the next that is: for a day that is set for
    somebody of whom it does not matter where they live. In a year whose bank holidays are not known yet, the next that
    is no Saturday or Sunday: nothing is paid by it, and the day can be moved."""
    while day.weekday() >= 5 or is_holiday_somewhere(day):
        day += DAY
    return day


def is_holiday_somewhere(day: date) -> bool:
    """Whether it is a known bank holiday in any part of Great Britain."""
    return any(day in bank_holidays(country) for country in DIVISIONS)
