"""Take-home pay worked out from pay before tax: always an estimate. An award uses what is reported (reg 55)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar

from rules.lines import Step
from rules.pay_rates import MONTHS_A_YEAR, REST_OF_BRITAIN, PayRates, pay_rates
from rules.rounding import round_half_up
from rules.text import N_, Text, text
from rules.words import must_not_be_negative

IS_ESTIMATE = N_("This is an estimate. Your payment will use the take-home pay that your employer reports.")
IS_PROFIT_ESTIMATE = N_("This is an estimate. Your payment will use what you report for each month.")
OLD_RATES = N_("Tax for that year is not known yet, so we used the figures from {day}.")


@dataclass(frozen=True, slots=True)
class NetPayEstimate:
    """A month's pay or profit and what is taken from it, in pence a month. Never used to pay an award.

    `counted_pence` is what Universal Credit counts: after tax, National Insurance and pension (regs 55(5) and 57).
    A student loan repayment is not taken off there. `take_home_pence` is what reaches the bank.
    """

    is_estimate: ClassVar[bool] = True

    gross_pence: int
    income_tax_pence: int
    national_insurance_pence: int
    pension_pence: int
    student_loan_pence: int
    tax_year: date
    notes: tuple[Text, ...]

    @property
    def counted_pence(self) -> int:
        """What Universal Credit counts."""
        taken = self.income_tax_pence + self.national_insurance_pence + self.pension_pence
        return max(self.gross_pence - taken, 0)

    @property
    def take_home_pence(self) -> int:
        """What reaches the bank."""
        return max(self.counted_pence - self.student_loan_pence, 0)

    @property
    def steps(self) -> tuple[Step, ...]:
        """How take-home pay is worked out; the steps add up to it."""
        taken = (
            (N_("Income tax"), self.income_tax_pence),
            (N_("National Insurance"), self.national_insurance_pence),
            (N_("Pension contributions"), self.pension_pence),
            (N_("Student loan"), self.student_loan_pence),
        )
        first = Step(text(N_("Before tax")), self.gross_pence)
        return (first, *(Step(text(label), -pence) for label, pence in taken if pence))


def net_pay(
    gross_pence: int,
    day: date,
    *,
    nation: str = REST_OF_BRITAIN,
    pension_pence: int = 0,
    pension_before_tax: bool = True,
    student_loans: Iterable[str] = (),
) -> NetPayEstimate:
    """Take-home pay of an employee, from a month's pay before tax.

    Tax is a twelfth of a year's on twelve such months, with the ordinary personal allowance and no other income.
    `pension_before_tax` where the employer takes the contribution before tax; otherwise it is taken from taxed pay.
    Raises MissingRate for an unknown nation or loan, or a day before the first tax year known.
    """
    _check(gross_pence, pension_pence)
    rates = pay_rates(day, estimate=True)
    taxed = gross_pence - pension_pence if pension_before_tax else gross_pence
    return NetPayEstimate(
        gross_pence=gross_pence,
        income_tax_pence=_month_of_tax(rates, taxed, nation),
        national_insurance_pence=round_half_up(rates.class_1_pence(Fraction(gross_pence))),
        pension_pence=pension_pence,
        student_loan_pence=rates.student_loan_pence(gross_pence, frozenset(student_loans)),
        tax_year=rates.tax_year,
        notes=_notes(IS_ESTIMATE, rates),
    )


def net_profit(
    profit_pence: int, day: date, *, nation: str = REST_OF_BRITAIN, pension_pence: int = 0
) -> NetPayEstimate:
    """What is left of a month's profit of a self-employed person after a month's share of income tax and Class 4.

    Tax counts on the day it is paid (reg 57); this spreads it evenly, for an estimate. Pension contributions lower
    the tax and not Class 4. Class 2 is voluntary and left out.
    """
    _check(profit_pence, pension_pence)
    rates = pay_rates(day, estimate=True)
    class_4 = rates.class_4_pence(Fraction(profit_pence * MONTHS_A_YEAR)) / MONTHS_A_YEAR
    return NetPayEstimate(
        gross_pence=profit_pence,
        income_tax_pence=_month_of_tax(rates, profit_pence - pension_pence, nation),
        national_insurance_pence=round_half_up(class_4),
        pension_pence=pension_pence,
        student_loan_pence=0,
        tax_year=rates.tax_year,
        notes=_notes(IS_PROFIT_ESTIMATE, rates),
    )


def _check(pay_pence: int, pension_pence: int) -> None:
    must_not_be_negative(pay_pence, "Pay before tax")
    must_not_be_negative(pension_pence, "Pension contributions")
    if pension_pence > pay_pence:
        raise ValueError(f"Pension contributions of {pension_pence} pence are more than pay of {pay_pence} pence")


def _month_of_tax(rates: PayRates, taxed_pence: int, nation: str) -> int:
    year = rates.income_tax_pence(Fraction(taxed_pence * MONTHS_A_YEAR), nation)
    return round_half_up(year / MONTHS_A_YEAR)


def _notes(estimate: str, rates: PayRates) -> tuple[Text, ...]:
    if not rates.estimated:
        return (text(estimate),)
    return (text(estimate), text(OLD_RATES, day=rates.tax_year))
