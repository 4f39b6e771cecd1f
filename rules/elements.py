"""The standard allowance, children, health and caring elements (UC Regs regs 24, 27, 29 and 36)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.household import Child, Household
from rules.lines import ENTITLEMENT, NOT_PAID, Line
from rules.rates import Rates
from rules.text import N_, Money, Text, text
from rules.wording import adult_text, child_label, child_text, person_input

# Reg 36 saving (SI 2014/1230 reg 43) and the start of the two-child limit (WRA s.10(1A)).
TWO_CHILD_DAY = date(2017, 4, 6)
CHILDREN_PAID_BEFORE_LIMIT = 2
ADULT_AGE = 25

STANDARD_ALLOWANCES = {
    (False, False): (
        "standard_allowance.single_under_25",
        N_("You claim on your own and you are under 25, so you get {amount} a month."),
    ),
    (False, True): (
        "standard_allowance.single_25_or_over",
        N_("You claim on your own and you are 25 or over, so you get {amount} a month."),
    ),
    (True, False): (
        "standard_allowance.couple_both_under_25",
        N_("You claim as a couple and you are both under 25, so you get {amount} a month between you."),
    ),
    (True, True): (
        "standard_allowance.couple_one_or_both_25_or_over",
        N_("You claim as a couple and at least one of you is 25 or over, so you get {amount} a month between you."),
    ),
}


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the maximum amount: what it comes to and the lines that explain it."""

    amount_pence: int
    lines: tuple[Line, ...]


def standard_allowance(household: Household, rates: Rates, on: date) -> Element:
    """The basic amount, by age and whether there are one or two claimants (reg 36)."""
    name, reason = STANDARD_ALLOWANCES[household.is_couple, household.someone_is(ADULT_AGE, on)]
    amount = rates.pence(name)
    line = Line(
        "standard_allowance",
        ENTITLEMENT,
        text(N_("Standard allowance")),
        amount,
        text(reason, amount=Money(amount)),
        "WRA 2012 s.9; UC Regs reg 36",
        {
            "adults": [person_input(adult.name, adult.date_of_birth) for adult in household.adults],
            "ages_on": on.isoformat(),
            "rates": rates.source(name),
        },
    )
    return Element(amount, (line,))


def children(household: Household, rates: Rates, on: date) -> Element:
    """An amount for each child, with a line for each (reg 24(1))."""
    dependants = household.dependants(on)
    lines = [_child_line(child, number, rates) for number, child in enumerate(dependants, 1)]
    lines += [_grown_up_line(child) for child in household.children if child not in dependants]
    if not household.children:
        reason = text(N_("You have not told us about any children who live with you."))
        lines.append(_not_paid("child", text(N_("Children")), reason, "UC Regs reg 24(1)"))
    return Element(sum(line.amount_pence for line in lines), tuple(lines))


def _child_line(child: Child, number: int, rates: Rates) -> Line:
    older, other = "child_element.first_child_born_before_2017_04_06", "child_element.each_other_child"
    born_before = child.date_of_birth < TWO_CHILD_DAY
    limited = number > CHILDREN_PAID_BEFORE_LIMIT and not born_before and not child.limit_excepted
    inputs: dict[str, Any] = {"child": person_input(child.name, child.date_of_birth)}
    if limited and rates.is_on("child_element.two_child_limit"):
        inputs["rates"] = rates.source("child_element.two_child_limit")
        reason = text(
            N_(
                "For months that began before 6 April 2026 the law paid for two children. "
                "It did not pay for {child}, who has two older brothers or sisters "
                "and was born on or after 6 April 2017."
            ),
            child=child_text(child),
        )
        return Line("child", NOT_PAID, child_label(child), 0, reason, "UC Regs reg 24A (until 5 April 2026)", inputs)
    name = older if number == 1 and born_before else other
    amount = rates.pence(name)
    return Line(
        "child",
        ENTITLEMENT,
        child_label(child),
        amount,
        text(_child_reason(number, born_before), amount=Money(amount), child=child_text(child)),
        "WRA 2012 s.10; UC Regs regs 24(1) and 36",
        {**inputs, "rates": rates.source(name)},
    )


def _child_reason(number: int, born_before: bool) -> str:
    if number == 1 and born_before:
        return N_(
            "You get {amount} a month for {child}. This is the higher amount, "
            "because it is for your oldest child, born before 6 April 2017."
        )
    if number == 1:
        return N_(
            "You get {amount} a month for {child}. "
            "There is a higher amount only for an oldest child born before 6 April 2017."
        )
    return N_("You get {amount} a month for {child}. The higher amount is only ever for the oldest child.")


def _grown_up_line(child: Child) -> Line:
    reason = text(
        N_(
            "We cannot pay for {child}. We pay for a child until the 31 August after they turn 16, "
            "or until the 31 August after they turn 19 if they are still at school or college."
        ),
        child=child_text(child),
    )
    inputs = {"child": person_input(child.name, child.date_of_birth), "in_education": child.in_education}
    return Line("child", NOT_PAID, child_label(child), 0, reason, "UC Regs reg 5", inputs)


