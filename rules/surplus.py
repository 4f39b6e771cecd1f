"""Surplus earnings: high pay that ended an award, carried to a new claim within six months (UC Regs reg 54A)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules.lines import Explanation, Step
from rules.rates import Rate, RateBook, Rates, rate_book
from rules.rounding import share_of
from rules.text import N_, Money, text
from rules.words import must_not_be_negative

MONTHS = 6


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is, or would have been, an assessment period, in pence.

    `earned_pence` is all earned income without any minimum income floor (reg 54A(6)); for a couple, both theirs.
    `maximum_pence`, `unearned_pence` and `work_allowance_pence` are those that Universal Credit would have had.
    """

    first_day: date
    earned_pence: int
    maximum_pence: int
    unearned_pence: int = 0
    work_allowance_pence: int = 0

    def __post_init__(self) -> None:
        """Refuse negative amounts."""
        for amount in (self.earned_pence, self.maximum_pence, self.unearned_pence, self.work_allowance_pence):
            must_not_be_negative(amount, "An amount of a month")


class Carried(NamedTuple):
    """What a month leaves to carry on, in pence: (brought + earned) - threshold, never below nothing."""

    month: Month
    brought_pence: int
    threshold_pence: int
    carried_pence: int
    explanation: Explanation


def nil_award_level_pence(month: Month, taper: Rate) -> int:
    """Earned income above which there is no award: (maximum - unearned) / 55% + work allowance (reg 54A(6))."""
    after_income = max(month.maximum_pence - month.unearned_pence, 0)
    return share_of(after_income, taper.of, taper.parts) + month.work_allowance_pence


def relevant_threshold_pence(month: Month, rates: Rates, *, determination: bool = True) -> int:
    """The nil-award level and the amount over it that is left alone (reg 54A(6)).

    That is 2,500 pounds while a determination of the Secretary of State is in force, and otherwise 300. The last one
    found ended on 31 March 2026: both amounts are rates, and `determination=False` uses the one of the law.
    """
    name = "surplus_earnings.threshold" if determination else "surplus_earnings.statutory_threshold"
    return nil_award_level_pence(month, rates["taper"]) + rates[name].pence


def surplus_earnings(
    months: Sequence[Month],
    book: RateBook | None = None,
    *,
    determination: bool = True,
    domestic_abuse: bool = False,
) -> tuple[Carried, ...]:
    """Month by month, from the one whose earnings ended the award, how much surplus is left (reg 54A(3)).

    Each later month is one for which a claim was made and refused. The last `carried_pence` is earned income of a new
    claim for the month after, if that begins within six months; the surplus of a seventh is nothing. Somebody who
    suffered domestic abuse carries none (reg 54A(7)).
    """
    rates = book or rate_book()
    steps: list[Carried] = []
    brought = 0
    for number, month in enumerate(months):
        if steps and _number(month.first_day) != _number(steps[-1].month.first_day) + 1:
            raise ValueError(f"The month from {month.first_day} does not follow the one before")
        threshold = relevant_threshold_pence(month, rates.on(month.first_day), determination=determination)
        carried = max(brought + month.earned_pence - threshold, 0)
        if domestic_abuse or number >= MONTHS:
            carried = 0
        steps.append(Carried(month, brought, threshold, carried, _explain(month, brought, threshold, carried)))
        brought = carried
    return tuple(steps)


def _number(day: date) -> int:
    """The calendar month of a day, counted: assessment periods begin one in each (reg 21)."""
    return day.year * 12 + day.month


def _explain(month: Month, brought: int, threshold: int, carried: int) -> Explanation:
    total = brought + month.earned_pence
    template = N_(
        "You had {total} of earnings. Up to {threshold} is left alone, so nothing is carried to the next month."
    )
    if carried:
        template = N_(
            "You had {total} of earnings. All over {threshold} is carried: if you claim again for the next month, "
            "we count {carried} more of earnings then."
        )
    elif total > threshold:
        template = N_("You had {total} of earnings, over the limit of {threshold}. By law we carry none of it on.")
    steps = [Step(text(N_("Earnings of the month")), month.earned_pence)]
    if brought:
        steps.append(Step(text(N_("Carried from the month before")), brought))
    steps.append(Step(text(N_("Left alone, or used up")), carried - total))
    return Explanation(
        text(N_("Surplus earnings")),
        text(template, total=Money(total), threshold=Money(threshold), carried=Money(carried)),
        "UC Regs reg 54A",
        {"first_day": month.first_day.isoformat(), "threshold_pence": threshold, "carried_pence": carried},
        (),
        tuple(steps),
    )
