"""From award to payment: sanctions, then advances and debts (WRA 2012 ss.26, 27 and 105; UC Regs reg 110)."""

from collections.abc import Sequence

from rules.award import Award, checked
from rules.deductions import deduction_lines
from rules.household import Household
from rules.owed import Owed
from rules.periods import Period
from rules.rates import Rates
from rules.sanctions import Sanction, sanction_lines


def payable(
    award: Award,
    household: Household,
    period: Period,
    rates: Rates,
    *,
    sanctions: Sequence[Sanction] = (),
    owed: Sequence[Owed] = (),
) -> Award:
    """The award with what is taken from it as its `deductions`; `payable_pence` is what is left to pay.

    `award` is after the benefit cap; `rates` are those of the first day of the period. Sanctions can take all of it;
    advances and debts leave a penny. Raises ValueError for an award of another period or with other rates.
    """
    if award.first_day != period.start:
        raise ValueError(f"The award is for the period from {award.first_day}, not from {period.start}")
    if award.rate_version != rates.version:
        raise ValueError(f"The award has the rates of {award.rate_version}, not of {rates.version}")
    reductions = sanction_lines(award, household, period, rates, sanctions)
    sanctioned_pence = sum([line.amount_pence for line in reductions])
    debts = deduction_lines(award, rates, owed, sanctioned_pence=sanctioned_pence)
    return checked(award._replace(deductions=(*reductions, *debts)))
