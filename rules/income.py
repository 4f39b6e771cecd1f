"""What is taken off: pay and other income (UC Regs regs 22, 54, 55, 66 and 73)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.household import Adult, Household, Unearned
from rules.lines import DEDUCTION, Line, Step
from rules.rates import Rates
from rules.rounding import as_month, pence_of, round_half_up
from rules.text import N_, Money, Text, Value, text
from rules.wording import adult_text
from rules.words import BENEFIT_INCOME, IGNORED_INCOME

INCOME_NAMES = {
    "annuity": N_("Annuity"),
    "attendance_allowance": N_("Attendance Allowance"),
    "bereavement_support_payment": N_("Bereavement Support Payment"),
    "capital_as_income": N_("Savings paid to you as income"),
    "carer_support_payment": N_("Carer Support Payment"),
    "carers_allowance": N_("Carer's Allowance"),
    "child_benefit": N_("Child Benefit"),
    "child_maintenance": N_("Child maintenance"),
    "disability_benefit": N_("Disability benefit"),
    "esa_contributory": N_("New Style Employment and Support Allowance"),
    "esa_support": N_("New Style Employment and Support Allowance (support group)"),
    "foreign_benefit": N_("Benefit from another country"),
    "foster_allowance": N_("Fostering or adoption allowance"),
    "gift": N_("Gifts"),
    "income_protection": N_("Income protection insurance"),
    "industrial_injuries_benefit": N_("Industrial Injuries Benefit"),
    "jsa_contributory": N_("New Style Jobseeker's Allowance"),
    "lodger": N_("Rent from a lodger"),
    "maternity_allowance": N_("Maternity Allowance"),
    "miscellaneous": N_("Other taxable income"),
    "pension_protection_fund": N_("Pension Protection Fund payments"),
    "private_pension": N_("Pension"),
    "scottish_child_payment": N_("Scottish Child Payment"),
    "sports_award": N_("Sports Council award"),
    "spousal_maintenance": N_("Maintenance from a husband, wife or partner"),
    "state_pension": N_("State Pension"),
    "student_income": N_("Student income"),
    "training_allowance": N_("Training allowance"),
    "trust": N_("Money from a trust"),
    "war_pension": N_("War pension"),
    "widowed_parents_allowance": N_("Widowed Parent's Allowance"),
    "widows_pension": N_("Widow's Pension"),
}


@dataclass(frozen=True, slots=True)
class Earnings:
    """Take-home pay of the period and what it takes off."""

    net_pence: int
    work_allowance_pence: int
    deduction_pence: int
    lines: tuple[Line, ...]


def work_allowance(household: Household, rates: Rates, on: date, housing_pence: int) -> tuple[int, str]:
    """Pay that does not count, and its rate name: for people with children or LCW (reg 22(2)).

    Higher where the award has no housing amount; rent wholly met by other adults counts as no amount.
    """
    if not household.dependants(on) and not any(adult.lcw or adult.lcwra for adult in household.adults):
        return 0, ""
    name = "work_allowance.lower_with_housing_element" if housing_pence else "work_allowance.higher_no_housing_element"
    return rates.pence(name), name


def earnings(household: Household, rates: Rates, on: date, housing_pence: int) -> Earnings:
    """55% of a couple's combined take-home pay above one work allowance (reg 22(1)(b))."""
    allowance, allowance_name = work_allowance(household, rates, on, housing_pence)
    net, taper = household.net_earnings_pence, rates.fraction("taper")
    counted = max(net - allowance, 0)
    deduction = round_half_up(counted * taper)
    if not net:
        return Earnings(0, allowance, 0, ())
    steps = [step for index, adult in enumerate(household.adults) for step in _pay_steps(household, index, adult)]
    if allowance:
        steps.append(Step(text(N_("Work allowance: pay that does not count")), -min(net, allowance)))
    if counted:
        kept = text(N_("The {pence}p in each £1 that you keep"), pence=100 - pence_of(taper))
        steps.append(Step(kept, deduction - counted))
    line = Line(
        "earnings",
        DEDUCTION,
        text(N_("Take-home pay")),
        deduction,
        _with_paydays(household, _pay_reason(net, allowance, counted, pence_of(taper))),
        "UC Regs regs 22, 54 and 55",
        {
            "adults": [_pay_input(adult) for adult in household.adults if adult.net_earnings_pence],
            "net_pence": net,
            "work_allowance_pence": allowance,
            "rates": rates.source(*filter(None, (allowance_name, "taper"))),
        },
        tuple(steps),
    )
    return Earnings(net, allowance, deduction, (line,))


