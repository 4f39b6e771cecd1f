"""The health element by dates: from when it is included, and at which rate (UC Regs regs 27, 27A, 28 and 40A)."""

from datetime import date
from typing import NamedTuple

from rules.changes import Effect, PeriodOf
from rules.facts import MissingFact, known
from rules.periods import DAY, last_day_of_months, months_after
from rules.text import N_, text

WAIT_MONTHS = 3
GAP_MONTHS = 6
TWO_RATES_FROM = date(2026, 4, 6)

AT_ONCE = N_("This counts from {day}, without the usual wait of three months, because {why}.")
AFTER_WAIT = N_(
    "There is a wait of three months from {evidence}, the day of your first medical evidence. "
    "The health amount starts with the monthly period that begins after the wait ends: {day}."
)
NEAR_THE_END_OF_LIFE = N_("you may be near the end of your life")
IN_THE_LAST_AWARD = N_("your last award included it")
SUPPORT_GROUP = N_("you were in the support group for Employment and Support Allowance")
FROM_THE_LAST_AWARD = N_(
    "The wait of three months began during your last award and is not started again. "
    "The health amount starts with the monthly period that begins after the wait ends: {day}."
)


class Before(NamedTuple):
    """The award before this one, as far as health goes.

    `last_day` is its last; it `included` the LCWRA element or not; `wait_began_on` is the day from which its three
    months ran, if they had begun. It ended because the couple formed or parted, because income was too high (WRA
    s.5(1)(b) or (2)(b)), or for another reason.
    """

    last_day: date
    included: bool
    ended_by: str
    wait_began_on: date | None = None


COUPLE_CHANGED, INCOME_TOO_HIGH, OTHERWISE = "couple_changed", "income_too_high", "otherwise"


def carries_over(before: Before, award_from: date) -> bool:
    """Whether an award counts for the wait of the next (reg 28(4)): it ended immediately before because a couple formed
    or parted, or within six months before because income was too high."""
    if before.ended_by == COUPLE_CHANGED:
        return before.last_day + DAY == award_from
    if before.ended_by == INCOME_TOO_HIGH:
        return award_from <= months_after(before.last_day + DAY, GAP_MONTHS)
    if before.ended_by != OTHERWISE:
        raise ValueError(f"{before.ended_by!r} is not a known way for an award to end")
    return False


def element_from(
    award_from: date,
    period_of: PeriodOf,
    *,
    found_from: date,
    evidence_from: date | None,
    terminally_ill: bool = False,
    support_group: bool = False,
    before: Before | None = None,
) -> Effect:
    """The first day of the period from which an award includes the LCWRA element (reg 28).

    `found_from` is the day from which somebody has limited capability for work and work-related activity, and
    `evidence_from` the first day of medical evidence (or, for somebody who earns the threshold, of asking: reg
    28(2)(a)). At once, from the period of `found_from`, for somebody terminally ill, in the support group of ESA on the
    day before, or whose last award carries over and included it; else from the period after the one in which three
    months end, begun in the last award where that carries over; never before the period of `found_from`. Raises
    MissingFact without the day of the evidence.
    """
    start = period_of(max(found_from, award_from)).start
    over = before if before and carries_over(before, award_from) else None
    why = ""
    if terminally_ill:
        why, law = NEAR_THE_END_OF_LIFE, "UC Regs reg 28(5)(a)"
    elif support_group:
        why, law = SUPPORT_GROUP, "UC Regs reg 28(5)(b)"
    elif over and over.included:
        why, law = IN_THE_LAST_AWARD, "UC Regs reg 28(3)(a)"
    if why:
        return Effect(start, text(AT_ONCE, day=start, why=text(why)), law)
    if over and over.wait_began_on:
        first_day = max(_after_wait(over.wait_began_on, award_from, period_of), start)
        return Effect(first_day, text(FROM_THE_LAST_AWARD, day=first_day), "UC Regs reg 28(3)(b)")
    if evidence_from is None:
        raise MissingFact("It is not known from which day there is medical evidence")
    first_day = max(_after_wait(evidence_from, award_from, period_of), start)
    return Effect(first_day, text(AFTER_WAIT, evidence=evidence_from, day=first_day), "UC Regs reg 28(1) and (2)")


def _after_wait(began_on: date, award_from: date, period_of: PeriodOf) -> date:
    """The first day of the period that follows the one in which the wait ends; the award's first at the earliest."""
    last_day = wait_ends_on(began_on)
    return award_from if last_day < award_from else period_of(last_day).end + DAY


def wait_ends_on(began_on: date) -> date:
    """The last day of the three months that begin on a day."""
    return last_day_of_months(began_on, WAIT_MONTHS)


class IncludedStretch(NamedTuple):
    """An unbroken stretch of entitlement to an award that included the LCWRA element, and how it ended, if it did."""

    first_day: date
    last_day: date | None
    ended_by: str = OTHERWISE


def is_pre_2026_claimant(stretches: tuple[IncludedStretch, ...], on: date) -> bool:
    """Whether somebody has had the element since before 6 April 2026, with no gap but such as count for nothing: of up
    to six months because income was too high (reg 27A). `stretches` are in order.

    Somebody who on 5 April 2026 was still in the three-month wait had no element, and is not one.
    """
    since, held_until, ended_by = None, None, OTHERWISE
    for stretch in stretches:
        if since is None or not _gap_is_ignored(held_until, ended_by, stretch.first_day):
            since = stretch.first_day
        held_until, ended_by = stretch.last_day, stretch.ended_by
    if since is None or since >= TWO_RATES_FROM:
        return False
    return held_until is None or on <= held_until or _gap_is_ignored(held_until, ended_by, on)


def _gap_is_ignored(last_day: date | None, ended_by: str, resumed_on: date) -> bool:
    if last_day is None or last_day + DAY >= resumed_on:
        return True
    return ended_by == INCOME_TOO_HIGH and resumed_on <= months_after(last_day + DAY, GAP_MONTHS)


def is_protected(*, pre_2026: bool, severe_conditions: bool | None, terminally_ill: bool | None) -> bool:
    """Whether the higher of the two rates applies: a claimant of before 6 April 2026, terminally ill, or with severe
    conditions (a Schedule 7 descriptor constantly, for life, diagnosed in the NHS): regs 27(4), 27A and 40A."""
    if pre_2026:
        return True
    if known(terminally_ill, "whether somebody is terminally ill"):
        return True
    return known(severe_conditions, "whether the severe conditions criteria are met")
