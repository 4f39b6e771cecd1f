"""Which work and which childcare charges count for an assessment period (UC Regs regs 32 to 34A), from dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rules.facts import known
from rules.periods import DAY, Period, months_after
from rules.rounding import share_of

PERIODS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Work:
    """A claimant's work as far as childcare goes: the day each job ended that did, and the day a job offered begins.

    `on_statutory_pay` is sick, maternity, paternity, adoption, shared parental, parental bereavement or neonatal care
    pay, or Maternity Allowance.
    """

    in_paid_work: bool
    ended_on: tuple[date, ...] = ()
    offer_begins_on: date | None = None
    on_statutory_pay: bool = False


def counts_as_in_work(work: Work, period: Period, previous: Period | None, following: Period) -> bool:
    """In paid work; with an offer that begins before the end of the next period; on statutory pay; or where work ended
    in this period or the last one, for the first two periods of an award also in the month before it (reg 32)."""
    if work.in_paid_work or work.on_statutory_pay:
        return True
    if work.offer_begins_on is not None and work.offer_begins_on <= following.end:
        return True
    since = months_after(period.start, -1) if previous is None else previous.start
    if previous is not None and previous.number == 1:
        since = months_after(previous.start, -1)
    return any(since <= ended <= period.end for ended in work.ended_on)


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment for childcare, in pence: when, for which days of care, and what is left out of it.

    `met_by_others_pence` is what an employer, or public money for work or training, pays or will pay back (reg 34(2));
    `excessive_pence` is what goes beyond the child's needs and the hours worked (reg 34(2)(a)).
    """

    paid_on: date
    reported_on: date
    amount_pence: int
    care_from: date
    care_to: date
    met_by_others_pence: int = 0
    excessive_pence: int = 0
    late_report_accepted: bool | None = None

    @property
    def counted_pence(self) -> int:
        """What counts of it, never below nothing."""
        return max(self.amount_pence - self.met_by_others_pence - self.excessive_pence, 0)


def is_reported_in_time(paid: Paid, periods: Sequence[Period]) -> bool:
    """Reported before the end of the period after the one in which it was paid, or accepted late (reg 33(1)(za), (2)).

    Raises MissingFact for a late report on which nobody has decided. `periods` are the award's, in order.
    """
    of_payment = _index(paid.paid_on, periods)
    if paid.reported_on <= periods[of_payment + 1].end:
        return True
    return known(paid.late_report_accepted, "whether a late report of childcare is accepted")


def charges_for(period: Period, payments: Iterable[Paid], periods: Sequence[Period]) -> int:
    """Pence paid for one child's care that belong to a period (reg 34A), and were reported in time.

    Care of the period of payment or earlier belongs to the period of payment; care paid for ahead belongs to the period
    of the care, for as many as two ahead, by the day: the payment x days of care in the period / days paid for.
    """
    return sum(
        _part_for(period, paid, periods)
        for paid in payments
        if paid.counted_pence and is_reported_in_time(paid, periods)
    )


def _part_for(period: Period, paid: Paid, periods: Sequence[Period]) -> int:
    days_paid_for = (paid.care_to - paid.care_from).days + 1
    of_payment = periods[_index(paid.paid_on, periods)]
    if period.number == of_payment.number:
        days = _days(paid.care_from, min(paid.care_to, period.end))
    elif of_payment.number < period.number <= of_payment.number + PERIODS_AHEAD:
        days = _days(max(paid.care_from, period.start), min(paid.care_to, period.end))
    else:
        days = 0
    return share_of(paid.counted_pence, days, days_paid_for)


def _days(first: date, last: date) -> int:
    return max((last + DAY - first).days, 0)


def _index(day: date, periods: Sequence[Period]) -> int:
    for index, period in enumerate(periods[:-1]):
        if day in period:
            return index
    raise ValueError(f"{day} is in none of the periods, or in the last one")
