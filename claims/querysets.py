"""Which rows somebody may see. Every query about a claim begins here."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from audit.models import Access
from claims.closeness import kept_from
from core import clock
from core.actor import Actor
from core.permissions import Permission

if TYPE_CHECKING:
    from claims.models import Claim, Fact, Member  # noqa: F401 - named by what holds them

# A member of staff who gave a reason may read the record for the rest of a working day, then gives one again.
RECORD_STAYS_OPEN = timedelta(hours=8)
OPENED = "record opened"


def openings_by(actor: Actor) -> models.QuerySet[Access]:
    """The reasons this actor gave for opening records, while they still hold."""
    since = clock.now() - RECORD_STAYS_OPEN
    return Access.objects.filter(user_id=actor.user_id, page=OPENED, at__gt=since)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims, beginning with who is asking."""

    def of_person(self, person_id: object, on: date | None = None) -> ClaimQuerySet:
        """Claims that this person is on."""
        members = self.model._meta.get_field("members").related_model.objects
        return self.filter(Exists(members.current(on or clock.today()).filter(claim=OuterRef("pk"), person=person_id)))

    def opened_by(self, actor: Actor) -> ClaimQuerySet:
        """Claims whose record this member of staff opened with a reason, and not too long ago. Never their own."""
        if not actor.may(Permission.OPEN_CLAIMS):
            return self.none()
        return self.not_about(actor).filter(Exists(openings_by(actor).filter(claim_reference=OuterRef("reference"))))

    def not_about(self, actor: Actor) -> ClaimQuerySet:
        """Without the claims that this member of staff is on, and those of people whom they help or have helped, know,
        or live with: nobody handles their own, or that of somebody they are close to (claims.closeness)."""
        return self.exclude(kept_from(actor))

    def for_actor(self, actor: Actor) -> ClaimQuerySet:
        """Claims that this actor may read: their own, or as staff those that they opened."""
        if not actor.is_authenticated:
            return self.none()
        if actor.is_staff_member:
            return self.opened_by(actor)
        return self.none() if actor.claimant_id is None else self.of_person(actor.claimant_id)


class MemberQuerySet(models.QuerySet["Member"]):
    """Who is on a claim."""

    def current(self, on: date) -> MemberQuerySet:
        """On the claim on this day, as believed now."""
        return self.filter(superseded_at__isnull=True, applies__contains=on)

    def as_known(self, at: datetime | None) -> MemberQuerySet:
        """As believed at a moment (None: now)."""
        return self.filter(_believed(at))


class FactQuerySet(models.QuerySet["Fact"]):
    """Circumstances."""

    def as_known(self, at: datetime | None = None) -> FactQuerySet:
        """As believed at a moment (None: now)."""
        return self.filter(_believed(at))

    def on(self, day: date) -> FactQuerySet:
        """That hold on this day."""
        return self.filter(applies__contains=day)

    def about(self, claim: Claim, person_ids: list[Any]) -> FactQuerySet:
        """About a claim and these people."""
        return self.filter(Q(claim=claim) | Q(person__in=person_ids))


def _believed(at: datetime | None) -> Q:
    if at is None:
        return Q(superseded_at__isnull=True)
    return Q(recorded_at__lte=at) & (Q(superseded_at__isnull=True) | Q(superseded_at__gt=at))
