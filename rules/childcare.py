"""The childcare costs element (UC Regs regs 31 to 35)."""

from rules.ages import births_for_childcare
from rules.household import Child, Household
from rules.lines import ENTITLEMENT, NOTHING, Element, Explanation, Line, Step, element, not_paid
from rules.rates import Rate
from rules.situation import Situation
from rules.text import N_, Money, text
from rules.wording import child_text, person_input

LABEL = text(N_("Childcare"))
NO_CHARGES = not_paid(
    "childcare",
    LABEL,
    text(N_("You have not told us that you paid for childcare in this period.")),
    "UC Regs reg 33",
)
COUPLE_NOT_IN_WORK = not_paid(
    "childcare",
    LABEL,
    text(
        N_(
            "We pay for childcare when both of you work, "
            "or one works and the other is ill, is a carer or is away for a while."
        )
    ),
    "UC Regs reg 32",
)
NOT_IN_WORK = not_paid(
    "childcare",
    LABEL,
    text(N_("We pay for childcare when you work. You were not in paid work.")),
    "UC Regs reg 32",
)


def childcare(situation: Situation) -> Element:
    """85% of what was paid, then the limit for one child or for two or more (reg 34)."""
    if not situation.dependants:
        return NOTHING
    born_from = births_for_childcare(situation.on)
    paid_for = [child for child in situation.dependants if child.childcare_pence and child.date_of_birth >= born_from]
    if not paid_for:
        return NO_CHARGES
    if not meets_work_condition(situation.household):
        return COUPLE_NOT_IN_WORK if len(situation.household.people) == 2 else NOT_IN_WORK
    return _paid(situation, tuple(paid_for))


def _paid(situation: Situation, paid_for: tuple[Child, ...]) -> Element:
    rate = situation.rates["childcare.rate"]
    most = situation.rates["childcare.max_one_child" if len(paid_for) == 1 else "childcare.max_two_or_more"]
    charges = sum([child.childcare_pence for child in paid_for])
    part = rate.share_of(charges)
    amount = min(part, most.pence)
    return element(Line("childcare", ENTITLEMENT, amount, _why_paid, (paid_for, charges, part, amount, rate, most)))


def _why_paid(paid_for: tuple[Child, ...], charges: int, part: int, amount: int, rate: Rate, most: Rate) -> Explanation:
    template = (
        N_("You paid {charges} for childcare. We pay {percent}% of it, which is {part}.")
        if amount == part
        else N_(
            "You paid {charges} for childcare. {percent}% of it is {part}, "
            "but the most we can pay for this many children is {limit}."
        )
    )
    steps = [Step(text(N_("Paid for {child}"), child=child_text(child)), child.childcare_pence) for child in paid_for]
    steps.append(Step(text(N_("The part you pay")), part - charges))
    if amount < part:
        steps.append(Step(text(N_("Over the most we can pay")), amount - part))
    paid = [
        {**person_input(child.name, child.date_of_birth), "childcare_pence": child.childcare_pence}
        for child in paid_for
    ]
    return Explanation(
        LABEL,
        text(template, charges=Money(charges), percent=rate.percent, part=Money(part), limit=most.money),
        "UC Regs regs 31 to 34 and 36",
        {"children": paid},
        (rate, most),
        tuple(steps),
    )


def meets_work_condition(household: Household) -> bool:
    """Everyone is in paid work, or one of a couple is and the other cannot be (reg 32)."""
    if not any(adult.in_paid_work for adult in household.adults):
        return False
    return all(
        adult.in_paid_work or adult.lcw or adult.lcwra or adult.carer or adult.away_from_work
        for adult in household.people
    )
