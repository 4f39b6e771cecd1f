"""The benefit cap (WRA 2012 s.96; UC Regs regs 78 to 83)."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from rules.household import Adult, Unearned
from rules.lines import DEDUCTION, Explanation, Line
from rules.pension_age import LOWEST_PENSION_AGE, pension_age_date
from rules.rates import Rate
from rules.rounding import as_month
from rules.situation import Situation
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
# By whether the home is in London, and whether it is a family's (reg 80A(2)).
LIMITS = {
    (True, True): "benefit_cap.annual.greater_london.couple_or_with_children",
    (True, False): "benefit_cap.annual.greater_london.single_no_children",
    (False, True): "benefit_cap.annual.elsewhere.couple_or_with_children",
    (False, False): "benefit_cap.annual.elsewhere.single_no_children",
}
EARNS_ENOUGH = N_("you took home {threshold} or more")
HAS_HEALTH_OR_CARER = N_("your award has an amount for health or for caring")
HAS_DISABILITY_BENEFIT = N_("one of you gets a benefit for disability, injury or caring")
HAS_DISABLED_CHILD = N_("a child gets a disability benefit")
HAS_CARING_CHILD = N_("a young person on the claim gets a benefit for caring")
ALL_OVER_PENSION_AGE = N_("everybody on the claim has reached Pension Credit age")
IN_GRACE = N_("you worked for a year and the 9 months after you stopped last until {day}")


@dataclass(slots=True)
class Cap:
    """What the benefit cap takes off, and whether the household is exempt from it."""

    child_benefit_pence: Final[int]
    exempt: Final[bool]
    reduction_pence: Final[int]
    lines: Final[tuple[Line, ...]]


def child_benefit(situation: Situation) -> int:
    """Child Benefit the household could get, in pence a month, whether or not it is claimed."""
    count = len(situation.dependants)
    if not count:
        return 0
    eldest, other = situation.rates["child_benefit.eldest_weekly"], situation.rates["child_benefit.other_weekly"]
    return as_month(eldest.pence + other.pence * (count - 1), "weekly")


def exemption(situation: Situation, *, health_or_carer: bool) -> str:
    """Why the cap does not apply, or nothing (regs 82 and 83)."""
    if situation.net_pence >= situation.rates["benefit_cap.earnings_exemption"].pence:
        return EARNS_ENOUGH
    if health_or_carer:
        return HAS_HEALTH_OR_CARER
    for adult in situation.household.people:
        if adult.disability_benefits or (adult.unearned and _lifts_cap(adult.unearned)):
            return HAS_DISABILITY_BENEFIT
    for child in situation.dependants:
        if child.gets_disability_benefit:
            return HAS_DISABLED_CHILD
        if child.gets_carers_allowance:
            return HAS_CARING_CHILD
    if _all_are_over_pension_age(situation.household.people, situation.on):
        return ALL_OVER_PENSION_AGE
    until = situation.household.cap_grace_until
    # A period in which the nine months end counts whole (reg 82(1)(b)).
    return IN_GRACE if until is not None and until >= situation.first_day else ""


def _all_are_over_pension_age(people: tuple[Adult, ...], on: date) -> bool:
    """The cap is for people of working age: in the last period of an award, say, it does not apply any more."""
    for adult in people:
        born = adult.date_of_birth
        if born.year + LOWEST_PENSION_AGE > on.year or pension_age_date(born) > on:
            return False
    return True


def _lifts_cap(unearned: tuple[Unearned, ...]) -> bool:
    return any(income.kind in CAP_LIFTING_INCOME for income in unearned)


class Counted(NamedTuple):
    """What counts towards the cap, in pence a month, and the yearly limit."""

    award_pence: int
    child_benefit_pence: int
    other_benefits_pence: int
    childcare_pence: int
    limit: Rate


def benefit_cap(situation: Situation, *, award_pence: int, childcare_pence: int, health_or_carer: bool) -> Cap:
    """The excess over the limit, less the childcare element, never more than the award (regs 80, 81)."""
    for_children, other = child_benefit(situation), _other_benefits(situation)
    why_exempt = exemption(situation, health_or_carer=health_or_carer)
    limit = _limit(situation)
    excess = award_pence + for_children + other - limit.monthly_pence - childcare_pence
    if excess <= 0 or not award_pence:
        return Cap(for_children, bool(why_exempt), 0, ())
    counted = Counted(award_pence, for_children, other, childcare_pence, limit)
    if why_exempt:
        line = Line("benefit_cap", DEDUCTION, 0, _why_not_capped, (situation, counted, why_exempt))
    else:
        line = Line("benefit_cap", DEDUCTION, min(excess, award_pence), _why_capped, (situation, counted))
    return Cap(for_children, bool(why_exempt), line.amount_pence, (line,))


def _other_benefits(situation: Situation) -> int:
    counted = 0
    for adult in situation.household.people:
        for income in adult.unearned:
            if income.kind in CAPPED_BENEFITS:
                counted += income.monthly_pence
    return counted


def _limit(situation: Situation) -> Rate:
    return situation.rates[LIMITS[situation.household.london, situation.is_family]]


def _why_not_capped(situation: Situation, counted: Counted, why_exempt: str) -> Explanation:
    why = text(why_exempt)
    if why_exempt == EARNS_ENOUGH:
        why = text(why_exempt, threshold=situation.rates["benefit_cap.earnings_exemption"].money)
    elif why_exempt == IN_GRACE and situation.household.cap_grace_until:
        why = text(why_exempt, day=situation.household.cap_grace_until)
    template = N_("There is a limit on benefits of {limit} a month. It does not apply, because {why}.")
    return _explanation(counted, text(template, limit=Money(counted.limit.monthly_pence), why=why))


def _why_capped(situation: Situation, counted: Counted) -> Explanation:
    reason = text(
        N_(
            "The most that {people} {place} can get from benefits is {limit} a month. "
            "Universal Credit of {award} and other benefits of {others} come to more."
        ),
        people=text(
            N_("a couple, or a person with children,")
            if situation.is_family
            else N_("a single person without children")
        ),
        place=text(N_("in London") if situation.household.london else N_("outside London")),
        limit=Money(counted.limit.monthly_pence),
        award=Money(counted.award_pence),
        others=Money(counted.child_benefit_pence + counted.other_benefits_pence),
    )
    if counted.childcare_pence:
        left_out = text(N_("We left out the {childcare} for childcare."), childcare=Money(counted.childcare_pence))
        reason = text(N_("{first} {second}"), first=reason, second=left_out)
    return _explanation(counted, reason)


def _explanation(counted: Counted, reason: Text) -> Explanation:
    facts = {
        "award_before_cap_pence": counted.award_pence,
        "child_benefit_pence": counted.child_benefit_pence,
        "other_benefits_pence": counted.other_benefits_pence,
        "childcare_element_pence": counted.childcare_pence,
        "limit_pence": counted.limit.monthly_pence,
    }
    return Explanation(text(N_("Benefit cap")), reason, "UC Regs regs 78 to 83", facts, (counted.limit,))
