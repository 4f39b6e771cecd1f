"""From which day a change counts (UC, PIP, JSA and ESA Decisions and Appeals Regs 2013 Sch 1: "DAR").

A change counts for the whole of an assessment period, from its first day, and nearly always for the one in which it
happened. Every function here says for one kind of change which day that is, why, and by which law.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from rules.facts import known
from rules.periods import DAY, Period, months_after
from rules.rates import RateBook
from rules.text import N_, Text, text

PeriodOf = Callable[[date], Period]  # the assessment period of the award in which a day falls
MONTHS_TO_REPORT_LATE = 13
PERIODS_AFTER_A_DEATH = 2

IN_ITS_PERIOD = N_("A change counts for the whole of the monthly period in which it happens. This one began on {day}.")
REPORTED_LATE = N_(
    "You told us about this after the monthly period in which it happened. Because it means more money, "
    "it counts from the start of the period in which you told us, which was {day}."
)
REPORTED_LATE_WITH_REASON = N_(
    "You told us about this late, for a reason we accept. It counts from {day}, the start of the monthly period in "
    "which it happened."
)
LESS_PAY = N_(
    "Your employer told us that your pay went down. It counts for the period in which you were paid, from {day}."
)
OTHER_BENEFIT = N_(
    "This counts from {day}, the start of the monthly period in which the other benefit began, "
    "however late we were told."
)
LESS_MONEY = N_(
    "This counts from {day}, the start of the monthly period in which it happened. Because it means less money, "
    "it does not matter when you told us. We may have paid you too much since then."
)
AFTER_A_DEATH = N_(
    "Because {who} died, we keep working out your payments as before for the monthly period in which it happened "
    "and for the two after it, until {day}."
)
NEW_RATES = N_("New amounts start with the first monthly period that begins on or after {day}.")


class Effect(NamedTuple):
    """The first day from which a change counts, why, for the claimant to read, and the law.

    For what runs on after a death, `first_day` is that on which the person is left out.
    """

    first_day: date
    reason: Text
    regulation: str


def _from(day: date, template: str, regulation: str) -> Effect:
    return Effect(day, text(template, day=day), regulation)


def ordinary_change(happened_on: date, period_of: PeriodOf) -> Effect:
    """The first day of the period in which it happens, or is expected to (DAR Sch 1 para 20)."""
    return _from(period_of(happened_on).start, IN_ITS_PERIOD, "DAR 2013 Sch 1 para 20")


def advantageous_change(
    happened_on: date, told_on: date, period_of: PeriodOf, *, extension_allowed: bool | None = None
) -> Effect:
    """A change that means more money counts from its own period where it was reported by the end of that, else from
    the period in which it was reported (DAR Sch 1 para 21), unless a longer time is allowed (reg 36).

    Raises MissingFact where it was reported late and nobody has decided whether a longer time is allowed; it cannot be
    after 13 months, whatever was decided (reg 36(3)(b)).
    """
    happened = period_of(happened_on)
    if told_on <= happened.end:
        return ordinary_change(happened_on, period_of)
    can_extend = told_on <= months_after(happened_on, MONTHS_TO_REPORT_LATE)
    if can_extend and known(extension_allowed, "whether a longer time to report the change is allowed"):
        return _from(happened.start, REPORTED_LATE_WITH_REASON, "DAR 2013 reg 36 and Sch 1 para 21")
    return _from(period_of(told_on).start, REPORTED_LATE, "DAR 2013 Sch 1 para 21")


def less_pay(
    paid_on: date,
    told_on: date,
    period_of: PeriodOf,
    *,
    reported_by_employer: bool | None,
    extension_allowed: bool | None = None,
) -> Effect:
    """A fall in employed earnings counts from its period however late, where pay is reported as the Secretary of State
    requires, by the employer in real time (DAR Sch 1 para 22); else it is like any change that means more money."""
    if known(reported_by_employer, "whether the employer reports pay in real time"):
        return _from(period_of(paid_on).start, LESS_PAY, "DAR 2013 Sch 1 para 22; UC Regs reg 61")
    return advantageous_change(paid_on, told_on, period_of, extension_allowed=extension_allowed)


def other_benefit_awarded(entitled_from: date, period_of: PeriodOf) -> Effect:
    """Becoming entitled to another benefit, such as PIP, DLA or Carer's Allowance, for a claimant or a member of the
    family, counts from the period in which that entitlement starts, however late it is told (DAR Sch 1 para 31)."""
    return _from(period_of(entitled_from).start, OTHER_BENEFIT, "DAR 2013 Sch 1 para 31")


def disadvantageous_change(happened_on: date, period_of: PeriodOf) -> Effect:
    """A change that means less money counts from its own period, whenever it is reported (DAR Sch 1 para 20)."""
    return _from(period_of(happened_on).start, LESS_MONEY, "DAR 2013 Sch 1 para 20")


def death(died_on: date, who: Text, period_of: PeriodOf) -> Effect:
    """The award goes on as if a joint claimant, a child, a severely disabled person cared for or a non-dependant had
    not died, for the period of the death and the two after; they are left out from the day after those (UC Regs reg
    37). The death of a single claimant is another matter: their award ends."""
    last_day = _last_day_after_death(died_on, period_of)
    return Effect(last_day + DAY, text(AFTER_A_DEATH, who=who, day=last_day), "UC Regs reg 37")


def counts_after_death(died_on: date, period: Period, period_of: PeriodOf) -> bool:
    """Whether somebody who died still counts in a period (UC Regs reg 37)."""
    return period.start <= _last_day_after_death(died_on, period_of)


def _last_day_after_death(died_on: date, period_of: PeriodOf) -> date:
    last = period_of(died_on)
    for _ in range(PERIODS_AFTER_A_DEATH):
        last = period_of(last.end + DAY)
    return last.end


def new_rates(changed_on: date, period_of: PeriodOf, book: RateBook) -> Effect:
    """New rates apply to periods that begin on or after the day they start (UC Act 2025 s.1(6)(d); up-rating orders).

    Raises ValueError for a day on which no rates start.
    """
    if changed_on not in book.changes:
        raise ValueError(f"No rates start on {changed_on}")
    period = period_of(changed_on)
    first_day = period.start if period.start == changed_on else period.end + DAY
    return Effect(first_day, text(NEW_RATES, day=changed_on), "UC Act 2025 s.1(6)(d)")
