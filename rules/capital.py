"""Savings: too much for any award, or treated as giving an income (UC Regs regs 18 and 72)."""

from rules.household import Household
from rules.lines import DEDUCTION, NOT_PAID, Line
from rules.rates import Rates
from rules.text import N_, Money, text

RATE_NAMES = ("capital.lower_limit", "capital.tariff_step", "capital.tariff_per_step")


def is_over_limit(household: Household, rates: Rates) -> bool:
    """Whether savings are more than 16,000 pounds; exactly 16,000 is not (WRA s.5, reg 18)."""
    return household.capital_pence > rates.pence("capital.upper_limit")


def tariff_steps(household: Household, rates: Rates) -> int:
    """How many times 250 pounds, or part of it, is held above 6,000 pounds (reg 72(1))."""
    over = household.capital_pence - rates.pence("capital.lower_limit")
    return max(-(-over // rates.pence("capital.tariff_step")), 0)


def tariff_income(household: Household, rates: Rates) -> int:
    """Income treated as coming from savings, in pence a month (reg 72(1))."""
    return tariff_steps(household, rates) * rates.pence("capital.tariff_per_step")


def savings_line(household: Household, rates: Rates) -> tuple[Line, ...]:
    """What savings take off, if anything."""
    lower, step, per_step = (rates.pence(name) for name in RATE_NAMES)
    steps = tariff_steps(household, rates)
    if not steps:
        return ()
    reason = text(
        N_(
            "You have {savings} in savings. We ignore the first {lower}. "
            "We take off {per_step} for each {step} above that, or part of {step}: {steps} times {per_step}."
        ),
        savings=Money(household.capital_pence),
        lower=Money(lower),
        per_step=Money(per_step),
        step=Money(step),
        steps=steps,
    )
    inputs = {"capital_pence": household.capital_pence, "steps": steps, "rates": rates.source(*RATE_NAMES)}
    return (Line("savings", DEDUCTION, text(N_("Savings")), steps * per_step, reason, "UC Regs reg 72", inputs),)


def over_limit_lines(household: Household, rates: Rates, left_pence: int) -> tuple[Line, Line]:
    """Savings over the limit take off everything that was left, and a line says why nothing is paid."""
    reason = text(
        N_("You have {savings} in savings. Nobody with more than {limit} can get Universal Credit."),
        savings=Money(household.capital_pence),
        limit=Money(rates.pence("capital.upper_limit")),
    )
    inputs = {"capital_pence": household.capital_pence, "rates": rates.source("capital.upper_limit")}
    law = "WRA 2012 s.5; UC Regs reg 18"
    return (
        Line("savings", DEDUCTION, text(N_("Savings")), left_pence, reason, law, inputs),
        Line("capital_limit", NOT_PAID, text(N_("Universal Credit")), 0, reason, law, inputs),
    )
