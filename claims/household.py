"""The household as it was during a period: where circumstances become what an award is worked out from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from claims.circumstances import Circumstance
from claims.earnings import Earnings
from claims.models import Claim, Fact, Member
from rules.household import Adult, Charge, Child, Household, Housing, NonDependant, Unearned
from rules.periods import Period
from rules.rounding import as_month, round_half_up

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
SHARES = {"mine": 1, "two": 2, "three": 3}
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
    return household_of(facts, people, earned, period.end)


def household_of(facts: Known, people: Sequence[UUID], earned: Mapping[UUID, Earnings], on: date) -> Household:
    """The household that these circumstances of a day make. Raises CircumstancesMissing."""
    home = _one(facts, None, "home")
    return Household(
        adults=tuple(_adult(facts, person, earned.get(person, Earnings()), on) for person in people),
        children=tuple(
            _child(fact, facts.get((None, "childcare"), []))
            for fact in facts.get((None, "child"), [])
            if _lives_here(fact)
        ),
        housing=_housing(facts, home),
        non_dependants=tuple(
            _non_dependant(fact) for fact in facts.get((None, "other_adult"), []) if _is_non_dependant(fact)
        ),
        lcwra_protected=any(_is_near_the_end_of_life(facts, person) for person in people),
        capital_pence=sum(_capital_pence(facts, person) for person in people),
        london=_one(facts, None, "area")["london"],
    )


def _one(facts: Known, subject: UUID | None, kind: str) -> dict[str, Any]:
    """The value of a circumstance of which there is one. Raises CircumstancesMissing."""
    rows = facts.get((subject, kind), [])
    if not rows:
        raise CircumstancesMissing(f"No {kind} is recorded")
    return rows[0].full_value


def _adult(facts: Known, person: UUID, earned: Earnings, on: date) -> Adult:
    identity = _one(facts, person, "identity")
    born = _one(facts, person, "birth")["date_of_birth"]
    work = _one(facts, person, "work")
    if work["self_employed"] and earned.self_employed_pence is None:
        raise CircumstancesMissing("Self-employed earnings are not reported for this period")
    health = _one(facts, person, "health")
    return Adult(
        date_of_birth=date.fromisoformat(born),
        name=identity["given_names"],
        paydays=earned.paydays,
        self_employed_pence=earned.self_employed_pence or 0,
        in_paid_work=work["self_employed"] or any(_is_held(job, on) for job in facts.get((person, "job"), [])),
        lcwra=_is_near_the_end_of_life(facts, person),
        carer=any(_is_caring(fact) for fact in facts.get((person, "caring"), [])),
        blind=bool(health.get("blind")),
        disability_benefits=tuple(each for each in health.get("disability_benefits", ()) if each != "none"),
        unearned=tuple(_income(fact) for fact in facts.get((person, "income"), [])),
    )


def _is_near_the_end_of_life(facts: Known, person: UUID) -> bool:
    """The special rules: the LCWRA element at once, at the protected rate (UC Regs 27A, 28(5))."""
    rows = facts.get((person, "health"), [])
    return bool(rows) and rows[0].full_value.get("end_of_life") == "yes"


def _is_caring(fact: Said) -> bool:
    """Regular and substantial care for somebody severely disabled, and nobody else is paid for it (UC Regs 29, 30)."""
    value = fact.value
    return value["35_hours"] and value["benefit"] != "none" and not value["other_carer"]


def _income(fact: Said) -> Unearned:
    return Unearned(fact.value["kind"], fact.value["amount_pence"], fact.value["frequency"])


def _is_non_dependant(fact: Said) -> bool:
    """Lodgers, joint tenants and landlords are not (UC Regs Sch 4 para 9(2))."""
    return fact.value["relationship"] not in {"lodger", "joint-tenant", "landlord"}


def _non_dependant(fact: Said) -> NonDependant:
    exemptions = [each for each in fact.value.get("exemptions") or () if each != "none"]
    return NonDependant(
        date_of_birth=date.fromisoformat(fact.value["date_of_birth"]),
        name=fact.value["given_names"],
        no_contribution_reason=exemptions[0] if exemptions else "",
    )


def _is_held(job: Said, on: date) -> bool:
    """A job not yet over."""
    ends = job.value.get("ends")
    return ends is None or date.fromisoformat(ends) >= on


def _lives_here(fact: Said) -> bool:
    """A child counts for the person they normally live with, unless the council looks after them (UC Regs reg 4)."""
    return fact.value["lives_with"] != "shared-mainly-other" and fact.value["relationship"] != "fostered"


def _child(fact: Said, childcare: Sequence[Said]) -> Child:
    """A child, with what is paid for their childcare as a month, as declared until a change is reported."""
    value = fact.value
    disability = value["disability"]
    return Child(
        date_of_birth=date.fromisoformat(value["date_of_birth"]),
        name=value["given_names"],
        sex=value.get("sex") or "",
        disability="none" if disability == "blind" else disability,
        blind=disability == "blind",
        in_education=bool(value.get("in_education")),
        childcare_pence=sum(
            as_month(paid.value["amount_pence"], paid.value["frequency"])
            for paid in childcare
            if paid.value["child"] == fact.item
        ),
    )


def _housing(facts: Known, home: dict[str, Any]) -> Housing:
    kind = HOUSING_KINDS[home["tenure"]]
    if kind not in {"social", "private"}:
        return Housing(kind=kind)
    tenancy = _one(facts, None, "tenancy")
    extra = [reason for reason in tenancy["extra_bedroom"] if reason != "none"]
    return Housing(
        kind=kind,
        charges=_charges(tenancy),
        bedrooms=tenancy["bedrooms"],
        brma=_one(facts, None, "area")["brma"],
        tenants=tenancy.get("tenants") or 1,
        extra_bedrooms=tuple(extra),
    )


def _charges(tenancy: dict[str, Any]) -> tuple[Charge, ...]:
    rent = Charge(
        "rent",
        tenancy["rent_pence"],
        tenancy["rent_frequency"],
        rent_free_weeks=tenancy.get("rent_free_weeks") or 0,
    )
    if not tenancy["has_service_charges"]:
        return (rent,)
    service = Charge("service", tenancy["service_charge_pence"], tenancy["service_charge_frequency"])
    return (rent, service)


def _capital_pence(facts: Known, person: UUID) -> int:
    """What this person has, with an equal share of what is held jointly (UC Regs reg 47), each to the penny (reg 6).

    What they say does not count (Sch 10) is left out: whoever accepts the claim has seen it and agrees.
    """
    counted = [row.value for row in facts.get((person, "savings"), []) if row.value["disregard"] == "none"]
    return sum(round_half_up(Fraction(value["amount_pence"], SHARES[value["joint"]])) for value in counted)
