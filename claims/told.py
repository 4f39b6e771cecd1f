"""What a claimant has told us so far, by circumstance: what is judged when we say what was considered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import Any

from claims import counting
from claims.facts import circumstances_of
from claims.foreseen import award_foreseen, household_foreseen
from core import clock
from journeys.sitting import Sitting
from rules.ages import age_on
from rules.award import Award
from rules.benefit_cap import CAP_LIFTING_INCOME
from rules.household import Household
from rules.housing import keeps_own_bedroom, lha_category
from rules.lines import ENTITLEMENT
from rules.periods import assessment_period


class Told:
    """Circumstances made from the answers on the path of a sitting, as they will be when the claim is sent."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._found = circumstances_of(sitting)
        self._values: dict[str, list[dict[str, Any]]] = {}
        for each in self._found:
            self._values.setdefault(each.kind, []).append(each.full_value)
        self.period = assessment_period(clock.today(), 1)

    @cached_property
    def household(self) -> Household:
        """The household that they make in a first period from today."""
        return household_foreseen(self._found, self.period)

    @cached_property
    def award(self) -> Award:
        """What it would be awarded in a month without pay."""
        return award_foreseen(self.household, self.period)

    @cached_property
    def paid(self) -> frozenset[str]:
        """The code of each line of that award that pays something."""
        return frozenset(line.code for line in self.award.section(ENTITLEMENT))

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The value of each circumstance of this kind."""
        return self._values.get(kind, [])

    def one(self, kind: str) -> dict[str, Any]:
        """The value of a circumstance of which there is one, empty where nothing of it was asked."""
        return next(iter(self.all(kind)), {})

    def was_asked(self, slug: str) -> bool:
        """Whether a page was on their path."""
        return self.sitting.asks(slug)


Judge = Callable[[Told], bool]


def otherwise(_told: Told) -> bool:
    """Whatever they told us."""
    return True


def asked(slug: str) -> Judge:
    """They were asked this page."""
    return lambda told: told.was_asked(slug)


def answered(kind: str, part: str, *values: Any) -> Judge:
    """A part of a circumstance is one of these values."""
    return lambda told: told.one(kind).get(part) in values


def chose_something(kind: str, part: str) -> Judge:
    """They chose more than "none of these"."""
    return lambda told: bool(counting.real_reasons(told.one(kind).get(part)))


def pays(code: str) -> Judge:
    """The award has a line of this code that pays something."""
    return lambda told: code in told.paid


def _of_housing(told: Told, name: str) -> Any:
    """A fact that the line for housing rests on; None where it does not."""
    [line] = [line for line in told.award.lines if line.code == "housing"]
    return line.inputs.get(name)


# Who lives there


def has_a_child_here(told: Told) -> bool:
    """A child counts for them."""
    return any(map(counting.lives_here, told.all("child")))


def has_a_disabled_child(told: Told) -> bool:
    """A child who counts gets a disability benefit or is blind."""
    return any(child["disability"] != "none" for child in told.all("child") if counting.lives_here(child))


def has_a_child_with_a_benefit(told: Told) -> bool:
    """A child who counts gets a disability benefit."""
    return any(child.gets_disability_benefit for child in told.household.dependants(told.period.end))


def lives_with_another_adult(told: Told) -> bool:
    """Somebody who is neither lodger, joint tenant nor landlord."""
    return any(map(counting.is_non_dependant, told.all("other_adult")))


def no_adult_helps_with_the_rent(told: Told) -> bool:
    """Nobody who lives with them has to help with the rent."""
    return not any(adult["contributes"] for adult in _of_housing(told, "other_adults") or ())


# The home


def rents(told: Told) -> bool:
    """They rent their home."""
    return counting.rents(told.one("home"))


def owns(told: Told) -> bool:
    """They own their home."""
    return told.one("home").get("tenure") in {"mortgage", "own"}


def owns_with_charges(told: Told) -> bool:
    """They own their home and pay service charges."""
    return owns(told) and bool(told.one("tenancy").get("has_service_charges"))


def owns_and_earns(told: Told) -> bool:
    """They own their home, pay service charges, and have work that has not ended."""
    in_a_job = any((job.get("ends") or str(clock.today())) >= str(clock.today()) for job in told.all("job"))
    return owns_with_charges(told) and (in_a_job or bool(told.one("work").get("self_employed")))


def shares_the_tenancy(told: Told) -> bool:
    """Somebody else pays a part of the rent."""
    home = told.household.housing
    return home.tenants > home.tenants_in_household


def counts_all_the_rent(told: Told) -> bool:
    """Nobody else on the tenancy pays a part of it."""
    return not shares_the_tenancy(told)


def has_no_spare_room_counted(told: Told) -> bool:
    """Nothing is taken off the rent for a spare room."""
    return bool((_of_housing(told, "bedrooms") or 0) <= (_of_housing(told, "bedrooms_allowed") or 0))


def has_an_extra_bedroom(told: Told) -> bool:
    """More bedrooms are allowed than by who lives there."""
    return bool(told.household.housing.extra_bedrooms)


def has_a_bedroom_of_their_own(told: Told) -> bool:
    """The rent is not held to that of a room in a shared home."""
    return lha_category(told.household, told.period.end) != "A"


def rents_with_another_adult(told: Told) -> bool:
    """Another adult lives in the home they rent."""
    return rents(told) and lives_with_another_adult(told)


def has_an_own_bedroom_reason(told: Told) -> bool:
    """They are excepted from the rate for a shared home."""
    reason = counting.own_bedroom_reason(told.one("own_bedroom").get("own_bedroom"))
    born = date.fromisoformat(told.one("birth")["date_of_birth"])
    return keeps_own_bedroom(reason, age_on(born, told.period.end))


# Health and caring


def needs_care(told: Told) -> bool:
    """They are blind, or get a benefit for care or daily living."""
    return counting.is_blind(told.one("health")) or gets_a_care_benefit(told)


def gets_a_care_benefit(told: Told) -> bool:
    """They get a benefit for care or daily living."""
    return any(adult.gets_care_benefit for adult in told.household.adults)


def gets_a_disability_benefit(told: Told) -> bool:
    """They get one of the benefits that lift the benefit cap."""
    return bool(counting.disability_benefits(told.one("health")))


def is_near_the_end_of_life(told: Told) -> bool:
    """The special rules apply."""
    return counting.is_near_the_end_of_life(told.one("health"))


def has_a_decision_about_health(told: Told) -> bool:
    """It was decided before, by an answer that brings the health amount."""
    return bool(counting.carries_lcwra_over(told.one("health").get("decided_before"), ()))


def keeps_the_higher_health_amount(told: Told) -> bool:
    """The health amount is the higher one."""
    return any(adult.lcwra_protected for adult in told.household.adults)


def is_caring(told: Told) -> bool:
    """They care for somebody as the carer element asks."""
    return any(map(counting.is_caring, told.all("caring")))


def cares_but_for(lacking: str) -> Judge:
    """This part of being a carer is what is not there, of somebody they care for."""
    return lambda told: any(counting.why_not_caring(caring) == lacking for caring in told.all("caring"))


# Work and money


def works(told: Told) -> bool:
    """They are in work, or will be."""
    work = told.one("work")
    return bool(work["has_job"] or work["self_employed"] or work["offered_a_job"])


def has_no_work_for_childcare(told: Told) -> bool:
    """They are not in work for childcare, in a first period from today."""
    return not any(adult.in_paid_work for adult in told.household.adults)


def has_a_work_allowance(told: Told) -> bool:
    """Some of any pay does not count (UC Regs reg 22(2))."""
    return bool(told.award.work_allowance_pence)


def has_savings_that_do_not_count(told: Told) -> bool:
    """Some of what they have is disregarded."""
    return not all(map(counting.savings_count, told.all("savings")))


def may_be_capped(told: Told) -> bool:
    """They pay rent or have children: without either, nobody gets as much as the limit."""
    return rents(told) or has_a_child_here(told)


def gets_a_cap_lifting_income(told: Told) -> bool:
    """A benefit for injury, caring or disability that lifts the benefit cap."""
    return any(income["kind"] in CAP_LIFTING_INCOME for income in told.all("income"))


def is_free_of_the_cap(told: Told) -> bool:
    """The benefit cap does not apply to them."""
    return told.award.benefit_cap_exempt
