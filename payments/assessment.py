"""The one assessment: what a claim comes to for a period. Previews and statements both use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from claims.earnings import Earnings
from claims.household import CircumstancesMissing, household_for, members_during
from claims.models import Claim, Fact, Member
from claims.querysets import FactQuerySet
from core.holidays import bank_holidays, check_known
from core.prepared import Prepared
from payments.models import PayKind
from rules.award import Award, award_for
from rules.cases import dump_case, write_case
from rules.household import Household, Payday
from rules.paydays import pay_date
from rules.periods import Period


@dataclass(frozen=True, slots=True)
class Assessment:
    """An award for a period, with what it was worked out from and who is on the claim."""

    period: Period
    members: tuple[Member, ...]
    household: Household
    award: Award
    earned: Mapping[UUID, Earnings]

    @property
    def case(self) -> str:
        """The household in the case format: one line of JSON with exact decimals."""
        return dump_case(write_case(self.household, self.period.start, ages_on=self.period.end))


def assess(claim: Claim, period: Period, *, known_at: datetime | None = None, estimate: bool = False) -> Assessment:
    """Work out a claim's award for a period from what was recorded by a moment (None: now).

    ``estimate`` allows a period beyond the last rated year. Raises MissingRate, MissingFact and
    CircumstancesMissing: an award is never made on a guess.
    """
    members = tuple(members_during(claim, period, known_at))
    earned = earned_in(claim, period, known_at=known_at)
    household = household_for(claim, period, earned=earned, known_at=known_at)
    return Assessment(period, members, household, award_for(household, period, estimate=estimate), earned)


def earned_in(claim: Claim, period: Period, *, known_at: datetime | None = None) -> dict[UUID, Earnings]:
    """What each person on a claim earned in a period: pay in the order it was paid, and profit."""
    earned: dict[UUID, Earnings] = defaultdict(Earnings)
    for pay in claim.pay.as_known(known_at).received_in(period).order_by("paid_on", "reported_at", "pk"):
        so_far = earned[pay.person_id]
        if pay.kind == PayKind.SELF_EMPLOYMENT:
            profit = (so_far.self_employed_pence or 0) + pay.net_pence
            earned[pay.person_id] = replace(so_far, self_employed_pence=profit)
        else:
            payday = Payday(pay.employer, pay.paid_on, pay.net_pence)
            earned[pay.person_id] = replace(so_far, paydays=(*so_far.paydays, payday))
    return dict(earned)


def _residence(claim: Claim | UUID, on: date, known_at: datetime | None = None) -> FactQuerySet:
    people = Member.objects.filter(claim=claim).as_known(known_at).filter(applies__contains=on).values("person")
    known = Fact.objects.filter(person__in=people, kind="residence").as_known(known_at).on(on)
    return known.order_by("recorded_at")[:1]


_RESIDENCE_NOW = Prepared(lambda claim, on: _residence(claim, on))


def country_of(claim: Claim, on: date, *, known_at: datetime | None = None) -> str:
    """The part of Great Britain whose bank holidays move a claim's pay dates. Raises CircumstancesMissing."""
    found = _residence(claim, on, known_at).first() if known_at else _RESIDENCE_NOW.first(claim=claim.pk, on=on)
    if found is None:
        raise CircumstancesMissing(f"It is not recorded in which country {claim} is")
    return str(found.value["country"])


def countries_of(claims: Iterable[Claim], on: date) -> dict[UUID, str]:
    """The same of many claims, as believed now; a claim of which it is not recorded is left out. One query."""
    places = {
        "person__memberships__claim__in": [claim.pk for claim in claims],
        "person__memberships__superseded_at": None,
        "person__memberships__applies__contains": on,
    }
    known = Fact.objects.as_known(None).filter(kind="residence", **places).on(on).order_by("recorded_at")
    found: dict[UUID, str] = {}
    for claim, value in known.values_list("person__memberships__claim", "value"):
        found.setdefault(claim, str(value["country"]))
    return found


def pay_date_of(period: Period, country: str) -> date:
    """When a period is paid: seven days after it ends, or the last working day before that.

    Raises HolidaysUnknown for a year whose bank holidays are not known.
    """
    day = pay_date(period, bank_holidays(country))
    check_known(day, country)
    return day
