"""What a claimant has told us so far, by circumstance: what is judged when we say what was considered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from claims import counting
from claims.circumstances import Circumstance
from claims.facts import circumstances_of
from core import clock
from journeys.sitting import Sitting
from rules.ages import age_on
from rules.benefit_cap import CAP_LIFTING_INCOME
from rules.housing import CONTRIBUTION_AGE, keeps_own_bedroom
from rules.periods import assessment_period
from rules.words import CARE_BENEFITS


class Told:
    """Circumstances made from the answers on the path of a sitting, as they will be when the claim is sent."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._found: dict[str, list[Circumstance]] = {}
        for each in circumstances_of(sitting):
            self._found.setdefault(each.kind, []).append(each)
        self._asked = {step.page.slug for _task, _item, step in sitting.path()}

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The value of each circumstance of this kind."""
        return [each.full_value for each in self._found.get(kind, [])]

    def one(self, kind: str) -> dict[str, Any]:
        """The value of a circumstance of which there is one, empty where nothing of it was asked."""
        return next(iter(self.all(kind)), {})

    def was_asked(self, slug: str) -> bool:
        """Whether a page was on their path."""
        return slug in self._asked


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


def _age_that_counts(born: dict[str, Any]) -> int:
    """How old somebody is for the first payment: as on the last day of the period (docs/adr/0006)."""
    return age_on(date.fromisoformat(born["date_of_birth"]), assessment_period(clock.today(), 1).end)


# Who lives there


def has_a_child_here(told: Told) -> bool:
    """A child counts for them."""
    return any(map(counting.lives_here, told.all("child")))


def has_a_disabled_child(told: Told) -> bool:
    """A child who counts gets a disability benefit or is blind."""
    return any(child["disability"] != "none" for child in told.all("child") if counting.lives_here(child))


def has_a_child_with_a_benefit(told: Told) -> bool:
    """A child who counts gets a disability benefit."""
    return any(counting.child_gets_benefit(child) for child in told.all("child") if counting.lives_here(child))


def lives_with_another_adult(told: Told) -> bool:
    """Somebody who is neither lodger, joint tenant nor landlord."""
    return any(map(counting.is_non_dependant, told.all("other_adult")))


def every_adult_is_excused(told: Told) -> bool:
    """Nobody who lives with them has to help with the rent."""
    return not any(
        counting.is_non_dependant(adult)
        and not counting.no_contribution_reason(adult)
        and _age_that_counts(adult) >= CONTRIBUTION_AGE
        for adult in told.all("other_adult")
    )


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


def rents_with_another_adult(told: Told) -> bool:
    """Another adult lives in the home they rent."""
    return rents(told) and lives_with_another_adult(told)


def has_an_own_bedroom_reason(told: Told) -> bool:
    """They are excepted from the rate for a shared home."""
    reason = counting.own_bedroom_reason(told.one("own_bedroom").get("own_bedroom"))
    return keeps_own_bedroom(reason, _age_that_counts(told.one("birth")))


# Health and caring


def needs_care(told: Told) -> bool:
    """They are blind, or get a benefit for care or daily living."""
    health = told.one("health")
    return counting.is_blind(health) or bool(CARE_BENEFITS & set(counting.disability_benefits(health)))


def gets_a_disability_benefit(told: Told) -> bool:
    """They get one of the benefits that lift the benefit cap."""
    return bool(counting.disability_benefits(told.one("health")))


def is_near_the_end_of_life(told: Told) -> bool:
    """The special rules apply."""
    return counting.is_near_the_end_of_life(told.one("health"))


def has_lcwra(told: Told) -> bool:
    """The health amount is due at once."""
    return counting.has_lcwra(told.one("health"), told.all("income"))


def keeps_the_higher_health_amount(told: Told) -> bool:
    """The health amount is the higher one."""
    return counting.keeps_the_higher_health_amount(told.one("health"), told.all("income"))


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


def meets_work_condition(told: Told) -> bool:
    """In work for childcare, in a first period from today."""
    return counting.meets_work_condition(told.one("work"), told.all("job"), assessment_period(clock.today(), 1))


def has_a_work_allowance(told: Told) -> bool:
    """Some of any pay does not count (UC Regs reg 22(2))."""
    return has_a_child_here(told) or counting.has_lcw(told.one("health")) or has_lcwra(told)


def has_savings_that_do_not_count(told: Told) -> bool:
    """Some of what they have is disregarded."""
    return not all(map(counting.savings_count, told.all("savings")))


def may_be_capped(told: Told) -> bool:
    """They pay rent or have children: without either, nobody gets as much as the limit."""
    return rents(told) or has_a_child_here(told)


def gets_a_cap_lifting_income(told: Told) -> bool:
    """A benefit for injury, caring or disability that lifts the benefit cap."""
    return any(income["kind"] in CAP_LIFTING_INCOME for income in told.all("income"))


def stopped_after_a_year(told: Told) -> bool:
    """The nine months after a year of enough pay are not over."""
    until = counting.cap_grace_until(told.one("stopped_work"), told.all("job"))
    return until is not None and until >= clock.today()
