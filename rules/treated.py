"""How a line says that more is counted than people earned: the minimum income floor and surplus earnings (UC Regs
regs 54A and 62)."""

from typing import Any

from rules.household import Household
from rules.lines import Step
from rules.rates import Rate
from rules.self_employment import Floor, floor_reason
from rules.text import N_, Money, Text, text
from rules.wording import adult_text


def treated_steps(household: Household, floors: tuple[Floor, ...]) -> list[Step]:
    """A step for each amount that is counted on top of what was earned."""
    steps = [
        Step(
            text(N_("Counted on top, for a business: {who}"), who=adult_text(household, floor.person)),
            floor.added_pence,
        )
        for floor in floors
        if floor.added_pence
    ]
    if household.surplus_earnings_pence:
        steps.append(Step(text(N_("Earnings carried from before")), household.surplus_earnings_pence))
    return steps


def treated_law(household: Household, floors: tuple[Floor, ...]) -> str:
    """The law, where more is counted than was earned; empty where it is not."""
    more = [reg for reg, applies in (("54A", household.surplus_earnings_pence), ("62 and 90", floors)) if applies]
    return "UC Regs regs 22, 54, 55, " + ", ".join(more) if more else ""


def treated_facts(household: Household, floors: tuple[Floor, ...]) -> dict[str, Any]:
    """What it rests on."""
    facts: dict[str, Any] = {}
    if floors:
        facts["minimum_income_floor"] = [
            {
                "name": household.adults[floor.person].name,
                "hours": floor.hours,
                "threshold_pence": floor.threshold_pence,
                "earned_pence": floor.earned_pence,
                "added_pence": floor.added_pence,
                "starting_up": floor.starting_up,
            }
            for floor in floors
        ]
    if household.surplus_earnings_pence:
        facts["surplus_earnings_pence"] = household.surplus_earnings_pence
    return facts


def with_treated(household: Household, floors: tuple[Floor, ...], reason: Text) -> Text:
    """A reason that says first why more is counted than was earned."""
    first = [floor_reason(floor, adult_text(household, floor.person)) for floor in floors]
    if household.surplus_earnings_pence:
        template = N_("Your earnings before you claimed again were high, so {surplus} of them counts now.")
        first.append(text(template, surplus=Money(household.surplus_earnings_pence)))
    for sentence in reversed(first):
        reason = text(N_("{first} {second}"), first=sentence, second=reason)
    return reason


def treated_reason(net_pence: int, allowance: Rate | None, counted_pence: int, taper: Rate) -> Text:
    """What is taken off for earnings, where some of them are counted and were not paid."""
    if not allowance:
        template = N_("Together we count earnings of {net}. We take off {pence}p for each £1.")
        return text(template, net=Money(net_pence), pence=taper.percent)
    if not counted_pence:
        template = N_(
            "Together we count earnings of {net}. The first {allowance} does not count, so we take nothing off."
        )
        return text(template, net=Money(net_pence), allowance=allowance.money)
    template = N_(
        "Together we count earnings of {net}. The first {allowance} does not count. "
        "We take off {pence}p for each £1 of the other {counted}."
    )
    return text(
        template, net=Money(net_pence), allowance=allowance.money, counted=Money(counted_pence), pence=taper.percent
    )
