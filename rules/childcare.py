"""The childcare costs element (UC Regs regs 31 to 35)."""

from datetime import date

from rules.ages import is_childcare_age
from rules.elements import Element
from rules.household import Household
from rules.lines import ENTITLEMENT, NOT_PAID, Line, Step
from rules.rates import Rates
from rules.rounding import pence_of, round_half_up
from rules.text import N_, Money, Value, text
from rules.wording import child_text, person_input

LABEL = text(N_("Childcare"))


def childcare(household: Household, rates: Rates, on: date) -> Element:
    """85% of what was paid, then the limit for one child or for two or more (reg 34)."""
    paid_for = [c for c in household.dependants(on) if c.childcare_pence and is_childcare_age(c.date_of_birth, on)]
    if not paid_for or not meets_work_condition(household):
        return Element(0, _why_not(household, on, bool(paid_for)))
    limit_name = "childcare.max_one_child" if len(paid_for) == 1 else "childcare.max_two_or_more"
    charges = sum(child.childcare_pence for child in paid_for)
    share = rates.fraction("childcare.rate")
    part, limit = round_half_up(charges * share), rates.pence(limit_name)
    amount = min(part, limit)
    values: dict[str, Value] = {
        "charges": Money(charges),
        "percent": pence_of(share),
        "part": Money(part),
        "limit": Money(limit),
    }
    template = (
        N_("You paid {charges} for childcare. We pay {percent}% of it, which is {part}.")
        if part <= limit
        else N_(
            "You paid {charges} for childcare. {percent}% of it is {part}, "
            "but the most we can pay for this many children is {limit}."
        )
    )
    steps = [Step(text(N_("Paid for {child}"), child=child_text(child)), child.childcare_pence) for child in paid_for]
    steps.append(Step(text(N_("The part you pay")), part - charges))
    if part > limit:
        steps.append(Step(text(N_("Over the most we can pay")), limit - part))
    inputs = {
        "children": [
            {**person_input(child.name, child.date_of_birth), "childcare_pence": child.childcare_pence}
            for child in paid_for
        ],
        "rates": rates.source("childcare.rate", limit_name),
    }
    regulation = "UC Regs regs 31 to 34 and 36"
    line = Line(
        "childcare",
        ENTITLEMENT,
        LABEL,
        amount,
        text(template, **values),
        regulation,
        inputs,
        tuple(steps),
    )
    return Element(amount, (line,))


def meets_work_condition(household: Household) -> bool:
    """Everyone is in paid work, or one of a couple is and the other cannot be (reg 32)."""
    if not any(adult.in_paid_work for adult in household.adults):
        return False
    return all(
        adult.in_paid_work or adult.lcw or adult.lcwra or adult.carer or adult.away_from_work
        for adult in household.adults
    )


def _why_not(household: Household, on: date, has_charges: bool) -> tuple[Line, ...]:
    if not household.dependants(on):
        return ()
    if not has_charges:
        reason, regulation = (
            text(N_("You have not told us that you paid for childcare in this period.")),
            "UC Regs reg 33",
        )
    elif household.is_couple:
        regulation = "UC Regs reg 32"
        reason = text(
            N_(
                "We pay for childcare when both of you work, "
                "or one works and the other is ill, is a carer or is away for a while."
            )
        )
    else:
        reason, regulation = (
            text(N_("We pay for childcare when you work. You were not in paid work.")),
            "UC Regs reg 32",
        )
    return (Line("childcare", NOT_PAID, LABEL, 0, reason, regulation),)