def _pay_steps(household: Household, index: int, adult: Adult) -> list[Step]:
    who = adult_text(household, index)
    if not adult.paydays and not adult.self_employed_pence:
        owner = text(N_("Take-home pay: {who}"), who=who)
        return [Step(owner, adult.net_earnings_pence)] if adult.net_earnings_pence else []
    steps = [
        Step(
            text(
                N_("Pay: {who}, from {employer} on {day}"),
                who=who,
                employer=payday.employer,
                day=payday.paid_on,
            ),
            payday.net_pence,
        )
        for payday in adult.paydays
    ]
    if adult.self_employed_pence:
        steps.append(Step(text(N_("Profit from self-employment: {who}"), who=who), adult.self_employed_pence))
    return steps


def _pay_input(adult: Adult) -> dict[str, Any]:
    return {
        "name": adult.name,
        "net_pence": adult.net_earnings_pence,
        "self_employed_pence": adult.self_employed_pence,
        "paydays": [
            {
                "employer": payday.employer,
                "paid_on": payday.paid_on.isoformat(),
                "net_pence": payday.net_pence,
            }
            for payday in adult.paydays
        ],
    }


def _pay_reason(net: int, allowance: int, counted: int, taper_pence: int) -> Text:
    if not allowance:
        template = N_(
            "You took home {net}. We take off {pence}p for each £1. A work allowance is only for people "
            "with children, or with a health condition that limits their work."
        )
        return text(template, net=Money(net), pence=taper_pence)
    if not counted:
        template = N_("You took home {net}. The first {allowance} of pay does not count, so we take nothing off.")
        return text(template, net=Money(net), allowance=Money(allowance))
    template = N_(
        "You took home {net}. The first {allowance} does not count. "
        "We take off {pence}p for each £1 of the other {counted}."
    )
    return text(template, net=Money(net), allowance=Money(allowance), counted=Money(counted), pence=taper_pence)


def _with_paydays(household: Household, reason: Text) -> Text:
    """Say first that there was more than one payday: it is the usual cause of a payment that goes down."""
    times = max(len(adult.paydays) for adult in household.adults)
    if times < 2:
        return reason
    paid = text(N_("There were {times} paydays in this period. All of them count."), times=times)
    return text(N_("{first} {second}"), first=paid, second=reason)


def counted_pence(income: Unearned, rates: Rates, *, student_free_pence: int = 0) -> int:
    """How much of an income counts, a month: all that is on the list in reg 66, and nothing else.

    ``student_free_pence`` is what is left of the part of a person's student income that does not count (reg 71).
    """
    if income.kind in IGNORED_INCOME:
        return 0
    if income.kind == "student_income":
        return max(income.monthly_pence - student_free_pence, 0)
    if income.kind == "carer_support_payment":
        # Only up to the rate of Carer's Allowance (reg 66(1)(b)).
        return min(income.monthly_pence, as_month(rates.pence("carers_allowance.weekly"), "weekly"))
    return income.monthly_pence


def unearned_lines(household: Household, rates: Rates) -> tuple[Line, ...]:
    """A line for each income that is not pay: other income first, then benefits (reg 66)."""
    every = []
    for index, adult in enumerate(household.adults):
        student_free = rates.pence("student_income.disregard")
        for income in adult.unearned:
            counted = counted_pence(income, rates, student_free_pence=student_free)
            if income.kind == "student_income":
                student_free -= income.monthly_pence - counted
            every.append(_unearned_line(household, index, income, counted))
    order = ("other_income", "other_benefit", "income_not_counted")
    return tuple(sorted(every, key=lambda line: order.index(line.code)))


def _unearned_line(household: Household, index: int, income: Unearned, amount: int) -> Line:
    who = adult_text(household, index)
    values: dict[str, Value] = {
        "income": text(INCOME_NAMES[income.kind]),
        "who": who,
        "amount": Money(income.monthly_pence),
    }
    if income.kind in IGNORED_INCOME:
        code, template = (
            "income_not_counted",
            N_("{income} ({who}) is {amount} a month. It does not count, so we take nothing off."),
        )
    elif income.kind == "student_income" and amount < income.monthly_pence:
        code, template = (
            "other_income",
            N_("{income} ({who}) is {amount} a month. {free} of it does not count. We take off the rest: {counted}."),
        )
        values |= {"free": Money(income.monthly_pence - amount), "counted": Money(amount)}
    else:
        code = "other_benefit" if income.kind in BENEFIT_INCOME else "other_income"
        template = N_(
            "{income} ({who}) is {amount} a month. It is money to live on, so we take off all that counts: {counted}."
        )
        values["counted"] = Money(amount)
    return Line(
        code,
        DEDUCTION,
        text(N_("{income}: {who}"), income=text(INCOME_NAMES[income.kind]), who=who),
        amount,
        text(template, **values),
        "UC Regs regs 66, 71 and 73" if income.kind == "student_income" else "UC Regs regs 66 and 73",
        {
            "adult": household.adults[index].name,
            "kind": income.kind,
            "amount_pence": income.amount_pence,
            "frequency": income.frequency,
            "monthly_pence": income.monthly_pence,
        },
    )
