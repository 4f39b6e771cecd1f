"""Advances: how much, how they are paid back, and what a first payment will be (SI 2013/383)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rules.award import Award, award_for
from rules.household import Household
from rules.owed import BUDGETING, CHANGE, NEW_CLAIM, Owed
from rules.paydays import pay_date
from rules.periods import Period, assessment_period
from rules.rates import RateBook, Rates
from rules.text import N_, Money, Text, text
from rules.words import must_not_be_negative

TERMS = {
    NEW_CLAIM: "advance.new_claim_repayment_months",
    CHANGE: "advance.change_repayment_months",
    BUDGETING: "advance.budgeting_repayment_months",
}

PERIODS_OF_EARNINGS = 6


class FirstPayment(NamedTuple):
    """An estimate of a first payment: its period, the day it is paid, and the award it rests on."""

    period: Period
    paid_on: date
    award: Award

    @property
    def amount_pence(self) -> int:
        """What would be paid, before any deduction."""
        return self.award.award_pence

    @property
    def words(self) -> Text:
        """The estimate as a sentence."""
        template = N_(
            "We expect your first payment to be {amount}, on {day}. It can change if what you tell us changes."
        )
        return text(template, amount=Money(self.amount_pence), day=self.paid_on)


def first_payment(
    household: Household, first_date: date, holidays: frozenset[date], book: RateBook | None = None
) -> FirstPayment:
    """What is expected for the first assessment period of a claim from `first_date`, and when (CPR reg 47)."""
    period = assessment_period(first_date, 1)
    return FirstPayment(period, pay_date(period, holidays), award_for(household, period, book, estimate=True))


def most_of_new_claim_pence(estimate_pence: int, rates: Rates) -> int:
    """The most that can be paid early on a new claim, in pence: all of the estimated award."""
    must_not_be_negative(estimate_pence, "An estimate")
    return rates["advance.new_claim_share"].share_of(estimate_pence)


def most_of_change_pence(before_pence: int, after_pence: int, rates: Rates) -> int:
    """The most that can be paid early when an award goes up, in pence: half of what it goes up by."""
    return rates["advance.change_share"].share_of(max(after_pence - before_pence, 0))


@dataclass(frozen=True, slots=True)
class BudgetingAdvance:
    """The most a budgeting advance can be, in pence, and why; nothing where it cannot be paid."""

    most_pence: int
    least_pence: int
    reason: Text


def budgeting_advance(
    household: Household,
    rates: Rates,
    *,
    on: date,
    months_on_benefit: int,
    earned_in_six_periods_pence: int,
    for_work: bool = False,
    periods_so_far: int = PERIODS_OF_EARNINGS,
    still_owed_pence: int = 0,
) -> BudgetingAdvance:
    """A loan for an expense that comes now and then (SI 2013/383 regs 11 to 16).

    After six months on benefit, unless it is needed to get or keep work (reg 12(2)); then the earnings limit is for the
    whole periods there have been, out of six (reg 13(5)). An earlier one must be paid back (reg 14). `on` is the day
    children are judged on; a partner who cannot claim makes a couple. Savings over 1,000 pounds lower it, and one of
    less than 100 is not paid (reg 16).
    """
    least, ignored = rates["advance.budgeting.least"], rates["advance.budgeting.capital_ignored"]
    months = int(rates["advance.budgeting.months_on_benefit"].fraction)
    people = "couple" if len(household.people) > 1 else "single"
    limit = rates[f"advance.budgeting.earnings_limit.{people}"]
    kind = "with_children" if household.dependants(on) else people
    most = rates[f"advance.budgeting.most.{kind}"]
    periods = min(periods_so_far, PERIODS_OF_EARNINGS) if for_work else PERIODS_OF_EARNINGS
    allowed = limit.pence * periods // PERIODS_OF_EARNINGS

    def refused(reason: Text) -> BudgetingAdvance:
        return BudgetingAdvance(0, least.pence, reason)

    if months_on_benefit < months and not for_work:
        return refused(text(N_("You can ask when you have been on benefit for {months} months."), months=months))
    if earned_in_six_periods_pence > allowed:
        template = N_("You earned more than {limit} in the {months} months before you asked.")
        return refused(text(template, limit=Money(allowed), months=periods))
    if still_owed_pence:
        template = N_("You still owe {owed} of an earlier one. You can ask when it is paid off.")
        return refused(text(template, owed=Money(still_owed_pence)))
    over = max(household.capital_pence - ignored.pence, 0)
    if most.pence - over < least.pence:
        template = N_("You have {savings} in savings, so there is less than {least} that we could lend.")
        return refused(text(template, savings=Money(household.capital_pence), least=least.money))
    words = text(N_("You can borrow from {least} to {most}."), least=least.money, most=Money(most.pence - over))
    return BudgetingAdvance(most.pence - over, least.pence, words)


def schedule(advance_pence: int, months: int) -> tuple[int, ...]:
    """What is paid back each month, in pence: equal instalments, the last with the pennies that do not divide.

    Raises ValueError for less than a penny a month.
    """
    if months < 1 or advance_pence < months:
        raise ValueError(f"{advance_pence} pence cannot be paid back over {months} months")
    instalment = advance_pence // months
    return (*[instalment] * (months - 1), advance_pence - instalment * (months - 1))


def longest_months(kind: str, rates: Rates) -> int:
    """Over how many months at most an advance is paid back, by the rates of when it was asked for."""
    return int(rates[TERMS[kind]].fraction)


def repayment(kind: str, instalments_pence: Sequence[int], paid_back_pence: int = 0) -> Owed:
    """An advance as a deduction for the next period: an instalment, or the rest where that is no more than the last.

    What could not be taken in full is still owed, and makes the schedule longer. Raises ValueError where nothing is.
    """
    left = sum(instalments_pence) - paid_back_pence
    return Owed(kind, left, left if left <= instalments_pence[-1] else instalments_pence[0])
