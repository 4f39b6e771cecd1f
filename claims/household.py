"""The household as it was during a period: where circumstances become what an award is worked out from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from claims import counting
from claims.circumstances import Circumstance
from claims.earnings import Earnings
from claims.models import Claim, Fact, Member
from rules.household import Adult, Charge, Child, Household, Housing, NonDependant, Unearned
from rules.housing import ON_RENT
from rules.periods import Period
from rules.rounding import as_month

HOUSING_KINDS = {
    "social": "social",
    "private": "private",
    "mortgage": "owner",
    "own": "owner",
    "family": "family",
    "supported": "supported",
    "temporary": "temporary",
    "none": "none",
}
OWNERS_WAIT = 3  # assessment periods before an owner's service charges are paid (Sch 5 para 5)
# A circumstance as it was recorded, or as answers say it; and those known, by whose they are (None: the claim's).
Said = Fact | Circumstance
Known = Mapping[tuple[UUID | None, str], Sequence[Said]]


class CircumstancesMissing(LookupError):
    """What an award needs was never recorded for this claim."""


def members_during(claim: Claim, period: Period, known_at: datetime | None = None) -> list[Member]:
    """Who is on the claim at the end of a period, as known at a time (None: now), oldest member first."""
    members = claim.members.as_known(known_at).filter(applies__contains=period.end)
    return list(members.select_related("person").order_by("recorded_at"))


def household_for(
    claim: Claim,
    period: Period,
    *,
    earned: Mapping[UUID, Earnings],
    known_at: datetime | None = None,
) -> Household:
    """The household during a period, as known at a time (None: now); ``earned`` is what each person earned in it.

    Circumstances count as they are on the period's last day, because a change takes effect from the first day
    of the period in which it happens (DAR 2013 Sch 1 para 20). Raises CircumstancesMissing.
    """
    members = members_during(claim, period, known_at)
    if not members:
        raise CircumstancesMissing(f"Nobody is on {claim} on {period.end}")
    people = [member.person_id for member in members]
    facts: dict[tuple[UUID | None, str], list[Fact]] = defaultdict(list)
    rows = Fact.objects.about(claim, people).as_known(known_at).on(period.end)
    for fact in rows.order_by("recorded_at", "id"):
        facts[fact.person_id, fact.kind].append(fact)
    return household_of(facts, people, earned, period)


def household_of(facts: Known, people: Sequence[UUID], earned: Mapping[UUID, Earnings], period: Period) -> Household:
    """The household that these circumstances make in a period. Raises CircumstancesMissing."""
    home = _one(facts, None, "home")
    return Household(
        adults=tuple(_adult(facts, person, earned.get(person, Earnings()), period) for person in people),
        children=tuple(
            _child(fact, facts.get((None, "childcare"), []))
            for fact in facts.get((None, "child"), [])
            if counting.lives_here(fact.full_value)
        ),
        housing=_housing(facts, home, period),
        non_dependants=tuple(
            _non_dependant(value) for value in _all(facts, None, "other_adult") if counting.is_non_dependant(value)
        ),
        capital_pence=sum(
            counting.savings_pence(value)
            for person in people
            for value in _all(facts, person, "savings")
            if counting.savings_count(value)
        ),
        cap_grace_until=max(filter(None, (_cap_grace_until(facts, person) for person in people)), default=None),
        london=_one(facts, None, "area")["london"],
    )


def _one(facts: Known, subject: UUID | None, kind: str) -> dict[str, Any]:
    """The value of a circumstance of which there is one. Raises CircumstancesMissing."""
    rows = facts.get((subject, kind), [])
    if not rows:
        raise CircumstancesMissing(f"No {kind} is recorded")
    return rows[0].full_value


def _all(facts: Known, subject: UUID | None, kind: str) -> list[dict[str, Any]]:
    """The values of a circumstance of which there may be any number."""
    return [row.full_value for row in facts.get((subject, kind), [])]


def _perhaps(facts: Known, subject: UUID | None, kind: str) -> dict[str, Any]:
    """The value of a circumstance that not everybody is asked about, empty where it was not recorded."""
    return next(iter(_all(facts, subject, kind)), {})


def _cap_grace_until(facts: Known, person: UUID) -> date | None:
    return counting.cap_grace_until(_perhaps(facts, person, "stopped_work"), _all(facts, person, "job"))


def _adult(facts: Known, person: UUID, earned: Earnings, period: Period) -> Adult:
    identity = _one(facts, person, "identity")
    born = _one(facts, person, "birth")["date_of_birth"]
    work = _one(facts, person, "work")
    if work["self_employed"] and earned.self_employed_pence is None:
        raise CircumstancesMissing("Self-employed earnings are not reported for this period")
    health, incomes = _one(facts, person, "health"), _all(facts, person, "income")
    return Adult(
        date_of_birth=date.fromisoformat(born),
        name=identity["given_names"],
        paydays=earned.paydays,
        self_employed_pence=earned.self_employed_pence or 0,
        in_paid_work=counting.meets_work_condition(work, _all(facts, person, "job"), period),
        lcw=counting.has_lcw(health),
        lcwra=counting.has_lcwra(health, incomes),
        lcwra_protected=counting.keeps_the_higher_health_amount(health, incomes),
        carer=any(counting.is_caring(value) for value in _all(facts, person, "caring")),
        blind=counting.is_blind(health),
        disability_benefits=counting.disability_benefits(health),
        unearned=tuple(_income(value) for value in incomes),
    )


def _income(value: counting.Value) -> Unearned:
    return Unearned(value["kind"], value["amount_pence"], value["frequency"])


def _non_dependant(value: counting.Value) -> NonDependant:
    return NonDependant(
        date_of_birth=date.fromisoformat(value["date_of_birth"]),
        name=value["given_names"],
        no_contribution_reason=counting.no_contribution_reason(value),
    )


def _child(fact: Said, childcare: Sequence[Said]) -> Child:
    """A child, with what is paid for their childcare as a month, as declared until a change is reported."""
    value = fact.full_value
    disability = value["disability"]
    return Child(
        date_of_birth=date.fromisoformat(value["date_of_birth"]),
        name=value["given_names"],
        sex=value.get("sex") or "",
        disability="none" if disability == "blind" else disability,
        blind=disability == "blind",
        dla="LOWER" if value.get("blind_benefit") else None,
        in_education=bool(value.get("in_education")),
        childcare_pence=sum(
            as_month(paid.value["amount_pence"], paid.value["frequency"])
            for paid in childcare
            if paid.value["child"] == fact.item
        ),
    )


def _housing(facts: Known, home: dict[str, Any], period: Period) -> Housing:
    kind = HOUSING_KINDS[home["tenure"]]
    if kind == "owner":
        waited = period.number > OWNERS_WAIT
        return Housing(kind, _service_charges(_perhaps(facts, None, "tenancy")), owner_wait_over=waited)
    if kind not in ON_RENT:
        return Housing(kind=kind)
    tenancy = _one(facts, None, "tenancy")
    tenants = tenancy.get("tenants") or 1
    exceptions = counting.real_reasons(tenancy.get("spare_room_exceptions"))
    return Housing(
        kind=kind,
        charges=(_rent(tenancy), *_service_charges(tenancy)),
        bedrooms=tenancy["bedrooms"],
        brma=_one(facts, None, "area")["brma"],
        tenants=tenants,
        tenants_in_household=tenants if tenancy.get("pays_all_rent") else 1,
        extra_bedrooms=counting.real_reasons(tenancy["extra_bedroom"]),
        one_bedroom_reason=counting.own_bedroom_reason(_perhaps(facts, None, "own_bedroom").get("own_bedroom")),
        shared_ownership="shared_ownership" in exceptions,
        sanctuary="sanctuary" in exceptions,
    )


def _rent(tenancy: dict[str, Any]) -> Charge:
    weeks = tenancy.get("rent_free_weeks") or 0
    return Charge("rent", tenancy["rent_pence"], tenancy["rent_frequency"], rent_free_weeks=weeks)


def _service_charges(tenancy: dict[str, Any]) -> tuple[Charge, ...]:
    if not tenancy.get("has_service_charges"):
        return ()
    return (Charge("service", tenancy["service_charge_pence"], tenancy["service_charge_frequency"]),)
