"""What is taken from an award for advances and debts, in order and within the limits (SI 2013/380 Sch 6 and 7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from rules.award import Award
from rules.lines import DEDUCTION, Explanation, Line
from rules.owed import ADVANCES, CHILD_MAINTENANCE, FINE, ORDER, RENT, THIRD_PARTY, Owed
from rules.rates import Rate, Rates
from rules.rounding import share_of
from rules.text import N_, Money, Text, text

# Why something was not taken, or not all of it.
AT_CAP = N_("the most we can take in one month is {percent}% of your standard allowance, which is {most}")
AT_CEILING = N_("the law does not let us take more than {percent}% of your standard allowance, which is {most}")
AT_PENNY = N_("your payment is not enough")
AT_THREE = N_("we can take money for no more than {number} of these debts in one month")
SANCTIONED = N_("a sanction or penalty already takes {percent}% of your standard allowance or more")


@dataclass(slots=True)
class Part:
    """Part of a debt, with its own place in the order: what is asked, what was taken, and why not all.

    `number` is the debt's place among the others: its parts share it.
    """

    number: int
    owed: Owed
    asked_pence: int
    taken_pence: int = 0
    why: Text | None = None


@dataclass(slots=True)
class Room:
    """What can still be taken, in pence: under the cap, under the legal limit for last resorts, and of the award.

    `stopped` where a sanction stops everything but last resorts.
    """

    cap: Rate
    ceiling: Rate
    allowance_pence: int
    cap_pence: int
    ceiling_pence: int
    award_pence: int
    stopped: bool
    maintenance_first: bool
    third_parties: set[int] = field(default_factory=set)

    def take(self, part: Part, most_at_once: int) -> None:
        """Take what there is room for, and say why where that is not all."""
        owed = part.owed
        if owed.kind in THIRD_PARTY and part.number not in self.third_parties:
            if len(self.third_parties) == most_at_once:
                part.why = text(AT_THREE, number=most_at_once)
                return
            if self.limit(owed)[0] > 0:
                self.third_parties.add(part.number)
        room, why = self.limit(owed)
        part.taken_pence = min(part.asked_pence, max(room, 0))
        if part.taken_pence < part.asked_pence:
            part.why = why
        self.cap_pence -= part.taken_pence
        self.ceiling_pence -= part.taken_pence
        self.award_pence -= part.taken_pence

    def limit(self, owed: Owed) -> tuple[int, Text]:
        """How much can be taken for a debt, in pence, and what sets that limit."""
        penny = (self.award_pence, text(AT_PENNY))
        if owed.last_resort:
            return min(penny, (self.ceiling_pence, self._words(AT_CEILING, self.ceiling)), key=_amount)
        if self.stopped:
            return 0, text(SANCTIONED, percent=self.cap.percent)
        if owed.kind == CHILD_MAINTENANCE and self.maintenance_first:
            return penny
        return min(penny, (self.cap_pence, self._words(AT_CAP, self.cap)), key=_amount)

    def _words(self, template: str, rate: Rate) -> Text:
        return text(template, percent=rate.percent, most=Money(rate.share_of(self.allowance_pence)))


def _amount(limit: tuple[int, Text]) -> int:
    return limit[0]


def deduction_lines(award: Award, rates: Rates, owed: Sequence[Owed], *, sanctioned_pence: int = 0) -> tuple[Line, ...]:
    """A line for each debt in the order of the law, and how much is left for later and why.

    In all no more than 15% of the standard allowance, of which a sanction uses up its part; a sanction of 15% or more
    stops every other deduction (DWP practice), child maintenance too. Last resorts can go over that, up to the 40% of
    the law; so can child maintenance, without limit, while it comes first (SI 2025/387). A penny of the award is always
    left (Sch 6 para 3).
    """
    if not owed:
        return ()
    allowance = award.standard_allowance_pence
    cap, ceiling = rates["deductions.overall_cap"], rates["deductions.statutory_ceiling"]
    after_sanction = award.award_pence - sanctioned_pence
    room = Room(
        cap=cap,
        ceiling=ceiling,
        allowance_pence=allowance,
        cap_pence=cap.share_of(allowance) - sanctioned_pence,
        ceiling_pence=ceiling.share_of(allowance),
        award_pence=after_sanction - rates["deductions.minimum_payable"].pence,
        stopped=bool(sanctioned_pence) and sanctioned_pence >= cap.share_of(allowance),
        maintenance_first=rates["deductions.child_maintenance_first"].is_on,
    )
    ordered = _in_order(owed, maintenance_first=room.maintenance_first)
    base = [Part(place, each, _asked(each, allowance, rates, over=False)) for place, each in enumerate(ordered)]
    over = [
        Part(place, each, asked)
        for place, each in enumerate(ordered)
        if (asked := _asked(each, allowance, rates, over=True))
    ]
    most_at_once = int(rates["deductions.third_party_most_at_once"].fraction)
    for part in (*base, *over):
        room.take(part, most_at_once)
    return tuple(
        [_line(part.owed, [each for each in (*base, *over) if each.number == part.number], rates) for part in base]
    )


def _in_order(owed: Sequence[Owed], *, maintenance_first: bool) -> list[Owed]:
    """Debts in the order of para 5(2); child maintenance first while SI 2025/387 says so."""

    def place(each: Owed) -> tuple[bool, int]:
        return not (maintenance_first and each.kind == CHILD_MAINTENANCE), ORDER.index(each.kind)

    return sorted(owed, key=place)


def _asked(owed: Owed, allowance_pence: int, rates: Rates, *, over: bool) -> int:
    """What is asked for a debt in one month, in pence; with `over`, the part of rent over 10% or of a fine over 5%,
    which comes last. Never more than is owed.
    """
    if owed.kind not in THIRD_PARTY:
        return 0 if over else min(owed.monthly_pence, owed.owed_pence)
    base = _base(owed, rates)
    base_pence = min(base.share_of(allowance_pence), owed.owed_pence)
    if not over:
        return base_pence
    share = share_of(allowance_pence, _percent(owed, base, rates), 100)
    return max(min(share, owed.owed_pence) - base_pence, 0)


def _base(owed: Owed, rates: Rates) -> Rate:
    return rates["deductions.rent_arrears_base" if owed.kind == RENT else "deductions.third_party_rate"]


def _percent(owed: Owed, base: Rate, rates: Rates) -> int:
    """The share taken. Raises ValueError for one the law does not allow: rent 10 to 20%, a fine 5% up to the cap."""
    if not owed.percent:
        return base.percent
    most = rates["deductions.rent_arrears_most" if owed.kind == RENT else "deductions.overall_cap"].percent
    if not base.percent <= owed.percent <= most:
        raise ValueError(f"{owed.percent}% cannot be taken for {owed.kind}: {base.percent}% to {most}%")
    return owed.percent


def _line(owed: Owed, parts: list[Part], rates: Rates) -> Line:
    taken = sum([part.taken_pence for part in parts])
    asked = sum([part.asked_pence for part in parts])
    why = next((part.why for part in parts if part.why), None)
    used: tuple[Rate, ...] = (rates["deductions.overall_cap"],)
    if owed.kind in THIRD_PARTY:
        used = (_base(owed, rates), *used)
    return Line(owed.kind, DEDUCTION, taken, _why, (owed, asked, taken, why, used))


def _why(owed: Owed, asked: int, taken: int, why: Text | None, rates: tuple[Rate, ...]) -> Explanation:
    left = owed.owed_pence - taken
    if why is None:
        first = text(_template(owed), taken=Money(taken))
    elif taken:
        template = N_("We were to take {asked}, and took {taken}, because {why}. The other {rest} is left for later.")
        first = text(template, asked=Money(asked), taken=Money(taken), why=why, rest=Money(asked - taken))
    else:
        template = N_("We took nothing of the {asked} for this month, because {why}. It is left for later.")
        first = text(template, asked=Money(asked), why=why)
    after = text(N_("You still owe {left}."), left=Money(left)) if left else text(N_("It is now paid off."))
    facts = {
        "owed_pence": owed.owed_pence,
        "asked_pence": asked,
        "left_for_later_pence": asked - taken,
        "still_owed_pence": left,
    }
    return Explanation(owed.label, text(N_("{first} {second}"), first=first, second=after), owed.law, facts, rates)


def _template(owed: Owed) -> str:
    if owed.kind in ADVANCES:
        return N_("You had this money early. We took {taken} to pay it back.")
    if owed.kind in THIRD_PARTY:
        if owed.kind in {RENT, FINE} and owed.percent:
            return N_("We took {taken}, as was decided, and pay it to those you owe.")
        return N_(
            "We took {taken}, the share of your standard allowance that the law sets, and pay it to those you owe."
        )
    if owed.kind == CHILD_MAINTENANCE:
        return N_("We took {taken} and pay it to the person who looks after your child.")
    return N_("We took {taken} to pay this back.")
