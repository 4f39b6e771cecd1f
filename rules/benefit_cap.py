"""The benefit cap (WRA 2012 s.96; UC Regs regs 78 to 83)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.household import Household
from rules.lines import DEDUCTION, Line
from rules.rates import Rates
from rules.rounding import as_month, round_half_up
from rules.text import N_, Money, Text, text

# Counted beside Universal Credit and Child Benefit (WRA s.96(10); reg 79).
CAPPED_BENEFITS = {
    "esa_contributory",
    "jsa_contributory",
    "maternity_allowance",
    "widowed_parents_allowance",
    "widows_pension",
}
CAP_LIFTING_INCOME = {
    "attendance_allowance",
    "carer_support_payment",
    "carers_allowance",
    "disability_benefit",
    "esa_support",
    "industrial_injuries_benefit",
    "war_pension",
}


@dataclass(frozen=True, slots=True)
class Cap:
    """What the benefit cap takes off, and whether the household is exempt from it."""

    child_benefit_pence: int
    exempt: bool
    reduction_pence: int
    lines: tuple[Line, ...]


def child_benefit(household: Household, rates: Rates, on: date) -> int:
    """Child Benefit the household could get, in pence a month, whether or not it is claimed."""
    count = len(household.dependants(on))
    if not count:
        return 0
    eldest, other = rates.pence("child_benefit.eldest_weekly"), rates.pence("child_benefit.other_weekly")
    return as_month(eldest + other * (count - 1), "weekly")


def exemption(household: Household, rates: Rates, on: date, *, first_day: date, health_or_carer: bool) -> Text | None:
    """Why the cap does not apply, or None (regs 82 and 83)."""
    threshold = rates.pence("benefit_cap.earnings_exemption")
    if household.net_earnings_pence >= threshold:
        return text(N_("you took home {threshold} or more"), threshold=Money(threshold))
    if health_or_carer:
        return text(N_("your award has an amount for health or for caring"))
    if any(adult.disability_benefits or _lifts_cap(adult.unearned) for adult in household.adults):
        return text(N_("one of you gets a benefit for disability, injury or caring"))
    if any(child.gets_disability_benefit for child in household.dependants(on)):
        return text(N_("a child gets a disability benefit"))
    if household.cap_grace_until is not None and household.cap_grace_until >= first_day:
        # A period in which the nine months end counts whole (reg 82(1)(b)).
        until = household.cap_grace_until
        return text(N_("you worked for a year and the 9 months after you stopped last until {day}"), day=until)
    return None


def _lifts_cap(unearned: tuple[Any, ...]) -> bool:
    return any(income.kind in CAP_LIFTING_INCOME for income in unearned)


def benefit_cap(
    household: Household,
    rates: Rates,
    on: date,
    *,
    first_day: date,
    award_pence: int,
    childcare_pence: int,
    health_or_carer: bool,
) -> Cap:
    """The excess over the limit, less the childcare element, never more than the award (regs 80, 81)."""
    for_children = child_benefit(household, rates, on)
    why_exempt = exemption(household, rates, on, first_day=first_day, health_or_carer=health_or_carer)
    limit_name = _limit_name(household, on)
    limit = round_half_up(rates.fraction(limit_name) * 100 / 12)
    other = sum(
        income.monthly_pence
        for adult in household.adults
        for income in adult.unearned
        if income.kind in CAPPED_BENEFITS
    )
    total = award_pence + for_children + other
    excess = max(total - limit - childcare_pence, 0)
    reduction = 0 if why_exempt else min(excess, award_pence)
    if not min(excess, award_pence):
        return Cap(for_children, why_exempt is not None, 0, ())
    inputs = {
        "award_before_cap_pence": award_pence,
        "child_benefit_pence": for_children,
        "other_benefits_pence": other,
        "childcare_element_pence": childcare_pence,
        "limit_pence": limit,
        "rates": rates.source(limit_name),
    }
    if why_exempt:
        reason = text(
            N_("There is a limit on benefits of {limit} a month. It does not apply, because {why}."),
            limit=Money(limit),
            why=why_exempt,
        )
    else:
        reason = _reason(household, on, limit, award_pence, total - award_pence, childcare_pence)
    line = Line("benefit_cap", DEDUCTION, text(N_("Benefit cap")), reduction, reason, "UC Regs regs 78 to 83", inputs)
    return Cap(for_children, why_exempt is not None, reduction, (line,))


def _limit_name(household: Household, on: date) -> str:
    place = "greater_london" if household.london else "elsewhere"
    family = household.is_couple or bool(household.dependants(on))
    return f"benefit_cap.annual.{place}.{'couple_or_with_children' if family else 'single_no_children'}"


def _reason(household: Household, on: date, limit: int, award: int, others: int, childcare: int) -> Text:
    place = text(N_("in London")) if household.london else text(N_("outside London"))
    family = household.is_couple or bool(household.dependants(on))
    people = (
        text(N_("a couple, or a person with children,")) if family else text(N_("a single person without children"))
    )
    reason = text(
        N_(
            "The most that {people} {place} can get from benefits is {limit} a month. "
            "Universal Credit of {award} and other benefits of {others} come to more."
        ),
        people=people,
        place=place,
        limit=Money(limit),
        award=Money(award),
        others=Money(others),
    )
    if not childcare:
        return reason
    left_out = text(N_("We left out the {childcare} for childcare."), childcare=Money(childcare))
    return text(N_("{first} {second}"), first=reason, second=left_out)
