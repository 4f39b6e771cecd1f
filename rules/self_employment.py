"""Profit, losses carried forward, and the minimum income floor (UC Regs regs 57, 57A, 62 and 90)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rules.ages import age_on
from rules.facts import MissingFact
from rules.household import Adult
from rules.lines import Explanation, Step
from rules.pay_rates import MONTHS_A_YEAR, REST_OF_BRITAIN, minimum_wage_pence, pay_rates
from rules.rounding import WEEKS, round_half_up
from rules.situation import Situation
from rules.text import N_, Money, Text, text
from rules.words import must_not_be_negative

FULL_TIME_HOURS = 35
FULL_WAGE_AGE = 21


@dataclass(frozen=True, slots=True)
class Trade:
    """One business in one assessment period: what came in, and the expenses that are allowed (reg 58), in pence."""

    receipts_pence: int
    expenses_pence: int
    name: str = ""

    def __post_init__(self) -> None:
        """Refuse negative amounts."""
        must_not_be_negative(self.receipts_pence, "Receipts")
        must_not_be_negative(self.expenses_pence, "Expenses")


class Profit(NamedTuple):
    """What a person earned from self-employment in a period, in pence, and the losses to carry to the next.

    `losses_pence` are all that are still unused, oldest first, this period's last. The steps add up to `earned_pence`.
    """

    earned_pence: int
    losses_pence: tuple[int, ...]
    explanation: Explanation


def self_employed_earnings(
    trades: Sequence[Trade],
    *,
    tax_pence: int = 0,
    national_insurance_pence: int = 0,
    pension_pence: int = 0,
    losses_pence: Sequence[int] = (),
) -> Profit:
    """The five steps of reg 57(2): profit of every trade, less tax and National Insurance PAID in the period, less
    pension contributions, less unused losses from before, oldest first. What is below nothing counts as nothing; only
    a loss before pension contributions is carried forward (reg 57A(1)).
    """
    for amount in (tax_pence, national_insurance_pence, pension_pence, *losses_pence):
        must_not_be_negative(amount, "Tax, National Insurance, a pension contribution or a loss")
    steps = [_trade_step(trade) for trade in trades]
    for label, pence in (
        (N_("Income tax you paid"), tax_pence),
        (N_("National Insurance you paid"), national_insurance_pence),
    ):
        if pence:
            steps.append(Step(text(label), -pence))
    result = sum([step.amount_pence for step in steps])
    unused = tuple([loss for loss in losses_pence if loss])
    if result <= 0:
        new = (*unused, -result) if result else unused
        return _profit(0, new, steps, result, loss_pence=-result)
    if pension_pence:
        steps.append(Step(text(N_("Pension contributions")), -pension_pence))
    after_pension = max(result - pension_pence, 0)
    left, remaining = after_pension, []
    for loss in unused:
        used = min(loss, left)
        left -= used
        if loss > used:
            remaining.append(loss - used)
    if left < after_pension:
        steps.append(Step(text(N_("Losses from before")), left - after_pension))
    return _profit(left, tuple(remaining), steps, result - pension_pence - (after_pension - left), loss_pence=0)


def _trade_step(trade: Trade) -> Step:
    template = N_("{name}: {receipts} came in, less {expenses} of expenses")
    if not trade.name:
        template = N_("{receipts} came in, less {expenses} of expenses")
    values = {"receipts": Money(trade.receipts_pence), "expenses": Money(trade.expenses_pence)}
    label = text(template, name=trade.name, **values) if trade.name else text(template, **values)
    return Step(label, trade.receipts_pence - trade.expenses_pence)


def _profit(
    earned_pence: int, losses: tuple[int, ...], steps: list[Step], added_up_pence: int, *, loss_pence: int
) -> Profit:
    if added_up_pence != earned_pence:
        steps.append(Step(text(N_("Less than nothing counts as nothing")), earned_pence - added_up_pence))
    reason = text(N_("You earned {earned} from self-employment."), earned=Money(earned_pence))
    if loss_pence:
        template = N_("You made a loss of {loss}. It counts as nothing now, and lowers what we count later.")
        reason = text(template, loss=Money(loss_pence))
    elif losses:
        template = N_("{first} You still have losses of {losses}, which lower what we count later.")
        reason = text(template, first=reason, losses=Money(sum(losses)))
    explanation = Explanation(
        text(N_("Profit from self-employment")),
        reason,
        "UC Regs regs 57, 57A and 58",
        {"losses_left_pence": sum(losses)},
        (),
        tuple(steps),
    )
    return Profit(earned_pence, losses, explanation)


def threshold_pence(hours_a_week: int, age: int, day: date) -> int:
    """What so many hours a week at the minimum wage leave after tax, in pence a month (regs 62(4) and 90(2)(b)).

    The wage and tax are those of `day`. Hours x wage x 52 / 12, less income tax and Class 4 National Insurance as on
    that much profit, with the ordinary personal allowance and the rates of England and Wales, rounded once, to a penny.
    """
    year = Fraction(hours_a_week * minimum_wage_pence(age, day) * WEEKS)
    rates = pay_rates(day)
    taken = rates.income_tax_pence(year, REST_OF_BRITAIN) + rates.class_4_pence(year)
    return round_half_up((year - taken) / MONTHS_A_YEAR)


class Floor(NamedTuple):
    """What reg 62 does for one person, in pence a month: `added_pence` on top of what they earned.

    `person` is their place among the people of the household. `starting_up` where it does nothing yet.
    """

    person: int
    hours: int
    threshold_pence: int
    earned_pence: int
    added_pence: int
    starting_up: bool = False


def minimum_income_floors(situation: Situation) -> tuple[Floor, ...]:
    """The floor of each claimant whose main work is their own business, or nothing where nobody's is.

    For a single person: up to their threshold. In a couple only where both together earn less than the couple
    threshold: up to the person's own, less what that and the partner's earnings come to over the couple's (reg 62(3)).
    Raises MissingFact where a partner's expected hours are needed and not known.
    """
    claimants = situation.household.adults
    at_work = [index for index, adult in enumerate(claimants) if adult.gainful and _must_seek_work(adult)]
    if not at_work:
        return ()
    combined = situation.household.net_earnings_pence
    floors = []
    for index in at_work:
        adult = claimants[index]
        hours = FULL_TIME_HOURS if adult.expected_hours is None else adult.expected_hours
        own = _threshold(situation, adult, hours)
        earned = adult.net_earnings_pence
        if earned >= own:
            continue
        if adult.gainful and adult.gainful.is_starting_up(situation.first_day):
            floors.append(Floor(index, hours, own, earned, 0, starting_up=True))
        else:
            treated, theirs = own, _partner_threshold(situation, index)
            if theirs is not None:
                partner = combined - earned
                treated = own - max(partner - theirs, 0) if combined < own + theirs else 0
            if treated > earned:
                floors.append(Floor(index, hours, own, earned, treated - earned))
    return tuple(floors)


def _must_seek_work(adult: Adult) -> bool:
    """Whether all requirements apply: never to a carer, nor with LCW or LCWRA (WRA 2012 ss.19 to 22)."""
    limited = adult.lcw or adult.lcwra or adult.carer
    return bool(adult.gainful and adult.gainful.all_requirements and not limited)


def _threshold(situation: Situation, adult: Adult, hours: int) -> int:
    return threshold_pence(hours, age_on(adult.date_of_birth, situation.on), situation.rates.in_force_from)


def _partner_threshold(situation: Situation, index: int) -> int | None:
    """What the partner adds to a person's own threshold to make the couple's (reg 90(3)); None for a single person."""
    household = situation.household
    if household.partner:
        # One who cannot claim counts for 35 hours at the full rate, whatever their age (reg 90(3)(b)).
        return threshold_pence(FULL_TIME_HOURS, FULL_WAGE_AGE, situation.rates.in_force_from)
    if not household.is_couple:
        return None
    partner = household.adults[1 - index]
    hours = partner.expected_hours
    if hours is None and not (partner.gainful and _must_seek_work(partner)):
        raise MissingFact("It is not known how many hours of work a week are expected of the partner (expected_hours)")
    return _threshold(situation, partner, FULL_TIME_HOURS if hours is None else hours)


def floor_reason(floor: Floor, who: Text) -> Text:
    """Why more is counted than somebody earned, or why it is not."""
    if floor.starting_up:
        template = N_("We count only what {who} earned, because the business is in its start-up period.")
        return text(template, who=who)
    template = N_(
        "From a business we count up to {threshold} a month: what {hours} hours a week at the minimum wage would "
        "leave after tax. For {who} that is {added} more than the {earned} earned."
    )
    return text(
        template,
        who=who,
        earned=Money(floor.earned_pence),
        threshold=Money(floor.threshold_pence),
        hours=floor.hours,
        added=Money(floor.added_pence),
    )
