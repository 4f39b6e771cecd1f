"""Whether a household would be better off: two awards compared, month by month.

The law has one award for a household as it is. What would be if something changed is the same law on the household
as it then would be, so nothing here decides an amount: it asks `award_for` twice and says what is different.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rules.award import Award, award_for
from rules.household import Household
from rules.lines import DEDUCTION, ENTITLEMENT, NOT_PAID, SECTIONS, Line
from rules.periods import Period
from rules.rates import RateBook
from rules.rounding import share_of
from rules.text import N_, Money, Text, Value, text
from rules.whatif import Change

SIGNS = {ENTITLEMENT: 1, DEDUCTION: -1, NOT_PAID: 0}
PAY_IS_ESTIMATED = N_("This is an estimate. The take-home pay in it is an estimate too: your pay may be different.")
NOT_IN_IT = N_(
    "This does not count what else may change, such as Child Benefit, Council Tax Reduction, "
    "the cost of travel or help with health costs."
)


class Differs(NamedTuple):
    """A part of the award that changes: in pence a month before and after (what is taken off is negative), and why."""

    code: str
    label: Text
    before_pence: int
    after_pence: int
    why: Text

    @property
    def sentence(self) -> Text:
        """What changes, and why, as a claimant reads it."""
        values: dict[str, Value] = {
            "what": self.label,
            "before": Money(abs(self.before_pence)),
            "after": Money(abs(self.after_pence)),
        }
        taken = self.before_pence < 0 or self.after_pence < 0
        if not self.before_pence:
            template = N_("{what}: we would take off {after}.") if taken else N_("{what}: we would add {after}.")
        elif not self.after_pence:
            template = (
                N_("{what}: we would no longer take off {before}.")
                if taken
                else N_("{what}: we would no longer pay {before}.")
            )
        elif taken:
            template = N_("{what}: we would take off {after} instead of {before}.")
        else:
            template = N_("{what}: we would pay {after} instead of {before}.")
        return text(N_("{first} {second}"), first=text(template, **values), second=self.why)


class Month(NamedTuple):
    """One assessment period as it is and as it would be. Amounts are whole pence for the period.

    `costs` are what the household itself pays out of its money for rent, service charges and childcare, and
    `other_income` all that comes in beside the award and pay, whether or not it counts against the award.
    """

    period: Period
    before: Award
    after: Award
    pay_before_pence: int
    pay_after_pence: int
    other_income_before_pence: int
    other_income_after_pence: int
    costs_before_pence: int
    costs_after_pence: int
    differs: tuple[Differs, ...]
    pay_is_estimated: bool

    @property
    def in_hand_before_pence(self) -> int:
        """Award, pay and other income, less rent, service charges and childcare; below nothing where they are more."""
        money_in = self.before.award_pence + self.pay_before_pence + self.other_income_before_pence
        return money_in - self.costs_before_pence

    @property
    def in_hand_after_pence(self) -> int:
        """The same, as it would be."""
        money_in = self.after.award_pence + self.pay_after_pence + self.other_income_after_pence
        return money_in - self.costs_after_pence

    @property
    def better_off_pence(self) -> int:
        """How much more money there would be in hand; negative where there would be less."""
        return self.in_hand_after_pence - self.in_hand_before_pence

    @property
    def is_estimate(self) -> bool:
        """Whether rates or pay are not known: then people must be told so."""
        return self.pay_is_estimated or self.before.estimated or self.after.estimated

    @property
    def summary(self) -> Text:
        """The difference in a sentence or two that a claimant reads."""
        if not self.better_off_pence:
            return text(N_("In the month from {day} you would have the same money as now."), day=self.period.start)
        template = (
            N_("In the month from {day} you would have {amount} more than now.")
            if self.better_off_pence > 0
            else N_("In the month from {day} you would have {amount} less than now.")
        )
        return text(template, day=self.period.start, amount=Money(abs(self.better_off_pence)))

    @property
    def sentences(self) -> tuple[Text, ...]:
        """Where the difference comes from: the award, pay, other income and costs, each only if it changes."""
        pairs = (
            (
                N_("Universal Credit would be {after} instead of {before}."),
                self.before.award_pence,
                self.after.award_pence,
            ),
            (N_("Take-home pay would be {after} instead of {before}."), self.pay_before_pence, self.pay_after_pence),
            (
                N_("Other income would be {after} instead of {before}."),
                self.other_income_before_pence,
                self.other_income_after_pence,
            ),
            (
                N_("Rent, service charges and childcare would cost you {after} instead of {before}."),
                self.costs_before_pence,
                self.costs_after_pence,
            ),
        )
        return tuple(
            text(template, before=Money(before), after=Money(after))
            for template, before, after in pairs
            if before != after
        )

    @property
    def notes(self) -> tuple[Text, ...]:
        """What to say about how sure this is: estimates, and what is not counted."""
        rates = self.after.notes or self.before.notes
        pay = (text(PAY_IS_ESTIMATED),) if self.pay_is_estimated else ()
        return (*rates, *pay, text(NOT_IN_IT))


def better_off(
    household: Household, change: Change | Sequence[Change], periods: Iterable[Period], rates: RateBook | None = None
) -> tuple[Month, ...]:
    """Each period as it is and as it would be with a change, or with several one after the other.

    A change counts for the whole of the period in which its first day falls (Decisions and Appeals Regs Sch 1 para
    20). Amounts are in pence; beyond the last rated year the latest rates are used, and `is_estimate` says so. Raises
    MissingRate before the first rated year, and MissingFact where a household lacks what the law needs.
    """
    changes = (change,) if isinstance(change, Change) else tuple(change)
    return tuple([_month(household, changes, period, rates) for period in periods])


def _month(household: Household, changes: Sequence[Change], period: Period, rates: RateBook | None) -> Month:
    changed = household
    for change in changes:
        changed = change.in_period(changed, period)
    before = award_for(household, period, rates, estimate=True)
    after = award_for(changed, period, rates, estimate=True)
    return Month(
        period,
        before,
        after,
        household.net_earnings_pence,
        changed.net_earnings_pence,
        _other_income(household),
        _other_income(changed),
        _costs(household),
        _costs(changed),
        differences(before, after),
        any(change.pay_is_estimated and change.has_begun(period) for change in changes),
    )


def _other_income(household: Household) -> int:
    return sum(income.monthly_pence for person in household.people for income in person.unearned)


def _costs(household: Household) -> int:
    """The household's part of what its home is charged, whether or not Universal Credit can pay it, and childcare."""
    home = household.housing
    charged = sum(charge.monthly_pence for charge in home.charges)
    ours = share_of(charged, home.tenants_in_household, home.tenants)
    return ours + sum(child.childcare_pence for child in household.children)


