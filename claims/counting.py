"""Whether what was declared counts: each rule once, for the award and for what a claimant is told was considered.

Every function is given circumstances as ``claims.fact_tables`` names their parts. Those that bring money by what was
declared count once somebody has accepted the claim (docs/adr/0007).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date
from typing import Any

from rules.grace import GRACE_MONTHS, grace_period_from
from rules.housing import ON_RENT
from rules.periods import DAY, Period, assessment_period
from rules.savings import countable_pence

Value = Mapping[str, Any]

SHARES = {"mine": 1, "two": 2, "three": 3}
LONGEST_MONTH = 31 * DAY
SOLD_AT_A_COST = {"property", "shares"}
NEVER_NON_DEPENDANTS = {"lodger", "joint-tenant", "landlord"}
# What somebody already decided about health carries LCWRA over, and what then keeps the higher amount (UC Regs 27A,
# 28(5), 40A): Employment and Support Allowance before 6 April 2026 is not the element.
KEEPS_THE_HIGHER_AMOUNT = {"lcwra": {"before_2026", "severe"}, "esa_support": {"severe"}}


# Health


def is_near_the_end_of_life(health: Value) -> bool:
    """The special rules: the LCWRA element at once, at the protected rate (UC Regs 27A, 28(5)(a))."""
    return health.get("end_of_life") == "yes"


def carries_lcwra_over(decided_before: str | None, incomes: Iterable[str]) -> Set[str]:
    """LCWRA decided before, or the support group, told of either way, that carries it over (UC Regs 28(5), 40(1)(a)).

    ``incomes`` are the kinds of income that somebody has.
    """
    return KEEPS_THE_HIGHER_AMOUNT.keys() & {decided_before, *incomes}


def keeps_the_higher_amount(carried_over: Set[str]) -> Set[str]:
    """The reasons that count for the higher amount, after what carries LCWRA over."""
    return frozenset().union(*(KEEPS_THE_HIGHER_AMOUNT[each] for each in carried_over))


def has_lcwra(health: Value, incomes: Iterable[Value]) -> bool:
    """The element is due without a wait: special rules, or decided before (UC Regs 28(3) to (5))."""
    return bool(_carried_over(health, incomes)) or is_near_the_end_of_life(health)


def _carried_over(health: Value, incomes: Iterable[Value]) -> Set[str]:
    return carries_lcwra_over(health.get("decided_before"), (each["kind"] for each in incomes))


def has_lcw(health: Value) -> bool:
    """It was decided that they have limited capability for work: more of any pay is kept (UC Regs 22(2), 39(1)(a))."""
    return health.get("decided_before") == "lcw"


def keeps_the_higher_health_amount(health: Value, incomes: Iterable[Value]) -> bool:
    """Near the end of life, paid the element before 6 April 2026, or severe conditions (UC Regs 27A, 40A)."""
    kept = keeps_the_higher_amount(_carried_over(health, incomes))
    return is_near_the_end_of_life(health) or health.get("higher_health_amount") in kept


def disability_benefits(health: Value) -> tuple[str, ...]:
    """Those they get, as rules.words names them."""
    return tuple(each for each in health.get("disability_benefits") or () if each not in {"none", "blind"})


def is_blind(health: Value) -> bool:
    """Certified as severely sight impaired (UC Regs reg 2)."""
    return bool(health.get("blind")) or "blind" in (health.get("disability_benefits") or ())


# Caring


def why_not_caring(caring: Value) -> str:
    """Which part of being a carer is not there, or nothing: regular and substantial care for somebody severely
    disabled, for which nobody else is paid (UC Regs 29, 30)."""
    if not caring["35_hours"]:
        return "hours"
    if caring["benefit"] == "none":
        return "benefit"
    return "other_carer" if caring["other_carer"] else ""


def is_caring(caring: Value) -> bool:
    """Care that brings the carer element."""
    return not why_not_caring(caring)


# Who lives there


def lives_here(child: Value) -> bool:
    """A child counts for the person they normally live with, unless the council looks after them (UC Regs reg 4)."""
    return child["lives_with"] != "shared-mainly-other" and child["relationship"] != "fostered"


def child_gets_benefit(child: Value) -> bool:
    """A disability benefit is paid for the child; blindness alone is not one (UC Regs reg 83(1)(f))."""
    return child["disability"] in {"lower", "higher"} or bool(child.get("blind_benefit"))


def is_non_dependant(adult: Value) -> bool:
    """Lodgers, joint tenants and landlords are not (UC Regs Sch 4 para 9(2))."""
    return adult["relationship"] not in NEVER_NON_DEPENDANTS


def no_contribution_reason(adult: Value) -> str:
    """Why nothing is taken off the rent for another adult, or nothing (UC Regs Sch 4 para 16)."""
    return next((each for each in adult.get("exemptions") or () if each != "none"), "")


# The home


def rents(home: Value) -> bool:
    """They rent their home."""
    return home.get("tenure") in ON_RENT


def real_reasons(chosen: Iterable[str] | None) -> tuple[str, ...]:
    """What was chosen, but for "none of these"."""
    return tuple(each for each in chosen or () if each != "none")


def own_bedroom_reason(reasons: Iterable[str] | None) -> str:
    """Why the rate for a shared home does not apply, or nothing: one that lasts to 35 before one that ends at 25."""
    return min(real_reasons(reasons), key=lambda reason: reason == "care_leaver", default="")


# Money


def savings_count(savings: Value) -> bool:
    """They are not of a kind that is disregarded (UC Regs Sch 10)."""
    return {savings.get("disregard"), savings.get("property_disregard")} <= {None, "none"}


def savings_pence(savings: Value) -> int:
    """Their own share of what it is worth, to the penny: equal shares (UC Regs reg 47).

    Less a tenth where selling would cost something, and less what is secured on it (reg 49).
    """
    return countable_pence(
        savings["amount_pence"],
        costs_to_sell=savings.get("kind") in SOLD_AT_A_COST,
        debt_pence=savings.get("debt_pence") or 0,
        owners=SHARES[savings["joint"]],
    )


# Work


def meets_work_condition(work: Value, jobs: Iterable[Value], period: Period) -> bool:
    """In work for childcare: also a job that starts soon, or ended lately (UC Regs reg 32(1)(a), (2)(a)).

    A job offered counts when it starts before the end of the next assessment period; one that ended, through the
    period in which it did and the next, and a month before the first.
    """
    starts = work.get("offered_from")
    offered = starts is not None and date.fromisoformat(starts) <= assessment_period(period.start, 2).end
    return bool(work["self_employed"]) or offered or any(_ended_no_earlier(job, period) for job in jobs)


def _ended_no_earlier(job: Value, period: Period) -> bool:
    """A job held in a period, or in the month before it."""
    ends = job.get("ends")
    return ends is None or assessment_period(date.fromisoformat(ends), 1).end + DAY >= period.start


def grace_period_after(last_day: date) -> Period:
    """The nine months after work stopped in which the benefit cap does not apply (UC Regs reg 82(2)(b))."""
    return grace_period_from(last_day + DAY)


def earliest_within_grace(today: date) -> date:
    """The earliest last day of work after which the nine months are not yet over."""
    day = today - GRACE_MONTHS * LONGEST_MONTH
    while grace_period_after(day).end < today:
        day += DAY
    return day


def cap_grace_until(stopped: Value, jobs: Iterable[Value]) -> date | None:
    """The last day without the benefit cap after a year of enough pay, if there was one (UC Regs reg 82)."""
    if not stopped.get("year_of_pay"):
        return None
    days = [each for each in (stopped.get("last_day"), *(job.get("ends") for job in jobs)) if each]
    return grace_period_after(max(map(date.fromisoformat, days))).end if days else None