def disabled_children(household: Household, rates: Rates, on: date, level: str) -> Element:
    """The lower or the higher addition for each disabled child (reg 24(2))."""
    name = f"disabled_child_addition.{level}"
    lines = []
    for child in household.dependants(on):
        if child.addition == level:
            amount = rates.pence(name)
            lines.append(
                Line(
                    "disabled_child",
                    ENTITLEMENT,
                    text(N_("Extra for disability: {child}"), child=child_text(child)),
                    amount,
                    text(_addition_reason(child), amount=Money(amount), child=child_text(child)),
                    "UC Regs regs 24(2) and 36",
                    {
                        "child": person_input(child.name, child.date_of_birth),
                        "level": level,
                        "dla": child.dla,
                        "blind": child.blind,
                        "rates": rates.source(name),
                    },
                )
            )
    return Element(sum(line.amount_pence for line in lines), tuple(lines))


def _addition_reason(child: Child) -> str:
    if child.blind:
        return N_("You get {amount} a month more for {child}, who is blind. This is the higher amount.")
    if child.addition == "higher":
        return N_(
            "You get {amount} a month more for {child}, who gets the highest rate of a disability benefit. "
            "This is the higher amount."
        )
    return N_(
        "You get {amount} a month more for {child}, who gets a disability benefit. "
        "This is the lower amount. The higher one is for the highest rate, or for a blind child."
    )


def no_disabled_children(household: Household, on: date) -> Element:
    """Why no addition is paid, where there are children and none has one."""
    dependants = household.dependants(on)
    if not dependants or any(child.addition != "none" for child in dependants):
        return Element(0, ())
    reason = text(N_("You have not told us that a child gets a disability benefit or is blind."))
    line = _not_paid("disabled_child", text(N_("Extra for a disabled child")), reason, "UC Regs reg 24(2)")
    return Element(0, (line,))


def lcwra(household: Household, rates: Rates) -> Element:
    """Limited capability for work and work-related activity: one for the household (regs 27 and 36)."""
    label = text(N_("Health"))
    holder = lcwra_holder(household)
    if holder is None:
        reason = text(
            N_("We have not decided that a health condition stops anyone on this claim getting ready for work.")
        )
        if any(adult.lcw for adult in household.adults):
            reason = text(
                N_(
                    "We decided that you do not have to look for work because of your health. "
                    "That does not add money, but you can keep more of any pay."
                )
            )
        return Element(0, (_not_paid("lcwra", label, reason, "UC Regs reg 27"),))
    # Two rates exist only from 6 April 2026 (UC Act 2025 s.2): before then everyone had the protected one.
    protected = household.lcwra_protected or not _has_new_lcwra_rate(rates)
    name = "lcwra_element.protected" if protected else "lcwra_element.standard_new"
    amount = rates.pence(name)
    template = (
        N_("We decided that {who} cannot work or get ready for work because of health, so you get {amount} a month.")
        if protected
        else N_(
            "We decided that {who} cannot work or get ready for work because of health. "
            "For decisions that count from 6 April 2026 the amount is {amount} a month."
        )
    )
    line = Line(
        "lcwra",
        ENTITLEMENT,
        label,
        amount,
        text(template, who=adult_text(household, holder), amount=Money(amount)),
        "WRA 2012 s.12; UC Regs regs 27 and 36",
        {"adult": household.adults[holder].name, "protected": protected, "rates": rates.source(name)},
    )
    return Element(amount, (line,))


def _has_new_lcwra_rate(rates: Rates) -> bool:
    first_day = rates.book.values("lcwra_element.standard_new")[0][0]
    return rates.day >= first_day


def lcwra_holder(household: Household) -> int | None:
    """Whose LCWRA is included: someone who is not also a carer if possible, which pays most (reg 29(4))."""
    able = [index for index, adult in enumerate(household.adults) if adult.lcwra]
    return min(able, key=lambda index: household.adults[index].carer, default=None)


def carer(household: Household, rates: Rates) -> Element:
    """An amount for each carer, but not for the one whose LCWRA is included (reg 29)."""
    name = "carer_element"
    holder = lcwra_holder(household)
    lines = []
    for index, adult in enumerate(household.adults):
        if not adult.carer:
            continue
        who = adult_text(household, index)
        if index == holder:
            template = N_(
                "We cannot pay this for {who}, because we pay the health amount for {who}. "
                "The law lets one person have only one of the two."
            )
            lines.append(_not_paid("carer", text(N_("Caring")), text(template, who=who), "UC Regs reg 29(4)"))
            continue
        amount = rates.pence(name)
        template = N_("You get {amount} a month because {who} cares for a disabled person for 35 hours or more a week.")
        if not adult.name and not index:
            template = N_(
                "You get {amount} a month because you care for a disabled person for 35 hours or more a week."
            )
        lines.append(
            Line(
                "carer",
                ENTITLEMENT,
                text(N_("Caring")),
                amount,
                text(template, who=who, amount=Money(amount)),
                "UC Regs regs 29, 30 and 36",
                {"adult": adult.name, "rates": rates.source(name)},
            )
        )
    if not lines:
        reason = text(
            N_("You have not told us that anyone here cares for a disabled person for 35 hours or more a week.")
        )
        lines.append(_not_paid("carer", text(N_("Caring")), reason, "UC Regs reg 29"))
    return Element(sum(line.amount_pence for line in lines), tuple(lines))


def _not_paid(code: str, label: Text, reason: Text, regulation: str) -> Line:
    return Line(code, NOT_PAID, label, 0, reason, regulation)
