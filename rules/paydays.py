"""When an award is paid (Claims and Payments Regs reg 47; for Scotland SSI 2017/227 reg 2).

The law says: monthly, in arrears, within seven days of the last day of the assessment period. The rest is the
Department's practice. Bank holidays differ between England and Wales, and Scotland: they are passed in.
"""

from datetime import date, timedelta
from typing import NamedTuple

from rules.periods import DAY, Period, months_after

DAYS_TO_PAY = timedelta(days=7)
DAYS_BETWEEN_HALVES = timedelta(days=15)
SATURDAY = 5


class Instalment(NamedTuple):
    """A part of what is payable for a period, in pence, and the day on which it is paid."""

    pay_date: date
    amount_pence: int


def pay_date(period: Period, holidays: frozenset[date], *, first_period: Period | None = None) -> date:
    """The day on which a period is paid: seven days after it ends, or the last working day before that.

    With the `first_period` of the award, later pay days keep the day of the month of the first one (in a shorter month,
    its last day), as far as that is within seven days of the period's end.
    """
    day = period.end + DAYS_TO_PAY
    if first_period:
        months = period.number - first_period.number
        day = min(day, months_after(first_period.end + DAYS_TO_PAY, months))
    return last_working_day(day, holidays)


def last_working_day(day: date, holidays: frozenset[date]) -> date:
    """This day, or the last one before it that is not a Saturday, a Sunday or one of the bank holidays."""
    while day.weekday() >= SATURDAY or day in holidays:
        day -= DAY
    return day


def twice_monthly(payable_pence: int, period: Period, holidays: frozenset[date]) -> tuple[Instalment, Instalment]:
    """The two payments of somebody in Scotland who chose to be paid twice a month: half on the ordinary pay day and
    half fifteen days later. An odd penny is in the first."""
    second_pence = payable_pence // 2
    later = last_working_day(period.end + DAYS_TO_PAY + DAYS_BETWEEN_HALVES, holidays)
    return (
        Instalment(pay_date(period, holidays), payable_pence - second_pence),
        Instalment(later, second_pence),
    )
