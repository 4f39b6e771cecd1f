"""What staff may find, and what waits for them."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from accounts.models import Concern, Person
from accounts.models.concerns import ConcernQuerySet
from claims.closeness import close_people, kept_from
from claims.kept import HandOver
from claims.models import Claim, ClaimState, Decision, Member, ReasonCode
from claims.places import is_in_london
from claims.querysets import ClaimQuerySet
from core import clock
from core.actor import Actor
from core.permissions import Permission

SHORTEST_NAME = 2
Rows = TypeVar("Rows", bound=QuerySet[Any])


def claims_for_staff(actor: Actor) -> ClaimQuerySet:
    """Claims that this member of staff may open: every one that was sent, but for those kept from them."""
    if not actor.may(Permission.OPEN_CLAIMS):
        return Claim.objects.none()
    return Claim.objects.not_about(actor).filter(submitted_at__isnull=False)


def about_nobody_kept(rows: Rows, actor: Actor) -> Rows:
    """These rows, each about a ``person``, but for those of anybody close to this member of staff, or whose claim is
    kept from them."""
    close = Person.objects.filter(pk__in=close_people(actor))
    kept = Member.objects.filter(claim__in=Claim.objects.filter(kept_from(actor)))
    return rows.exclude(person__in=close).exclude(person__in=kept.values("person"))


def waiting_claims(actor: Actor) -> ClaimQuerySet:
    """Claims that wait for a decision, the longest wait first, but for those that somebody else was chosen to deal
    with."""
    waiting = claims_for_staff(actor).filter(state=ClaimState.SUBMITTED)
    handed = HandOver.objects.filter(claim=OuterRef("pk")).order_by("-at", "-pk").values("to")[:1]
    waiting = waiting.annotate(chosen=Subquery(handed)).filter(Q(chosen=None) | Q(chosen=actor.user_id))
    return with_people(waiting).order_by("submitted_at", "pk")


def opened_claims(actor: Actor) -> ClaimQuerySet:
    """Claims whose record is open to them now."""
    return with_people(claims_for_staff(actor).opened_by(actor)).order_by("-submitted_at", "pk")


def find_claims(actor: Actor, words: str) -> ClaimQuerySet:
    """Claims by reference, however it is typed, or by how the claimant's family name begins."""
    found = Q(reference=as_reference(words))
    if len(words) >= SHORTEST_NAME:
        named = Member.objects.filter(superseded_at__isnull=True, person__family_name__istartswith=words)
        found |= Q(pk__in=named.values("claim"))
    return with_people(claims_for_staff(actor).filter(found)).order_by("-submitted_at", "pk")


def as_reference(words: str) -> str:
    """What was typed as a reference: any case and spacing, O for 0 and I or L for 1."""
    letters = re.sub("[^0-9A-Z]", "", words.upper()).removeprefix("UC").translate(str.maketrans("OIL", "011"))
    return f"UC-{letters[:4]}-{letters[4:]}"


def with_people(claims: ClaimQuerySet) -> ClaimQuerySet:
    """The same claims, each with who is on it today. One query more."""
    members = Member.objects.current(clock.today()).select_related("person").defer("person__nino")
    return claims.prefetch_related(Prefetch("members", members.order_by("recorded_at"), to_attr="current_members"))


def concerns_for(actor: Actor) -> ConcernQuerySet:
    """What people told us of their accounts, for this member of staff; never what anybody close to them did: it may be
    about them."""
    close = Person.objects.filter(pk__in=close_people(actor))
    return Concern.objects.for_actor(actor).exclude(user__in=close.filter(user__isnull=False).values("user"))


def reasons_for(outcome: str) -> list[ReasonCode]:
    """Reasons in use for accepting or refusing."""
    return list(ReasonCode.objects.filter(outcome=outcome, in_use=True))


def latest_decision(claim: Claim) -> Decision | None:
    """The decision that holds."""
    return claim.decisions.select_related("reason").order_by("-decided_at").first()


def home_of(claim: Claim) -> dict[str, str]:
    """Where they live, as declared from the day of the claim; empty when that is not known."""
    fact = claim.facts.as_known().filter(kind="home").on(claim.claimed_on).first() if claim.claimed_on else None
    return fact.value if fact else {}


def needs_area(home: dict[str, str]) -> bool:
    """Local Housing Allowance goes by the area of a private tenancy (UC Regs Sch 4 para 25)."""
    return home.get("tenure") == "private"


def needs_london(home: dict[str, str]) -> bool:
    """The benefit cap is higher in Greater London (UC Regs reg 80A), and the postcode cannot tell."""
    return is_in_london(home.get("postcode") or "") is None


def home_of_today(claim: Claim) -> dict[str, str]:
    """Where they live now, as far as we know; empty when that is not known."""
    fact = claim.facts.as_known().filter(kind="home").on(clock.today()).first()
    return fact.value if fact else {}
