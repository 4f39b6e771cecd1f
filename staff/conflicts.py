"""What a team leader sees of conflicts of interest, and what is handed to somebody."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accounts.knowing import staff_of
from accounts.models import User
from claims.closeness import kept_for_good
from claims.kept import HandOver, KeptAttempt
from claims.models import Claim, ClaimState
from claims.querysets import ClaimQuerySet
from core.actor import Actor
from core.permissions import Permission, roles_with
from staff.selectors import claims_for_staff, with_people


def attempts_for(actor: Actor) -> QuerySet[KeptAttempt]:
    """Kept claims that the staff of this team leader's office asked for, the latest first; never one that is kept from
    the team leader too."""
    staff = staff_of(actor)
    attempts = KeptAttempt.objects.filter(staff__in=staff, claim__in=claims_for_staff(actor))
    latest = HandOver.objects.filter(claim=OuterRef("claim")).order_by("-at", "-pk").values("to_name")[:1]
    for_good = Exists(kept_for_good(*staff).filter(pk=OuterRef("pk")))
    return attempts.select_related("staff", "claim").annotate(dealt_with_by=Subquery(latest), is_for_good=for_good)


def kept_out_of(claim: Claim, actor: Actor) -> list[User]:
    """Of the staff of this team leader's office, those from whom a claim is kept for good."""
    out = kept_for_good(*staff_of(actor)).filter(claim=claim).values("staff")
    return list(User.objects.filter(pk__in=out).order_by("name", "pk"))


def dealt_with_by(claim: Claim) -> str:
    """Whom a team leader chose to deal with a claim; nothing where nobody was chosen."""
    latest = claim.hand_overs.values_list("to_name", flat=True).first()
    return str(latest or "")


def colleagues_of(actor: Actor) -> list[User]:
    """Who can be chosen to deal with a claim: who handles claims at this team leader's office, themself among them."""
    handling = User.objects.filter(roles__overlap=sorted(roles_with(Permission.OPEN_CLAIMS)), is_active=True)
    return list(handling.filter(pk__in=[*staff_of(actor), actor.user_id]).order_by("name", "pk"))


def team_leaders_of(actor: Actor) -> list[str]:
    """Whom this member of staff asks: the names of the team leaders of their office, but for themself."""
    leading = User.objects.filter(roles__overlap=sorted(roles_with(Permission.OVERSEE_CONFLICTS)), is_active=True)
    office = User.objects.filter(pk__in=[actor.user_id]).values_list("office", flat=True).first()
    found = leading.filter(office=office).exclude(pk__in=[actor.user_id]).order_by("name", "pk")
    return [each.name for each in found if each.name]


def handed_to(actor: Actor) -> ClaimQuerySet:
    """Claims that a team leader chose this member of staff to deal with, and that are not over."""
    latest = HandOver.objects.filter(claim=OuterRef("pk")).order_by("-at", "-pk").values("to")[:1]
    claims = claims_for_staff(actor).filter(pk__in=HandOver.objects.filter(to=actor.user_id).values("claim"))
    claims = claims.filter(state__in=[ClaimState.SUBMITTED, ClaimState.OPEN])
    return with_people(claims.annotate(dealt_with_by=Subquery(latest)).filter(dealt_with_by=actor.user_id)).order_by(
        "submitted_at", "pk"
    )
