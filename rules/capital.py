"""Savings: too much for any award, or treated as giving an income (UC Regs regs 18 and 72)."""

from rules.lines import DEDUCTION, NOT_PAID, NOTHING, Element, Explanation, Line
from rules.rates import Rate
from rules.situation import Situation
from rules.text import N_, Money, Text, text

SAVINGS = text(N_("Savings"))
UNIVERSAL_CREDIT = text(N_("Universal Credit"))


def is_over_limit(situation: Situation) -> bool:
    """Whether savings are more than 16,000 pounds; exactly 16,000 is not (WRA s.5, reg 18)."""
    return situation.household.capital_pence > situation.rates["capital.upper_limit"].pence


def tariff_income(situation: Situation) -> Element:
    """Income treated as coming from savings: so much for each 250 pounds, or part of it, above 6,000 (reg 72(1))."""
    savings_pence, rates = situation.household.capital_pence, situation.rates
    lower = rates["capital.lower_limit"]
    if savings_pence <= lower.pence:
        return NOTHING
    step, per_step = rates["capital.tariff_step"], rates["capital.tariff_per_step"]
    steps = -(-(savings_pence - lower.pence) // step.pence)
    income_pence = steps * per_step.pence
    used = (savings_pence, steps, lower, step, per_step)
    return Element(income_pence, (Line("savings", DEDUCTION, income_pence, _why_tariff_income, used),))


def _why_tariff_income(savings_pence: int, steps: int, lower: Rate, step: Rate, per_step: Rate) -> Explanation:
    reason = text(
        N_(
            "You have {savings} in savings. We ignore the first {lower}. "
            "We take off {per_step} for each {step} above that, or part of {step}: {steps} times {per_step}."
        ),
        savings=Money(savings_pence),
        lower=lower.money,
        per_step=per_step.money,
        step=step.money,
        steps=steps,
    )
    facts = {"capital_pence": savings_pence, "steps": steps}
    return Explanation(SAVINGS, reason, "UC Regs reg 72", facts, (lower, step, per_step))


def over_limit(situation: Situation, left_pence: int) -> Element:
    """Savings over the limit take off everything that was left, and a line says why nothing is paid."""
    savings_pence, limit = situation.household.capital_pence, situation.rates["capital.upper_limit"]
    taken = Line("savings", DEDUCTION, left_pence, _why_over_limit, (SAVINGS, savings_pence, limit))
    unpaid = Line("capital_limit", NOT_PAID, 0, _why_over_limit, (UNIVERSAL_CREDIT, savings_pence, limit))
    return Element(left_pence, (taken,), (unpaid,))


def _why_over_limit(label: Text, savings_pence: int, limit: Rate) -> Explanation:
    reason = text(
        N_("You have {savings} in savings. Nobody with more than {limit} can get Universal Credit."),
        savings=Money(savings_pence),
        limit=limit.money,
    )
    return Explanation(label, reason, "WRA 2012 s.5; UC Regs reg 18", {"capital_pence": savings_pence}, (limit,))
