"""The housing costs element for people who rent, and service charges for owners (UC Regs Sch 4 and Sch 5)."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from rules.ages import age_on
from rules.bedrooms import bedrooms_allowed
from rules.elements import Element
from rules.household import Household
from rules.lines import ENTITLEMENT, NOT_PAID, Line, Step
from rules.rates import Rates, area_name
from rules.rounding import pence_of, round_half_up
from rules.text import N_, Money, Text, Value, text
from rules.wording import as_charged, non_dependant_text, person_input

LABEL = text(N_("Housing"))
CONTRIBUTION_AGE = 21
SHARED_RATE_AGE = 35
CARE_LEAVER_AGE = 25
MOST_BEDROOMS = 4

NOT_PAID_REASONS = {
    "none": N_("You told us that you do not pay rent."),
    "owner": N_(
        "You told us that you own your home. Universal Credit does not pay a mortgage. "
        "It can pay some service charges, after a wait and while nobody on the claim has pay."
    ),
    "family": N_("You told us that you live with family or friends and have no rent to pay to a landlord."),
    "temporary": N_(
        "You told us that the council gave you a temporary home. "
        "Housing Benefit pays that rent. Universal Credit does not."
    ),
    "supported": N_(
        "You told us that you live in a home with care, support or supervision. "
        "Housing Benefit pays that rent. Universal Credit does not."
    ),
    "other": N_("You told us that you do not live in a home you rent or own."),
}
ON_RENT = {"social", "private"}


class MissingFact(LookupError):
    """A fact that the sum cannot be done without, such as the area whose Local Housing Allowance applies."""


@dataclass(slots=True)
class Working:
    """The sum so far: what is left in pence, the steps taken, why, and the facts used."""

    amount_pence: int = 0
    steps: list[Step] = field(default_factory=list)
    reasons: list[Text] = field(default_factory=list)
    inputs: dict[str, Any] = field(default_factory=dict)
    rate_names: list[str] = field(default_factory=list)
    regulations: list[str] = field(default_factory=list)

    def add(self, label: Text, amount_pence: int, reason: Text | None = None) -> None:
        """Take one step; what is taken away is negative."""
        self.amount_pence += amount_pence
        self.steps.append(Step(label, amount_pence))
        if reason is not None:
            self.reasons.append(reason)


def housing_element(household: Household, rates: Rates, on: date) -> Element:
    """Rent as a month, then the spare-room reduction or Local Housing Allowance, then contributions."""
    housing = household.housing
    owner_paid = housing.kind == "owner" and housing.owner_wait_over and not household.net_earnings_pence
    if housing.kind not in ON_RENT and not owner_paid:
        return _nothing(text(NOT_PAID_REASONS[housing.kind]))
    if not housing.rent_pence:
        reason = N_("You told us that your service charges are nothing.") if owner_paid else NOT_PAID_REASONS["none"]
        return _nothing(text(reason))
    working = _charges(household)
    if housing.kind == "social":
        working.regulations.append("UC Regs Sch 4 paras 7 and 34 to 36")
        _take_off_spare_rooms(household, rates, on, working)
        _take_share(household, working)
    elif housing.kind == "private":
        working.regulations.append("UC Regs Sch 4 paras 7 and 22 to 29")
        _take_share(household, working)
        _keep_to_allowance(household, rates, on, working)
    else:
        working.regulations.append("UC Regs Sch 5 paras 4, 5 and 13")
    if housing.kind in ON_RENT:
        _take_off_contributions(household, rates, on, working)
    return _element(working, rates)


def _charges(household: Household) -> Working:
    working = Working()
    for charge in household.housing.charges:
        label = N_("Rent: {amount}") if charge.kind == "rent" else N_("Service charge: {amount}")
        if household.housing.kind == "owner" and charge.kind == "rent":
            continue
        if not charge.eligible:
            label = N_("Service charge we cannot pay: {amount}")
        working.add(text(label, amount=as_charged(charge)), charge.monthly_pence if charge.eligible else 0)
    charged, month = (
        text(N_("You are charged {amount}."), amount=_joined(household)),
        Money(working.amount_pence),
    )
    working.reasons.append(charged)
    if any(charge.frequency != "monthly" for charge in household.housing.charges):
        working.reasons.append(text(N_("That is {amount} a month over a year of 12 equal months."), amount=month))
    if any(charge.rent_free_weeks for charge in household.housing.charges):
        working.reasons.append(text(N_("We left out the weeks when you pay no rent.")))
    working.inputs["charges"] = [
        {
            "kind": charge.kind,
            "amount_pence": charge.amount_pence,
            "frequency": charge.frequency,
            "rent_free_weeks": charge.rent_free_weeks,
            "eligible": charge.eligible,
            "monthly_pence": charge.monthly_pence,
        }
        for charge in household.housing.charges
    ]
    return working


def _joined(household: Household) -> Text:
    joined, *rest = [as_charged(charge) for charge in household.housing.charges if charge.eligible]
    for charged in rest:
        joined = text(N_("{first} and {second}"), first=joined, second=charged)
    return joined


def _take_off_spare_rooms(household: Household, rates: Rates, on: date, working: Working) -> None:
    """14% for one spare bedroom, 25% for more; not for tenants who share with others (Sch 4 paras 35 and 36)."""
    housing = household.housing
    exempt = housing.shared_ownership or housing.sanctuary or housing.tenants > housing.tenants_in_household
    if housing.bedrooms is None or exempt:
        return
    allowed = bedrooms_allowed(household, on)
    spare = housing.bedrooms - allowed
    working.inputs |= {"bedrooms": housing.bedrooms, "bedrooms_allowed": allowed}
    if spare <= 0:
        return
    name = "housing.under_occupation_one_spare" if spare == 1 else "housing.under_occupation_two_or_more"
    share = rates.fraction(name)
    reduction = round_half_up(working.amount_pence * share)
    reason = text(
        N_("Your home has {bedrooms} bedrooms and the rules allow you {allowed}, so we take off {percent}%: {amount}."),
        bedrooms=housing.bedrooms,
        allowed=allowed,
        percent=pence_of(share),
        amount=Money(reduction),
    )
    working.rate_names.append(name)
    working.add(text(N_("Spare bedrooms: {spare}"), spare=spare), -reduction, reason)


def _take_share(household: Household, working: Working) -> None:
    """Only the household's part of a tenancy held with other people (Sch 4 paras 24 and 35)."""
    housing = household.housing
    if housing.tenants == housing.tenants_in_household:
        return
    ours = round_half_up(Fraction(working.amount_pence * housing.tenants_in_household, housing.tenants))
    working.inputs |= {"tenants": housing.tenants, "tenants_in_household": housing.tenants_in_household}
    reason = text(
        N_("{tenants} people are on the tenancy, so your part of the rent is {amount}."),
        tenants=housing.tenants,
        amount=Money(ours),
    )
    working.add(text(N_("Other tenants pay the rest")), ours - working.amount_pence, reason)


