"""What was taken off a rent, and how the line for housing says it (UC Regs Sch 4 and Sch 5)."""

from dataclasses import dataclass
from typing import Any, Final

from rules.household import Housing, NonDependant
from rules.lines import Explanation, Step
from rules.rates import LHA_CATEGORIES, Rate, area_name
from rules.text import N_, Money, Text, text
from rules.wording import as_charged, non_dependant_text, person_input

LABEL = text(N_("Housing"))
LAWS = {
    "social": "UC Regs Sch 4 paras 7 and 34 to 36",
    "private": "UC Regs Sch 4 paras 7 and 22 to 29",
    "owner": "UC Regs Sch 5 paras 4, 5 and 13",
}


class Said:
    """The working of a rent as it is told: the steps, the reasons one after the other, and what was used."""

    def __init__(self, reason: Text, law: str) -> None:
        self.reason = reason
        self.laws = [law]
        self.steps: list[Step] = []
        self.facts: dict[str, Any] = {}
        self.rates: list[Rate] = []

    def add(self, label: Text, amount_pence: int) -> None:
        """One step; what is taken away is negative."""
        self.steps.append(Step(label, amount_pence))

    def say(self, sentence: Text) -> None:
        """One more reason."""
        self.reason = text(N_("{first} {second}"), first=self.reason, second=sentence)


@dataclass(slots=True)
class SpareRooms:
    """For bedrooms over those allowed; no rate where there are none."""

    pence: Final[int]
    bedrooms: Final[int]
    allowed: Final[int]
    rate: Final[Rate | None]

    def tell(self, said: Said) -> None:
        """Add this to what is said."""
        said.facts |= {"bedrooms": self.bedrooms, "bedrooms_allowed": self.allowed}
        if self.rate is None:
            return
        template = N_(
            "Your home has {bedrooms} bedrooms and the rules allow you {allowed}, so we take off {percent}%: {amount}."
        )
        amount, percent = Money(self.pence), self.rate.percent
        said.say(text(template, bedrooms=self.bedrooms, allowed=self.allowed, percent=percent, amount=amount))
        said.add(text(N_("Spare bedrooms: {spare}"), spare=self.bedrooms - self.allowed), -self.pence)
        said.rates.append(self.rate)


@dataclass(slots=True)
class OurShare:
    """For the part of a rent that other tenants pay; `ours_pence` is what is left."""

    pence: Final[int]
    ours_pence: Final[int]
    tenants: Final[int]
    tenants_in_household: Final[int]

    def tell(self, said: Said) -> None:
        """Add this to what is said."""
        said.facts |= {"tenants": self.tenants, "tenants_in_household": self.tenants_in_household}
        template = N_("{tenants} people are on the tenancy, so your part of the rent is {amount}.")
        said.say(text(template, tenants=self.tenants, amount=Money(self.ours_pence)))
        said.add(text(N_("Other tenants pay the rest")), -self.pence)


@dataclass(slots=True)
class UpToAllowance:
    """For rent over the Local Housing Allowance of an area and category."""

    pence: Final[int]
    allowance_pence: Final[int]
    brma: Final[str]
    category: Final[str]

    def tell(self, said: Said) -> None:
        """Add this to what is said."""
        said.facts |= {"brma": self.brma, "lha_category": self.category, "lha_pence": self.allowance_pence}
        limit = Money(self.allowance_pence)
        template = (
            N_("The most we can pay for {home} in {area} is {limit} a month. This is the Local Housing Allowance.")
            if self.pence
            else N_("The most we can pay for {home} in {area} is {limit} a month. Your rent is not more than that.")
        )
        said.say(text(template, home=_home(self.category), area=_area(self.brma), limit=limit))
        if self.pence:
            said.add(text(N_("Over the Local Housing Allowance of {limit}"), limit=limit), -self.pence)


def _home(category: str) -> Text:
    if category == "A":
        return text(N_("a room in a shared home"))
    bedrooms = LHA_CATEGORIES.index(category)
    return text(N_("1 bedroom")) if bedrooms == 1 else text(N_("{bedrooms} bedrooms"), bedrooms=bedrooms)


def _area(brma: str) -> Text:
    return text(N_("{area}"), area=area_name(brma)) if brma else text(N_("your area"))


@dataclass(slots=True)
class Contributions:
    """For other adults who live there: what each gives in pence, and why not where somebody is excused."""

    pence: Final[int]
    each: Final[tuple[tuple[NonDependant, int, str], ...]]
    rate: Final[Rate]

    def tell(self, said: Said) -> None:
        """Add this to what is said."""
        for person, taken, why_excused in self.each:
            who = non_dependant_text(person)
            if why_excused:
                said.say(text(N_("We do not take anything off for {who}: {why}."), who=who, why=text(why_excused)))
                continue
            template = N_("We take off {amount} because {who} is 21 or over and can help with the rent.")
            said.say(text(template, amount=Money(taken), who=who))
            said.add(text(N_("Help with the rent from {who}"), who=who), -taken)
        said.facts["other_adults"] = [
            {**person_input(person.name, person.date_of_birth), "contributes": not why_excused}
            for person, _taken, why_excused in self.each
        ]
        said.rates.append(self.rate)
        said.laws.append("UC Regs Sch 4 paras 13 to 16")


Taken = SpareRooms | OurShare | UpToAllowance | Contributions


def why_rent(housing: Housing, charged_pence: int, done: tuple[Taken, ...]) -> Explanation:
    """How a rent is explained: what is charged, as a month, then each thing that was taken off."""
    said = _charges(housing, charged_pence)
    for taken in done:
        taken.tell(said)
    return Explanation(LABEL, said.reason, "; ".join(said.laws), said.facts, tuple(said.rates), tuple(said.steps))


def _charges(housing: Housing, charged_pence: int) -> Said:
    said = Said(text(N_("You are charged {amount}."), amount=_joined(housing)), LAWS[housing.kind])
    for charge in housing.charges:
        if housing.kind == "owner" and charge.kind == "rent":
            continue
        label = N_("Rent: {amount}") if charge.kind == "rent" else N_("Service charge: {amount}")
        if not charge.eligible:
            label = N_("Service charge we cannot pay: {amount}")
        said.add(text(label, amount=as_charged(charge)), charge.monthly_pence if charge.eligible else 0)
    if any(charge.frequency != "monthly" for charge in housing.charges):
        template = N_("That is {amount} a month over a year of 12 equal months.")
        said.say(text(template, amount=Money(charged_pence)))
    if any(charge.rent_free_weeks for charge in housing.charges):
        said.say(text(N_("We left out the weeks when you pay no rent.")))
    said.facts["charges"] = [
        {
            "kind": charge.kind,
            "amount_pence": charge.amount_pence,
            "frequency": charge.frequency,
            "rent_free_weeks": charge.rent_free_weeks,
            "eligible": charge.eligible,
            "monthly_pence": charge.monthly_pence,
        }
        for charge in housing.charges
    ]
    return said


def _joined(housing: Housing) -> Text:
    joined, *rest = [as_charged(charge) for charge in housing.charges if charge.eligible]
    for charged in rest:
        joined = text(N_("{first} and {second}"), first=joined, second=charged)
    return joined
