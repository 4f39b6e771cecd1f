"""What is taken off: pay and other income (UC Regs regs 22, 54, 55, 66 and 73)."""

from dataclasses import dataclass
from typing import Any, Final

from rules.household import Adult, Household, Unearned
from rules.lines import DEDUCTION, NOTHING, Element, Explanation, Line, Step
from rules.rates import Rate, Rates
from rules.self_employment import Floor, minimum_income_floors
from rules.situation import Situation
from rules.text import N_, Money, Text, Value, text
from rules.treated import treated_facts, treated_law, treated_reason, treated_steps, with_treated
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


INCOME_ORDER = ("other_income", "other_benefit", "income_not_counted")


@dataclass(slots=True)
class Earnings:
    """Take-home pay of the period and what it takes off."""

    net_pence: Final[int]
    work_allowance_pence: Final[int]
    deduction_pence: Final[int]
    lines: Final[tuple[Line, ...]]


def work_allowance(situation: Situation, housing_pence: int) -> Rate | None:
    """Pay that does not count, for people with children or LCW; None for others (reg 22(2)).

    Higher where the award has no housing amount; rent wholly met by other adults counts as no amount.
    """
    if not situation.dependants and not situation.someone_is_limited:
        return None
    if housing_pence:
        return situation.rates["work_allowance.lower_with_housing_element"]
    return situation.rates["work_allowance.higher_no_housing_element"]


def earnings(situation: Situation, housing_pence: int) -> Earnings:
    """55% of a couple's combined take-home pay above one work allowance (reg 22(1)(b))."""
    floors = minimum_income_floors(situation)
    allowance, net = work_allowance(situation, housing_pence), situation.net_pence
    for floor in floors:
        net += floor.added_pence
    free = allowance.pence if allowance else 0
    if not net:
        return Earnings(0, free, 0, ())
    taper = situation.rates["taper"]
    counted = max(net - free, 0)
    deduction = taper.share_of(counted)
    used = (situation.household, net, allowance, counted, deduction, taper, floors)
    return Earnings(net, free, deduction, (Line("earnings", DEDUCTION, deduction, _why_earnings, used),))


def _why_earnings(
    household: Household,
    net: int,
    allowance: Rate | None,
    counted: int,
    deduction: int,
    taper: Rate,
    floors: tuple[Floor, ...],
) -> Explanation:
    steps = [step for index, adult in enumerate(household.people) for step in _pay_steps(household, index, adult)]
    steps += treated_steps(household, floors)
    reason = _pay_reason(net, allowance, counted, taper, treated=bool(floors or household.surplus_earnings_pence))
    if allowance:
        steps.append(Step(text(N_("Work allowance: pay that does not count")), -min(net, allowance.pence)))
    if counted:
        kept = text(N_("The {pence}p in each £1 that you keep"), pence=100 - taper.percent)
        steps.append(Step(kept, deduction - counted))
    return Explanation(
        text(N_("Take-home pay")),
        _with_paydays(household, with_treated(household, floors, reason)),
        treated_law(household, floors) or "UC Regs regs 22, 54 and 55",
        {
            "adults": [_pay_input(adult) for adult in household.people if adult.net_earnings_pence],
            "net_pence": net,
            "work_allowance_pence": allowance.pence if allowance else 0,
            **treated_facts(household, floors),
        },
        (allowance, taper) if allowance else (taper,),
        tuple(steps),
    )


def _pay_steps(household: Household, index: int, adult: Adult) -> list[Step]:
    who = adult_text(household, index)
    if not adult.paydays and not adult.self_employed_pence:
        owner = text(N_("Take-home pay: {who}"), who=who)
        return [Step(owner, adult.net_earnings_pence)] if adult.net_earnings_pence else []
    template = N_("Pay: {who}, from {employer} on {day}")
    steps = [
        Step(text(template, who=who, employer=payday.employer, day=payday.paid_on), payday.net_pence)
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


def _pay_reason(net: int, allowance: Rate | None, counted: int, taper: Rate, *, treated: bool) -> Text:
    if treated:
        return treated_reason(net, allowance, counted, taper)
    if not allowance:
        template = N_(
            "You took home {net}. We take off {pence}p for each £1. A work allowance is only for people "
            "with children, or with a health condition that limits their work."
        )
        return text(template, net=Money(net), pence=taper.percent)
    if not counted:
        template = N_("You took home {net}. The first {allowance} of pay does not count, so we take nothing off.")
        return text(template, net=Money(net), allowance=allowance.money)
    template = N_(
        "You took home {net}. The first {allowance} does not count. "
        "We take off {pence}p for each £1 of the other {counted}."
    )
    return text(template, net=Money(net), allowance=allowance.money, counted=Money(counted), pence=taper.percent)


def _with_paydays(household: Household, reason: Text) -> Text:
    """Say first that there was more than one payday: it is the usual cause of a payment that goes down."""
    times = max([len(adult.paydays) for adult in household.people])
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
        return min(income.monthly_pence, rates["carers_allowance.weekly"].monthly_pence)
    return income.monthly_pence


def unearned(situation: Situation) -> Element:
    """A line for each income that is not pay: other income first, then benefits (reg 66)."""
    amount_pence, lines = 0, []
    for index, adult in enumerate(situation.household.people):
        if not adult.unearned:
            continue
        student_free = situation.rates["student_income.disregard"].pence
        for income in adult.unearned:
            counted = counted_pence(income, situation.rates, student_free_pence=student_free)
            if income.kind == "student_income":
                student_free -= income.monthly_pence - counted
            amount_pence += counted
            used = (situation.household, index, income, counted)
            lines.append(Line(_code(income.kind), DEDUCTION, counted, _why_unearned, used))
    lines.sort(key=lambda line: INCOME_ORDER.index(line.code))
    return Element(amount_pence, tuple(lines)) if lines else NOTHING


def _code(kind: str) -> str:
    if kind in IGNORED_INCOME:
        return "income_not_counted"
    return "other_benefit" if kind in BENEFIT_INCOME else "other_income"


def _why_unearned(household: Household, index: int, income: Unearned, counted: int) -> Explanation:
    kind, who = text(INCOME_NAMES[income.kind]), adult_text(household, index)
    values: dict[str, Value] = {"income": kind, "who": who, "amount": Money(income.monthly_pence)}
    if income.kind in IGNORED_INCOME:
        template = N_("{income} ({who}) is {amount} a month. It does not count, so we take nothing off.")
    elif income.kind == "student_income" and counted < income.monthly_pence:
        template = N_(
            "{income} ({who}) is {amount} a month. {free} of it does not count. We take off the rest: {counted}."
        )
        values |= {"free": Money(income.monthly_pence - counted), "counted": Money(counted)}
    else:
        template = N_(
            "{income} ({who}) is {amount} a month. It is money to live on, so we take off all that counts: {counted}."
        )
        values["counted"] = Money(counted)
    return Explanation(
        text(N_("{income}: {who}"), income=kind, who=who),
        text(template, **values),
        "UC Regs regs 66, 71 and 73" if income.kind == "student_income" else "UC Regs regs 66 and 73",
        {
            "adult": household.people[index].name,
            "kind": income.kind,
            "amount_pence": income.amount_pence,
            "frequency": income.frequency,
            "monthly_pence": income.monthly_pence,
        },
    )