def differences(before: Award, after: Award) -> tuple[Differs, ...]:
    """Each line whose amount is not the same in two awards, in statement order, with why it is what it then is."""
    was, becomes = _by_subject(before), _by_subject(after)
    found = []
    for subject, line in sorted({**was, **becomes}.items(), key=lambda each: SECTIONS.index(each[1].section)):
        old_pence, new_pence = _signed(was.get(subject)), _signed(becomes.get(subject))
        if old_pence != new_pence:
            why = _why(line.code, becomes.get(subject), after)
            found.append(Differs(line.code, line.label, old_pence, new_pence, why))
    return tuple(found)


Subject = tuple[str, str, int]


def _by_subject(award: Award) -> dict[Subject, Line]:
    """Lines by what they are about: their code, label, and which one of several that are called the same."""
    found: dict[Subject, Line] = {}
    for line in award.lines:
        number = 0
        while (line.code, str(line.label), number) in found:
            number += 1
        found[line.code, str(line.label), number] = line
    return found


def _signed(line: Line | None) -> int:
    return SIGNS[line.section] * line.amount_pence if line else 0


def _why(code: str, line: Line | None, after: Award) -> Text:
    """Why the amount is what it becomes; where the line is gone, why such a thing is not paid, as far as is said."""
    if line is not None:
        return line.reason
    for other in after.section(NOT_PAID):
        if other.code == code:
            return other.reason
    return text(GONE.get(code, NO_LONGER))


NO_LONGER = N_("It would no longer apply to you.")
GONE: dict[str, str] = {
    "earnings": N_("There would be no pay to take it from."),
    "benefit_cap": N_("Your benefits would not come to more than the limit."),
    "savings": N_("Your savings would be small enough not to count."),
}
