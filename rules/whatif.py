"""What could change for a household, for a better-off answer: work, pay, rent, a birth, somebody moving in, savings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from rules.household import Adult, Charge, Child, Household, Housing, NonDependant
from rules.periods import Period, start_before
from rules.text import N_, Money, Text, text
from rules.wording import AS_CHARGED

# By whether it is the partner who works, and whether the hours are known.
WORKS = {
    (False, False): N_("You would work and take home {pay} a month."),
    (False, True): N_("You would work {hours} hours a week and take home {pay} a month."),
    (True, False): N_("Your partner would work and take home {pay} a month."),
    (True, True): N_("Your partner would work {hours} hours a week and take home {pay} a month."),
}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that makes another household from a first day on: what it is in words, and how it makes it.

    `pay_is_estimated` where the pay in it is worked out and not known, so that every answer says so. `make_soon` makes
    the household of the period of the first day and of the next one, where the law looks back a period.
    """

    what: Text
    first_day: date
    make: Callable[[Household], Household]
    pay_is_estimated: bool = False
    make_soon: Callable[[Household], Household] | None = None

    def has_begun(self, period: Period) -> bool:
        """Whether a period counts it: it counts whole in the period of its first day (D&A Regs Sch 1 para 20)."""
        return self.first_day <= period.end

    def in_period(self, household: Household, period: Period) -> Household:
        """The household in a period, changed if the change has begun by its end."""
        if not self.has_begun(period):
            return household
        soon = self.make_soon if self.first_day >= start_before(period) else None
        return (soon or self.make)(household)


def works(
    pay_pence: int, first_day: date, *, hours: int = 0, adult: int = 0, childcare_pence: int = 0, estimated: bool = True
) -> Change:
    """A claimant works and takes home so much in each period, in place of all pay and profit they had.

    `first_day` is the first pay day, as pay counts when it is received (reg 54). `hours` a week only word it. The
    childcare is paid for the youngest child. Pay is an estimate unless it is known, as when it is on an offer.
    """

    def make(household: Household) -> Household:
        worker = _paid(_claimant(household, adult), pay_pence)
        changed = _with_adult(household, adult, replace(worker, in_paid_work=True, away_from_work=False))
        if not childcare_pence:
            return changed
        if not household.children:
            raise ValueError("Childcare costs need a child they are paid for")
        *older, youngest = sorted(household.children, key=lambda child: child.date_of_birth)
        return replace(changed, children=(*older, replace(youngest, childcare_pence=childcare_pence)))

    template = WORKS[bool(adult), bool(hours)]
    what = text(template, hours=hours, pay=Money(pay_pence)) if hours else text(template, pay=Money(pay_pence))
    return Change(what, first_day, make, pay_is_estimated=estimated)


def stops_work(first_day: date, *, adult: int = 0) -> Change:
    """A claimant has no pay from a day on. Childcare costs stay as they are, and are helped with in the period of that
    day and the next as for somebody in work (reg 32(2))."""

    def make_soon(household: Household) -> Household:
        return _with_adult(household, adult, _paid(_claimant(household, adult), 0))

    def make(household: Household) -> Household:
        return _with_adult(household, adult, replace(_paid(_claimant(household, adult), 0), in_paid_work=False))

    template = N_("Your partner would stop work.") if adult else N_("You would stop work.")
    return Change(text(template), first_day, make, make_soon=make_soon)


def rent_becomes(amount_pence: int, first_day: date, *, frequency: str = "monthly") -> Change:
    """The home costs another rent, charged weekly, monthly and so on; service charges stay as they are."""

    def make(household: Household) -> Household:
        services = tuple(charge for charge in household.housing.charges if charge.kind != "rent")
        home = replace(household.housing, charges=(Charge("rent", amount_pence, frequency), *services))
        return replace(household, housing=home)

    charged = text(AS_CHARGED[frequency], amount=Money(amount_pence))
    return Change(text(N_("Your rent would be {amount}."), amount=charged), first_day, make)


def moves_home(housing: Housing, first_day: date) -> Change:
    """The household lives somewhere else."""
    return Change(text(N_("You would move home.")), first_day, lambda household: replace(household, housing=housing))


def child_is_born(first_day: date, *, name: str = "") -> Change:
    """A child is born on a day."""
    child = Child(first_day, name)
    return Change(
        text(N_("A child would be born on {day}."), day=first_day),
        first_day,
        lambda household: replace(household, children=(*household.children, child)),
    )


def adult_moves_in(person: NonDependant, first_day: date) -> Change:
    """Another adult comes to live there who is not a partner: a grown-up child or a parent, say."""
    return Change(
        text(N_("Another adult would live with you.")),
        first_day,
        lambda household: replace(household, non_dependants=(*household.non_dependants, person)),
    )


def savings_become(capital_pence: int, first_day: date) -> Change:
    """The savings that count come to another amount."""
    return Change(
        text(N_("Your savings would be {amount}."), amount=Money(capital_pence)),
        first_day,
        lambda household: replace(household, capital_pence=capital_pence),
    )


def _claimant(household: Household, at: int) -> Adult:
    if at >= len(household.adults):
        raise ValueError("There is only one claimant whose work could change")
    return household.adults[at]


def _paid(adult: Adult, pay_pence: int) -> Adult:
    return replace(adult, paydays=(), self_employed_pence=0, net_earnings_pence=pay_pence)


def _with_adult(household: Household, at: int, adult: Adult) -> Household:
    adults = household.adults
    return replace(household, adults=(*adults[:at], adult, *adults[at + 1 :]))