def _keep_to_allowance(household: Household, rates: Rates, on: date, working: Working) -> None:
    """The lower of the rent and the Local Housing Allowance (Sch 4 paras 22 and 25)."""
    housing = household.housing
    category = housing.lha_category or lha_category(household, on)
    allowance = housing.lha_monthly_pence
    if allowance is None:
        if not housing.brma:
            raise MissingFact("Private rent needs the Broad Rental Market Area, or the Local Housing Allowance itself")
        allowance = rates.lha_pence(housing.brma, category)
    working.inputs |= {"brma": housing.brma, "lha_category": category, "lha_pence": allowance}
    values: dict[str, Value] = {"limit": Money(allowance), "area": _area(housing.brma), "home": _home_of(category)}
    if working.amount_pence <= allowance:
        working.reasons.append(
            text(
                N_("The most we can pay for {home} in {area} is {limit} a month. Your rent is not more than that."),
                **values,
            )
        )
        return
    reason = text(
        N_("The most we can pay for {home} in {area} is {limit} a month. This is the Local Housing Allowance."),
        **values,
    )
    label = text(N_("Over the Local Housing Allowance of {limit}"), limit=Money(allowance))
    working.add(label, allowance - working.amount_pence, reason)


def _area(brma: str) -> Text:
    return text(N_("{area}"), area=area_name(brma)) if brma else text(N_("your area"))


