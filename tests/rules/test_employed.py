"""Pay from an employer, each with its arithmetic by hand (pounds in the comments, pence in the tables)."""

from datetime import date

import pytest

from rules.employed import Payslip, employed_earnings, periods_of_monthly_pay
from rules.periods import period_containing


@pytest.mark.parametrize(
    ("payslip", "counted"),
    [
        (Payslip(150_000), 150_000),
        # 1,500.00 - 90.50 tax - 36.16 National Insurance - 75.00 pension = 1,298.34.
        (Payslip(150_000, income_tax_pence=9_050, national_insurance_pence=3_616, pension_pence=7_500), 129_834),
        # 400.00 of pay and 480.00 of maternity pay - 20.00 given to charity = 860.00.
        (Payslip(40_000, statutory_pence=48_000, payroll_giving_pence=2_000), 86_000),
        # A refund of tax is pay: 500.00 + 120.00.
        (Payslip(50_000, refund_pence=12_000), 62_000),
        # 100.00 - 150.00 of pension contributions is less than nothing.
        (Payslip(10_000, pension_pence=15_000), 0),
        (Payslip(0), 0),
    ],
)
def test_what_counts_of_a_pay_day__UC_Regs_reg_55(payslip, counted):
    pay = employed_earnings(payslip)
    assert pay.counted_pence == counted
    assert sum(step.amount_pence for step in pay.explanation.steps) == counted
    assert str(pay.explanation.reason).startswith(f"£{counted / 100:,.2f} of this pay counts")


def test_a_negative_amount_is_refused_by_its_name():
    with pytest.raises(ValueError, match="income_tax_pence cannot be less than nothing"):
        Payslip(100, income_tax_pence=-1)


@pytest.mark.parametrize(
    ("paid_in", "counted"),
    [
        ([1, 2, 3], [1, 2, 3]),
        # Paid early before a weekend: two in the first and none in the second.
        ([1, 1, 3], [1, 2, 3]),
        # Each one early: the last of them goes on too.
        ([1, 1, 2, 4], [1, 2, 3, 4]),
        # Paid late: none in the second, and two in the third.
        ([1, 3, 3], [1, 2, 3]),
        # A first month is never moved to one before the job.
        ([2, 2, 4], [2, 3, 4]),
        # Nothing is filled that was not paid.
        ([1, 4], [1, 4]),
        ([], []),
    ],
)
def test_monthly_pay_counts_once_in_each_period__UC_Regs_reg_61_6(paid_in, counted):
    assert list(periods_of_monthly_pay(paid_in)) == counted


def test_pay_days_on_the_first_working_day_from_the_calendar__UC_Regs_reg_61_6():
    """Periods begin on the 1st. Paid for the 1st: Tuesday 1 September, Thursday 1 October, and for Sunday 1 November
    on Friday 30 October, in one period with the one before; for Tuesday 1 December on that day."""
    days = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 30), date(2026, 12, 1)]
    paid_in = [period_containing(date(2026, 9, 1), day).number for day in days]
    assert paid_in == [1, 2, 2, 4]
    assert periods_of_monthly_pay(paid_in) == (1, 2, 3, 4)


@pytest.mark.parametrize(("paid_in", "why"), [([1, 1, 1], "too many pay days in period 1"), ([2, 1], "in order")])
def test_a_job_that_does_not_pay_monthly_is_refused(paid_in, why):
    with pytest.raises(ValueError, match=why):
        periods_of_monthly_pay(paid_in)
