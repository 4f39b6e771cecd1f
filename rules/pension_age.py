"""Pension Credit qualifying age, at which Universal Credit ends (WRA 2012 s.4(1)(b), (4); Pensions Act 1995 Sch 4)."""

from datetime import date

RISING_FROM = date(1960, 4, 6)
RISEN_BY = date(1961, 3, 6)


def pension_age_date(born: date) -> date:
    """The day somebody born on a day reaches it: at 66; at 66 and 1 to 11 months for births from 6 April 1960 to
    5 March 1961, a month more for each month that begins on the 6th; at 67 after that."""
    if born < RISING_FROM:
        return _years_and_months_after(born, 66, 0)
    if born >= RISEN_BY:
        return _years_and_months_after(born, 67, 0)
    months = (born.year - 1960) * 12 + born.month - 4 + (born.day >= 6)
    return _years_and_months_after(born, 66, months)


def _years_and_months_after(born: date, years: int, months: int) -> date:
    """The same day of a later month; the month's last day where it has no such day (31 July and six months)."""
    count = born.month - 1 + months
    year, month = born.year + years + count // 12, count % 12 + 1
    for day in range(born.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(born.day, 28))
