"""The standard allowance, children, health and caring elements (UC Regs regs 24, 27, 29 and 36)."""

from datetime import date

from rules.household import Child, Household
from rules.lines import ENTITLEMENT, NOT_PAID, NOTHING, Element, Explanation, Line, element, elements, not_paid
from rules.rates import Rate, Rates
from rules.situation import Situation, has_protected_rate
from rules.text import N_, text
from rules.wording import adult_text, child_label, child_text, person_input

# Reg 36 saving (SI 2014/1230 reg 43) and the start of the two-child limit (WRA s.10(1A)).
TWO_CHILD_DAY = date(2017, 4, 6)
CHILDREN_PAID_BEFORE_LIMIT = 2

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
OLDEST_BORN_BEFORE = N_(
    "You get {amount} a month for {child}. This is the higher amount, "
    "because it is for your oldest child, born before 6 April 2017."
)
OLDEST_CHILD = N_(
    "You get {amount} a month for {child}. There is a higher amount only for an oldest child born before 6 April 2017."
)
OTHER_CHILD = N_("You get {amount} a month for {child}. The higher amount is only ever for the oldest child.")
NO_CHILDREN = not_paid(
    "child",
    text(N_("Children")),
    text(N_("You have not told us about any children who live with you.")),
    "UC Regs reg 24(1)",
)
NO_DISABLED_CHILDREN = not_paid(
    "disabled_child",
    text(N_("Extra for a disabled child")),
    text(N_("You have not told us that a child gets a disability benefit or is blind.")),
    "UC Regs reg 24(2)",
)
HEALTH = text(N_("Health"))
NO_LCWRA = not_paid(
    "lcwra",
    HEALTH,
    text(N_("We have not decided that a health condition stops anyone on this claim getting ready for work.")),
    "UC Regs reg 27",
)
ONLY_LCW = not_paid(
    "lcwra",
    HEALTH,
    text(
        N_(
            "We decided that you do not have to look for work because of your health. "
            "That does not add money, but you can keep more of any pay."
        )
    ),
    "UC Regs reg 27",
)


LCWRA_WAITS = not_paid(
    "lcwra",
    HEALTH,
    text(
        N_(
            "We decided that a health condition stops you getting ready for work. "
            "There is a wait of three months before we can pay this amount. Until then you can keep more of any pay."
        )
    ),
    "UC Regs regs 22, 27 and 28",
)


def standard_allowance(situation: Situation) -> Element:
    """The basic amount, by age and whether there are one or two claimants (reg 36)."""
    name, template = STANDARD_ALLOWANCES[situation.is_couple, situation.someone_is_25]
    rate = situation.rates[name]
    used = (template, rate, situation)
    return Element(rate.pence, (Line("standard_allowance", ENTITLEMENT, rate.pence, _why_standard_allowance, used),))


def _why_standard_allowance(template: str, rate: Rate, situation: Situation) -> Explanation:
    return Explanation(
        text(N_("Standard allowance")),
        text(template, amount=rate.money),
        "WRA 2012 s.9; UC Regs reg 36",
        {
            "adults": [person_input(adult.name, adult.date_of_birth) for adult in situation.household.adults],
            "ages_on": situation.on.isoformat(),
        },
        (rate,),
    )


def children(situation: Situation) -> Element:
    """An amount for each child, with a line for each (reg 24(1))."""
    if not situation.household.children:
        return NO_CHILDREN
    lines = [_child_line(child, number, situation.rates) for number, child in enumerate(situation.dependants, 1)]
    for child in situation.grown_up:
        lines.append(Line("child", NOT_PAID, 0, _why_not_ours if child.not_ours else _why_not_grown_up, (child,)))
    return elements(lines)


def _child_line(child: Child, number: int, rates: Rates) -> Line:
    """Two children before 6 April 2026, then every child; most for an oldest one of before 6 April 2017 (reg 36)."""
    born_before = child.date_of_birth < TWO_CHILD_DAY
    if number > CHILDREN_PAID_BEFORE_LIMIT and not born_before and not child.limit_excepted:
        limit = rates["child_element.two_child_limit"]
        if limit.is_on:
            return Line("child", NOT_PAID, 0, _why_not_third, (child, limit))
    if number == 1 and born_before:
        rate, template = rates["child_element.first_child_born_before_2017_04_06"], OLDEST_BORN_BEFORE
    else:
        rate, template = rates["child_element.each_other_child"], OLDEST_CHILD if number == 1 else OTHER_CHILD
    return Line("child", ENTITLEMENT, rate.pence, _why_child, (child, rate, template))


def _why_child(child: Child, rate: Rate, template: str) -> Explanation:
    return Explanation(
        child_label(child),
        text(template, amount=rate.money, child=child_text(child)),
        "WRA 2012 s.10; UC Regs regs 24(1) and 36",
        {"child": person_input(child.name, child.date_of_birth)},
        (rate,),
    )


def _why_not_third(child: Child, limit: Rate) -> Explanation:
    template = N_(
        "For months that began before 6 April 2026 the law paid for two children. "
        "It did not pay for {child}, who has two older brothers or sisters "
        "and was born on or after 6 April 2017."
    )
    return Explanation(
        child_label(child),
        text(template, child=child_text(child)),
        "UC Regs reg 24A (until 5 April 2026)",
        {"child": person_input(child.name, child.date_of_birth)},
        (limit,),
    )