def _home_of(category: str) -> Text:
    if category == "A":
        return text(N_("a room in a shared home"))
    bedrooms = "ABCDE".index(category)
    return text(N_("1 bedroom")) if bedrooms == 1 else text(N_("{bedrooms} bedrooms"), bedrooms=bedrooms)


def keeps_own_bedroom(reason: str, age: int) -> bool:
    """Whether a reason excepts somebody from the rate for a shared home: leaving care does only until 25 (para 29)."""
    return bool(reason) and (reason != "care_leaver" or age < CARE_LEAVER_AGE)


def lha_category(household: Household, on: date) -> str:
    """A for a single person under 35 living alone who is not excepted, otherwise by bedrooms (paras 25 to 29)."""
    adult, *partner = household.adults
    housing = household.housing
    age = age_on(adult.date_of_birth, on)
    own_room = keeps_own_bedroom(housing.one_bedroom_reason, age)
    excepted = own_room or bool(housing.extra_bedrooms) or adult.gets_care_benefit
    # A child who no longer counts as a young person still lives there.
    alone = not partner and not household.children and not household.non_dependants
    if alone and age < SHARED_RATE_AGE and not excepted:
        return "A"
    return "ABCDE"[min(bedrooms_allowed(household, on), MOST_BEDROOMS)]


def _take_off_contributions(household: Household, rates: Rates, on: date, working: Working) -> None:
    """A flat amount for each other adult, unless they or the claimants are excused (Sch 4 paras 13 to 16)."""
    name = "housing.non_dependant_contribution"
    excused = any(adult.blind or adult.gets_care_benefit for adult in household.adults)
    people = []
    for person in household.non_dependants:
        who, rate = non_dependant_text(person), rates.pence(name)
        young = age_on(person.date_of_birth, on) < CONTRIBUTION_AGE
        pays = not (excused or young or person.no_contribution_reason)
        people.append({**person_input(person.name, person.date_of_birth), "contributes": pays})
        if pays:
            taken = min(rate, working.amount_pence)
            template = N_("We take off {amount} because {who} is 21 or over and can help with the rent.")
            reason = text(template, amount=Money(taken), who=who)
            working.add(text(N_("Help with the rent from {who}"), who=who), -taken, reason)
        else:
            template = N_("We do not take anything off for {who}: {why}.")
            why = text(_why_excused(excused, young))
            working.reasons.append(text(template, who=who, why=why))
    if people:
        working.inputs["other_adults"] = people
        working.rate_names.append(name)
        working.regulations.append("UC Regs Sch 4 paras 13 to 16")


def _why_excused(claimant_excused: bool, young: bool) -> str:
    if claimant_excused:
        return N_("one of you is blind or gets a benefit for care")
    if young:
        return N_("they are under 21")
    return N_("their circumstances mean they do not have to help with the rent")


def _element(working: Working, rates: Rates) -> Element:
    reason, *rest = working.reasons
    for sentence in rest:
        reason = text(N_("{first} {second}"), first=reason, second=sentence)
    if working.rate_names:
        working.inputs["rates"] = rates.source(*working.rate_names)
    section = ENTITLEMENT if working.amount_pence else NOT_PAID
    regulation = "; ".join(working.regulations)
    line = Line(
        "housing",
        section,
        LABEL,
        working.amount_pence,
        reason,
        regulation,
        working.inputs,
        tuple(working.steps),
    )
    return Element(working.amount_pence, (line,))


def _nothing(reason: Text) -> Element:
    return Element(0, (Line("housing", NOT_PAID, LABEL, 0, reason, "WRA 2012 s.11; UC Regs regs 25 and 26"),))
