"""Pay from an employer: what counts of it, and in which assessment period (UC Regs regs 54, 55 and 61)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rules.lines import Explanation, Step
from rules.text import N_, Money, text
from rules.words import must_not_be_negative


@dataclass(frozen=True, slots=True)
class Payslip:
    """What an employer reports of one pay day, in pence (reg 55).

    `earnings_pence` is taxable general earnings, and `statutory_pence` sick, maternity, paternity, adoption, shared
    parental, parental bereavement or neonatal care pay. `pension_pence` is contributions that have tax relief, all of
    which count. A refund of tax or National Insurance is pay in the period in which it is received.
    """

    earnings_pence: int
    statutory_pence: int = 0
    refund_pence: int = 0
    income_tax_pence: int = 0
    national_insurance_pence: int = 0
    pension_pence: int = 0
    payroll_giving_pence: int = 0

    def __post_init__(self) -> None:
        """Refuse negative amounts: a refund has a field of its own."""
        for name in self.__slots__:
            must_not_be_negative(getattr(self, name), name)


class NetPay(NamedTuple):
    """What counts of a pay day, in pence, never below nothing. The steps of its explanation add up to it."""

    counted_pence: int
    explanation: Explanation


def employed_earnings(payslip: Payslip) -> NetPay:
    """Earnings, statutory pay and refunds, less income tax, National Insurance, pension contributions and payroll
    giving, in pence (reg 55(2) to (5)). Nothing else is taken off: no student loan, union fee or travel."""
    parts = (
        (N_("Pay before tax"), payslip.earnings_pence),
        (N_("Statutory pay, such as sick pay"), payslip.statutory_pence),
        (N_("Refund of tax or National Insurance"), payslip.refund_pence),
        (N_("Income tax"), -payslip.income_tax_pence),
        (N_("National Insurance"), -payslip.national_insurance_pence),
        (N_("Pension contributions"), -payslip.pension_pence),
        (N_("Gifts to charity from your pay"), -payslip.payroll_giving_pence),
    )
    steps = [Step(text(label), pence) for label, pence in parts if pence]
    added_up = sum([step.amount_pence for step in steps])
    if added_up < 0:
        steps.append(Step(text(N_("Less than nothing counts as nothing")), -added_up))
    counted = max(added_up, 0)
    reason = text(N_("{counted} of this pay counts, after tax and pension."), counted=Money(counted))
    return NetPay(counted, Explanation(text(N_("Pay")), reason, "UC Regs reg 55", steps=tuple(steps)))


def periods_of_monthly_pay(paid_in: Sequence[int]) -> tuple[int, ...]:
    """In which assessment period each pay day of a job that pays monthly counts, so that none has two (reg 61(6)).

    `paid_in` are the numbers of the periods in which the pay days fell, in order; so are the answers. Where two fell in
    one, the first goes back to a period between that has none, and otherwise the second goes on to the next. Raises
    ValueError where that would move one by more than a period: such a job does not pay monthly.
    """
    if any(later < earlier for earlier, later in pairwise(paid_in)):
        raise ValueError("Pay days must be in order")
    counted: list[int] = []
    for place, number in enumerate(paid_in):
        last = counted[-1] if counted else None
        two_in_one = number in paid_in[place + 1 : place + 2]
        if two_in_one and last is not None and last < number - 1:
            counted.append(number - 1)
        elif last is None or last < number:
            counted.append(number)
        elif last == number:
            counted.append(number + 1)
        else:
            raise ValueError(f"There are too many pay days in period {number} for a job that pays monthly")
    return tuple(counted)