def _why_not_grown_up(child: Child) -> Explanation:
    template = N_(
        "We cannot pay for {child}. We pay for a child until the 31 August after they turn 16, "
        "or until the 31 August after they turn 19 if they are still at school or college."
    )
    return Explanation(
        child_label(child),
        text(template, child=child_text(child)),
        "UC Regs reg 5",
        {"child": person_input(child.name, child.date_of_birth), "in_education": child.in_education},
    )


NOT_OURS = {
    "elsewhere": N_("We cannot pay for {child}, who does not normally live with you."),
    "looked_after": N_("We cannot pay for {child} while a council looks after them."),
    "other_household": N_(
        "We cannot pay for {child}, who lives in two homes. "
        "Only the home with the main responsibility for a child can be paid for them."
    ),
    "partner": N_("We cannot pay for {child} as a child, because they are your partner."),
    "prisoner": N_("We cannot pay for {child} while they are in prison."),
}


def _why_not_ours(child: Child) -> Explanation:
    facts = {"child": person_input(child.name, child.date_of_birth), "not_ours": child.not_ours}
    reason = text(NOT_OURS[child.not_ours], child=child_text(child))
    return Explanation(child_label(child), reason, "UC Regs reg 4", facts)


def disabled_children(situation: Situation) -> tuple[Element, Element, Element]:
    """The higher additions and the lower ones (reg 24(2)), and why, where no child has either."""
    if not situation.dependants:
        return NOTHING, NOTHING, NOTHING
    disabled = [child for child in situation.dependants if child.addition != "none"]
    if not disabled:
        return NOTHING, NOTHING, NO_DISABLED_CHILDREN
    return _additions(disabled, "higher", situation.rates), _additions(disabled, "lower", situation.rates), NOTHING


def _additions(disabled: list[Child], level: str, rates: Rates) -> Element:
    rate = rates[f"disabled_child_addition.{level}"]
    of_level = [child for child in disabled if child.addition == level]
    return elements(
        [Line("disabled_child", ENTITLEMENT, rate.pence, _why_addition, (child, rate)) for child in of_level]
    )


def _why_addition(child: Child, rate: Rate) -> Explanation:
    if child.blind:
        template = N_("You get {amount} a month more for {child}, who is blind. This is the higher amount.")
    elif child.addition == "higher":
        template = N_(
            "You get {amount} a month more for {child}, who gets the highest rate of a disability benefit. "
            "This is the higher amount."
        )
    else:
        template = N_(
            "You get {amount} a month more for {child}, who gets a disability benefit. "
            "This is the lower amount. The higher one is for the highest rate, or for a blind child."
        )
    return Explanation(
        text(N_("Extra for disability: {child}"), child=child_text(child)),
        text(template, amount=rate.money, child=child_text(child)),
        "UC Regs regs 24(2) and 36",
        {
            "child": person_input(child.name, child.date_of_birth),
            "level": child.addition,
            "dla": child.dla,
            "blind": child.blind,
        },
        (rate,),
    )


def lcwra(situation: Situation) -> Element:
    """Limited capability for work and work-related activity: one for the household, at the higher rate where either
    claimant has it (regs 27 and 36).

    Where nobody has that: the smaller amount for limited capability for work, for cases of before 3 April 2017 (SI
    2017/204 Sch 2), unless they all have the carer element, which is more.
    """
    if not situation.someone_is_limited:
        return NO_LCWRA
    if situation.lcwra_holder is None:
        return _lcw(situation)
    protected = has_protected_rate(situation.household, situation.lcwra_holder, situation.rates)
    rate = situation.rates["lcwra_element.protected" if protected else "lcwra_element.standard_new"]
    used = (situation.household, situation.lcwra_holder, protected, rate)
    return element(Line("lcwra", ENTITLEMENT, rate.pence, _why_lcwra, used))


def _lcw(situation: Situation) -> Element:
    adults = situation.household.adults
    for index, adult in enumerate(adults):
        if adult.lcw_saved and not adult.carer:
            rate = situation.rates["lcw_element.saved_pre_april_2017_cases_only"]
            return element(Line("lcwra", ENTITLEMENT, rate.pence, _why_lcw_saved, (situation.household, index, rate)))
    return LCWRA_WAITS if any(adult.lcwra_waits for adult in adults) else ONLY_LCW


def _why_lcw_saved(household: Household, holder: int, rate: Rate) -> Explanation:
    template = N_(
        "We decided before 3 April 2017 that {who} cannot work because of health. "
        "People who have had this amount since then keep it, so you get {amount} a month."
    )
    return Explanation(
        HEALTH,
        text(template, who=adult_text(household, holder), amount=rate.money),
        "UC Regs reg 27 as saved by SI 2017/204 Sch 2",
        {"adult": household.adults[holder].name, "saved": True},
        (rate,),
    )


def _why_lcwra(household: Household, holder: int, protected: bool, rate: Rate) -> Explanation:
    template = (
        N_("We decided that {who} cannot work or get ready for work because of health, so you get {amount} a month.")
        if protected
        else N_(
            "We decided that {who} cannot work or get ready for work because of health. "
            "For decisions that count from 6 April 2026 the amount is {amount} a month."
        )
    )
    return Explanation(
        HEALTH,
        text(template, who=adult_text(household, holder), amount=rate.money),
        "WRA 2012 s.12; UC Regs regs 27 and 36",
        {"adult": household.adults[holder].name, "protected": protected},
        (rate,),
    )
