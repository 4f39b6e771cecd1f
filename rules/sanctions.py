"""Sanctions and fraud penalties: how long, how much a day, and hardship payments (UC Regs regs 100 to 119)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from rules.award import Award
from rules.household import Household
from rules.lines import DEDUCTION, Explanation, Line
from rules.periods import DAY, Period
from rules.rates import Rate, Rates
from rules.text import N_, Money, Text, text
from rules.wording import adult_text
from rules.words import must_be_one_of

HIGH, MEDIUM, LOW, LOWEST, FRAUD = "high", "medium", "low", "lowest", "fraud"
LEVELS = {
    HIGH: (N_("Sanction: high level"), "WRA 2012 s.26; UC Regs regs 102, 110 and 111"),
    MEDIUM: (N_("Sanction: medium level"), "WRA 2012 s.27; UC Regs regs 103, 110 and 111"),
    LOW: (N_("Sanction: low level"), "WRA 2012 s.27; UC Regs regs 104, 110 and 111"),
    LOWEST: (N_("Sanction: lowest level"), "WRA 2012 s.27; UC Regs regs 105, 110 and 111"),
    FRAUD: (N_("Penalty for benefit fraud"), "Social Security Fraud Act 2001 s.6B; SI 2001/4022 reg 3ZB"),
}
# Days of a first failure, and after one that had so many days, for adults and for those aged 16 or 17.
ADULT_AGE = 18
FIXED_DAYS = {
    (HIGH, True): {0: 91, 91: 182, 182: 182},
    (HIGH, False): {0: 14, 14: 28, 28: 28},
    (MEDIUM, True): {0: 28, 28: 91, 91: 91},
    (MEDIUM, False): {0: 7, 7: 14, 14: 14},
    (LOW, True): {0: 7, 7: 14, 14: 28, 28: 28},
}
# A failure counts as a repeat if the last one of its level was from 14 to 364 days before (regs 102 to 104).
REPEAT_FROM, REPEAT_UNTIL = timedelta(days=14), timedelta(days=364)
MOST_DAYS = 1_095
TEN_PENCE, MONTHS_A_YEAR, DAYS_A_YEAR = 10, 12, 365


@dataclass(frozen=True, slots=True)
class Failure:
    """An earlier failure of the same level by the same person: its day, and the fixed days of its sanction."""

    on: date
    fixed_days: int


def fixed_days(level: str, failed_on: date, *, age: int, last: Failure | None = None) -> int:
    """The days of a sanction that do not wait for compliance: all of a high or medium one; of a low one those added
    after it (regs 102 to 104). None for the lowest level.

    `last` is the most recent earlier failure of that level. After one less than 14 days before, the days are those
    of that one; one that had another length, at 16 or 17, does not make the next longer. Raises ValueError where this
    calculator does not hold the law: a low-level one at 16 or 17; and for a failure that is not before this one, or
    had a length that no sanction of its level has.
    """
    must_be_one_of(level, {HIGH, MEDIUM, LOW, LOWEST}, "level of sanction")
    if level == LOWEST:
        return 0
    try:
        days = FIXED_DAYS[level, age >= ADULT_AGE]
    except KeyError:
        raise ValueError(f"The length of a {level}-level sanction at {age} is not known here (reg 104(3))") from None
    if last is None:
        return days[0]
    _check_earlier(last, level, failed_on)
    gap = failed_on - last.on
    if gap > REPEAT_UNTIL:
        return days[0]
    return last.fixed_days if gap < REPEAT_FROM else days.get(last.fixed_days, days[0])


def _check_earlier(last: Failure, level: str, failed_on: date) -> None:
    if last.on > failed_on:
        raise ValueError(f"A failure on {last.on} is not earlier than one on {failed_on}")
    lengths = {days for (of_level, _), repeats in FIXED_DAYS.items() if of_level == level for days in repeats.values()}
    if last.fixed_days not in lengths:
        raise ValueError(f"No {level}-level sanction has {last.fixed_days} days")


def days_until_compliance(failed_on: date, complied_on: date) -> int:
    """The days of a low or lowest-level sanction from the failure to the day before compliance (regs 104 and 105)."""
    return max((complied_on - failed_on).days, 0)


def total_days(new_days: int, outstanding_days: int) -> int:
    """The days of a new sanction, so that with those not yet taken they are never over 1,095 (reg 101(3))."""
    return max(min(new_days, MOST_DAYS - outstanding_days), 0)


@dataclass(frozen=True, slots=True)
class Sanction:
    """A reduction of one claimant's award from one day to another, both included; None where it has not ended.

    `adult` is the claimant's place in the household. `reduced` where the 40% rate applies (reg 111(2)).
    Periods of one person run one after the other (reg 101(2)).
    """

    level: str
    first_day: date
    last_day: date | None = None
    adult: int = 0
    reduced: bool = False

    def __post_init__(self) -> None:
        """Refuse an unknown level, an end before the start, or somebody who is neither of two claimants."""
        must_be_one_of(self.level, LEVELS, "level of sanction")
        if self.adult not in {0, 1}:
            raise ValueError(f"A sanction is of claimant 0 or 1, not {self.adult}")
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError(f"A sanction cannot end on {self.last_day}, before it begins on {self.first_day}")

    def days_in(self, period: Period) -> int:
        """How many days of an assessment period it takes."""
        first, last = max(self.first_day, period.start), min(self.last_day or period.end, period.end)
        return max((last - first + DAY).days, 0)


def is_reduced(*, age: int, cares_for_child_under_1: bool = False, interviews_only: bool = False) -> bool:
    """Whether the rate is 40%, by the circumstances at the end of the period (reg 111(2)).

    `cares_for_child_under_1` stands also for pregnancy and adoption as in reg 89(1)(c), (d) and (f).
    """
    return age < ADULT_AGE or cares_for_child_under_1 or interviews_only


def daily_rate_pence(
    allowance_pence: int, *, joint: bool, reduced: bool = False, reduced_share: Rate | None = None
) -> int:
    """What one day takes: twelve months' standard allowance by 365, or 40% of it, rounded down to 10p; half of that
    for each of a couple (reg 111(1), (2), (4) and (5)). It is not rounded again after halving.

    Raises ValueError for a reduced rate whose share is not given.
    """
    parts, of = MONTHS_A_YEAR, DAYS_A_YEAR
    if reduced:
        if reduced_share is None:
            raise ValueError("A reduced rate needs its share of the daily rate")
        parts, of = parts * reduced_share.parts, of * reduced_share.of
    rate = allowance_pence * parts // (of * TEN_PENCE) * TEN_PENCE
    return rate // 2 if joint else rate


def sanction_lines(
    award: Award, household: Household, period: Period, rates: Rates, sanctions: Sequence[Sanction]
) -> tuple[Line, ...]:
    """A line for each sanction with days in the period, in the order they began, never more than the award (reg 110).

    Taken after the benefit cap and before every other deduction. Raises ValueError for two sanctions of one person on
    the same day, and for one of somebody who is no claimant.
    """
    _check_consecutive(sanctions)
    if any(sanction.adult >= len(household.adults) for sanction in sanctions):
        raise ValueError("A sanction of a second claimant needs two claimants")
    left_pence, lines = award.award_pence, []
    for sanction in sorted(sanctions, key=lambda each: each.first_day):
        days = sanction.days_in(period)
        if not days:
            continue
        claimant = household.adults[sanction.adult]
        nil = claimant.lcwra or claimant.lcwra_waits
        share = rates["sanction.reduced_share"]
        rate = daily_rate_pence(
            award.standard_allowance_pence,
            joint=household.is_couple,
            reduced=sanction.reduced,
            reduced_share=share,
        )
        taken = 0 if nil else min(rate * days, left_pence)
        left_pence -= taken
        used = (
            household,
            sanction,
            award.standard_allowance_pence,
            days,
            rate,
            taken,
            share if sanction.reduced else None,
        )
        lines.append(Line("sanction", DEDUCTION, taken, _why_nil if nil else _why_sanction, used))
    return tuple(lines)


def _check_consecutive(sanctions: Sequence[Sanction]) -> None:
    ordered = sorted(sanctions, key=lambda each: (each.adult, each.first_day))
    for one, following in pairwise(ordered):
        if one.adult == following.adult and (one.last_day is None or one.last_day >= following.first_day):
            raise ValueError(
                f"Sanctions of one person run one after the other: {following.first_day} is in an earlier one"
            )


def _why_sanction(
    household: Household,
    sanction: Sanction,
    allowance_pence: int,
    days: int,
    rate_pence: int,
    taken_pence: int,
    share: Rate | None,
) -> Explanation:
    template = N_("We took off {rate} a day for {days} days, for {who}.")
    if days == 1:
        template = N_("We took off {rate} for one day, for {who}.")
    sentences = [text(template, rate=Money(rate_pence), days=days, who=adult_text(household, sanction.adult))]
    if sanction.reduced:
        sentences.append(text(N_("This is a lower rate, because of your situation.")))
    if household.is_couple:
        sentences.append(text(N_("It is half of the rate, because the sanction is for one of you.")))
    if taken_pence < rate_pence * days:
        template = N_("That would be {whole}, but it cannot be more than your payment.")
        sentences.append(text(template, whole=Money(rate_pence * days)))
    sentences.append(
        text(N_("It ends after {day}."), day=sanction.last_day)
        if sanction.last_day
        else text(N_("It goes on until you do what we asked. Ask us what that is."))
    )
    return _explanation(household, sanction, allowance_pence, days, rate_pence, share, sentences)


def _why_nil(
    household: Household,
    sanction: Sanction,
    allowance_pence: int,
    days: int,
    _rate_pence: int,
    _taken_pence: int,
    _share: Rate | None,
) -> Explanation:
    template = N_("We took nothing off, because we decided that {who} does not have to get ready for work.")
    reason = text(template, who=adult_text(household, sanction.adult))
    return _explanation(household, sanction, allowance_pence, days, 0, None, [reason])


def _explanation(
    household: Household,
    sanction: Sanction,
    allowance_pence: int,
    days: int,
    rate_pence: int,
    share: Rate | None,
    sentences: list[Text],
) -> Explanation:
    label, law = LEVELS[sanction.level]
    reason = sentences[0]
    for sentence in sentences[1:]:
        reason = text(N_("{first} {second}"), first=reason, second=sentence)
    return Explanation(
        text(label),
        reason,
        law,
        {
            "adult": household.adults[sanction.adult].name,
            "standard_allowance_pence": allowance_pence,
            "days": days,
            "daily_rate_pence": rate_pence,
        },
        (share,) if share else (),
    )


def hardship_payment_pence(reduction_pence: int, days: int, share: Rate) -> int:
    """What can be paid in hardship for so many days: 60% of a day's part of the reduction of the period before, each
    day to the nearest penny (reg 117).

    Only for somebody of 18 or over with the full rate (reg 116(1)). It has to be paid back (reg 119), by a deduction of
    kind "hardship".
    """
    parts, of = share.parts * MONTHS_A_YEAR, share.of * DAYS_A_YEAR
    return days * ((2 * reduction_pence * parts + of) // (2 * of))
