"""Who is a carer, whether somebody else is paid for the same person, and the carer element (UC Regs regs 29, 30)."""

from rules.facts import known
from rules.household import Household
from rules.lines import ENTITLEMENT, NOT_PAID, Element, Explanation, Line, elements, not_paid
from rules.rates import Rate
from rules.situation import Situation
from rules.text import N_, text
from rules.wording import adult_text

HOURS_A_WEEK = 35
CARING = text(N_("Caring"))
NO_CARER = not_paid(
    "carer",
    CARING,
    text(N_("You have not told us that anyone here cares for a disabled person for 35 hours or more a week.")),
    "UC Regs reg 29",
)
NOT_A_CARER = {
    "benefit": N_("We cannot pay this for {who}, because the person cared for does not get a benefit for care."),
    "hours": N_("We cannot pay this for {who}. It is for caring for somebody for 35 hours or more a week."),
    "other_allowance": N_(
        "We cannot pay this for {who}, because another person gets Carer's Allowance or Carer Support Payment "
        "for the same person."
    ),
    "other_element": N_(
        "We cannot pay this for {who}, because another person's Universal Credit has it for the same person. "
        "The law lets one carer have it, whom you can choose between you."
    ),
    "paid": N_("We cannot pay this for {who}, because the caring is paid work."),
}


def why_not_a_carer(
    *,
    hours_a_week: int,
    cared_for_gets_benefit: bool | None,
    earns_from_caring: bool | None,
    somebody_else_has_allowance: bool | None,
    somebody_else_has_element: bool | None,
    elected: bool | None = None,
) -> str:
    """Why there is no carer element for the care of one person, or nothing.

    "hours": under 35 a week; "benefit": the person cared for gets no benefit for care, so is not severely disabled;
    "paid": the care is earned from (reg 30(3)); what the carer earns otherwise does not matter, nor whether they claim
    Carer's Allowance (reg 30(1) and (2)). "other_allowance": another person has Carer's Allowance or Carer Support
    Payment for the same person (reg 29(1); Contributions and Benefits Act s.70(7)). "other_element": another person's
    award has the carer element for them, and the two did not elect this carer (reg 29(3)).
    """
    if hours_a_week < HOURS_A_WEEK:
        return "hours"
    if not known(cared_for_gets_benefit, "whether the person cared for gets a benefit for care"):
        return "benefit"
    if known(earns_from_caring, "whether the carer is paid for the care"):
        return "paid"
    if known(somebody_else_has_allowance, "whether another person has Carer's Allowance for the same person"):
        return "other_allowance"
    shared = known(somebody_else_has_element, "whether another award has the carer element for the same person")
    return "other_element" if shared and not known(elected, "which of the carers is elected") else ""


def carer(situation: Situation) -> Element:
    """An amount for each carer, but not for the one whose LCWRA is included, and once for each person whom the
    claimants care for: the first of them stands for the one they elect (reg 29(2) to (4))."""
    lines = []
    paid_for: dict[str, int] = {}
    for index, adult in enumerate(situation.household.adults):
        if adult.carer and index == situation.lcwra_holder:
            lines.append(Line("carer", NOT_PAID, 0, _why_lcwra_instead, (situation.household, index)))
        elif adult.carer and adult.cares_for and adult.cares_for in paid_for:
            used = (situation.household, index, paid_for[adult.cares_for])
            lines.append(Line("carer", NOT_PAID, 0, _why_once_for_each_person, used))
        elif adult.carer:
            paid_for[adult.cares_for] = index
            rate = situation.rates["carer_element"]
            lines.append(Line("carer", ENTITLEMENT, rate.pence, _why_carer, (situation.household, index, rate)))
        elif adult.why_not_carer:
            lines.append(Line("carer", NOT_PAID, 0, _why_not_carer, (situation.household, index)))
    return elements(lines) if lines else NO_CARER


def _why_not_carer(household: Household, index: int) -> Explanation:
    why = household.adults[index].why_not_carer
    reason = text(NOT_A_CARER[why], who=adult_text(household, index))
    return Explanation(CARING, reason, "UC Regs regs 29 and 30", {"why_not_carer": why})


def _why_lcwra_instead(household: Household, index: int) -> Explanation:
    template = N_(
        "We cannot pay this for {who}, because we pay the health amount for {who}. "
        "The law lets one person have only one of the two."
    )
    return Explanation(CARING, text(template, who=adult_text(household, index)), "UC Regs reg 29(4)")


def _why_once_for_each_person(household: Household, index: int, paid: int) -> Explanation:
    template = N_(
        "We cannot pay this for {who}, because we pay it for {other}, who cares for the same person. "
        "The law lets us pay it once for each person who is cared for."
    )
    reason = text(template, who=adult_text(household, index), other=adult_text(household, paid))
    return Explanation(CARING, reason, "UC Regs reg 29(2) and (3)")


def _why_carer(household: Household, index: int, rate: Rate) -> Explanation:
    name = household.adults[index].name
    template = N_("You get {amount} a month because {who} cares for a disabled person for 35 hours or more a week.")
    if not name and not index:
        template = N_("You get {amount} a month because you care for a disabled person for 35 hours or more a week.")
    return Explanation(
        CARING,
        text(template, who=adult_text(household, index), amount=rate.money),
        "UC Regs regs 29, 30 and 36",
        {"adult": name},
        (rate,),
    )
