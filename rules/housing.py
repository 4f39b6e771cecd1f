"""The housing costs element for people who rent, and service charges for owners (UC Regs Sch 4 and Sch 5)."""

from collections.abc import Callable, Sequence
from datetime import date

from rules.ages import age_on
from rules.bedrooms import bedrooms_allowed
from rules.facts import MissingFact as MissingFact
from rules.household import Adult, Household, Housing, NonDependant
from rules.lines import ENTITLEMENT, NOT_PAID, Element, Line, element, not_paid
from rules.rates import LHA_CATEGORIES, Rates
from rules.rent import LABEL, Contributions, OurShare, SpareRooms, Taken, UpToAllowance, why_rent
from rules.rounding import share_of
from rules.situation import Situation
from rules.text import N_, text

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
    "not_liable": N_("We cannot pay this rent, because the law does not count it as rent that you have to pay."),
    "not_home": N_("We cannot pay this rent, because it is not for the home where you normally live."),
    "other": N_("You told us that you do not live in a home you rent or own."),
    "no charges": N_("You told us that your service charges are nothing."),
}
NOT_PAID_ELEMENTS = {
    why: not_paid("housing", LABEL, text(reason), "WRA 2012 s.11; UC Regs regs 25 and 26")
    for why, reason in NOT_PAID_REASONS.items()
}
ON_RENT = {"social", "private"}


def housing_element(situation: Situation) -> Element:
    """Rent as a month, then the spare-room reduction or Local Housing Allowance, then contributions."""
    housing = situation.household.housing
    owner_paid = housing.kind == "owner" and housing.owner_wait_over and not situation.net_pence
    if housing.kind not in ON_RENT and not owner_paid:
        return NOT_PAID_ELEMENTS[housing.kind]
    if not housing.rent_pence:
        return NOT_PAID_ELEMENTS["no charges" if owner_paid else "none"]
    charged_pence = rent_pence = _service_charges(housing) if owner_paid else housing.rent_pence
    done = []
    for rule in RULES[housing.kind]:
        if (taken := rule(situation, rent_pence)) is not None:
            rent_pence -= taken.pence
            done.append(taken)
    section = ENTITLEMENT if rent_pence else NOT_PAID
    return element(Line("housing", section, rent_pence, why_rent, (housing, charged_pence, tuple(done))))


def owner_has_waited(without_pay: Sequence[bool], rates: Rates) -> bool:
    """Whether the last three assessment periods before this one, one after the other, had an award and no earnings of a
    claimant (Sch 5 paras 4 and 5). `without_pay` is one answer for each period before, the latest last."""
    wait = int(rates["smi.waiting_assessment_periods"].fraction)
    return len(without_pay) >= wait and all(without_pay[-wait:])


def _service_charges(housing: Housing) -> int:
    """An owner's service charges that can be paid, in pence a month (Sch 5)."""
    return sum([charge.monthly_pence for charge in housing.charges if charge.eligible and charge.kind == "service"])


def spare_rooms(situation: Situation, rent_pence: int) -> SpareRooms | None:
    """14% for one spare bedroom, 25% for more; not for tenants who share with others (Sch 4 paras 35 and 36)."""
    housing = situation.household.housing
    exempt = housing.shared_ownership or housing.sanctuary or housing.tenants > housing.tenants_in_household
    if housing.bedrooms is None or exempt:
        return None
    allowed = bedrooms_allowed(situation.household, situation.on)
    spare = housing.bedrooms - allowed
    if spare <= 0:
        return SpareRooms(0, housing.bedrooms, allowed, None)
    name = "housing.under_occupation_one_spare" if spare == 1 else "housing.under_occupation_two_or_more"
    rate = situation.rates[name]
    return SpareRooms(rate.share_of(rent_pence), housing.bedrooms, allowed, rate)


def our_share(situation: Situation, rent_pence: int) -> OurShare | None:
    """Only the household's part of a tenancy held with other people (Sch 4 paras 24 and 35)."""
    housing = situation.household.housing
    if housing.tenants == housing.tenants_in_household:
        return None
    ours = share_of(rent_pence, housing.tenants_in_household, housing.tenants)
    return OurShare(rent_pence - ours, ours, housing.tenants, housing.tenants_in_household)


def up_to_allowance(situation: Situation, rent_pence: int) -> UpToAllowance:
    """The lower of the rent and the Local Housing Allowance (Sch 4 paras 22 and 25)."""
    housing = situation.household.housing
    category = housing.lha_category or lha_category(situation.household, situation.on)
    allowance = housing.lha_monthly_pence
    if allowance is None:
        if not housing.brma:
            raise MissingFact("Private rent needs the Broad Rental Market Area, or the Local Housing Allowance itself")
        allowance = situation.rates.lha_pence(housing.brma, category)
    return UpToAllowance(max(rent_pence - allowance, 0), allowance, housing.brma, category)


def keeps_own_bedroom(reason: str, age: int) -> bool:
    """Whether a reason excepts somebody from the rate for a shared home: leaving care does only until 25 (para 29)."""
    return bool(reason) and (reason != "care_leaver" or age < CARE_LEAVER_AGE)


def lha_category(household: Household, on: date) -> str:
    """A for a single person under 35 living alone who is not excepted, otherwise by bedrooms (paras 25 to 29)."""
    if _lives_alone(household) and _has_shared_rate(household.adults[0], household.housing, on):
        return "A"
    return LHA_CATEGORIES[min(bedrooms_allowed(household, on), MOST_BEDROOMS)]


def _lives_alone(household: Household) -> bool:
    """Whether there is one claimant and nobody else: a child who is grown up still lives there."""
    if household.non_dependants or household.is_couple:
        return False
    return not household.children or all(child.not_ours for child in household.children)


def _has_shared_rate(adult: Adult, housing: Housing, on: date) -> bool:
    """Under 35, and with none of the reasons for a bedroom of one's own (paras 28 and 29)."""
    age = age_on(adult.date_of_birth, on)
    excepted = keeps_own_bedroom(housing.one_bedroom_reason, age) or housing.extra_bedrooms or adult.gets_care_benefit
    return age < SHARED_RATE_AGE and not excepted


def contributions(situation: Situation, rent_pence: int) -> Contributions | None:
    """A flat amount for each other adult, unless they or the claimants are excused (Sch 4 paras 13 to 16)."""
    household = situation.household
    if not household.non_dependants:
        return None
    rate = situation.rates["housing.non_dependant_contribution"]
    excused = any(adult.blind or adult.gets_care_benefit for adult in household.adults)
    left, each = rent_pence, []
    for person in household.non_dependants:
        why_excused = CLAIMANT_EXCUSED if excused else _why_excused(person, situation.on)
        taken = 0 if why_excused else min(rate.pence, left)
        left -= taken
        each.append((person, taken, why_excused))
    return Contributions(rent_pence - left, tuple(each), rate)


CLAIMANT_EXCUSED = N_("one of you is blind or gets a benefit for care")


def _why_excused(person: NonDependant, on: date) -> str:
    if age_on(person.date_of_birth, on) < CONTRIBUTION_AGE:
        return N_("they are under 21")
    if person.no_contribution_reason:
        return N_("their circumstances mean they do not have to help with the rent")
    return ""


# What is taken off a rent, in order.
RULES: dict[str, tuple[Callable[[Situation, int], Taken | None], ...]] = {
    "social": (spare_rooms, our_share, contributions),
    "private": (our_share, up_to_allowance, contributions),
    "owner": (),
}
