"""Legal holds: of some people nothing is deleted, however old it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from audit.services import record
from claims.closeness import check_is_not_kept
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from privacy.models import LegalHold


def held_people() -> Iterable[UUID]:
    """Of whom nothing may be deleted today."""
    now = LegalHold.objects.filter(Q(until=None) | Q(until__gte=clock.today()), ended_at=None)
    return now.values_list("person_id", flat=True)


def place_holds(*, claim: Claim, reason: str, until: date | None, by: Actor) -> list[LegalHold]:
    """Keep everything about everybody who is, or was, on this claim. Raises MoveRefused unless an admin asks,
    PermissionDenied for the claim of one who is close to them."""
    _only_admins(by)
    check_is_not_kept(claim, by)
    with transaction.atomic():
        people = claim.members.filter(superseded_at=None).order_by("recorded_at").values_list("person_id", flat=True)
        return [_place(person, claim, reason, until, by) for person in dict.fromkeys(people)]


def _place(person_id: UUID, claim: Claim, reason: str, until: date | None, by: Actor) -> LegalHold:
    assert by.user_id is not None, "admins are users"
    hold = LegalHold.objects.create(
        person_id=person_id,
        claim_reference=claim.reference,
        reason=reason,
        until=until,
        placed_at=clock.now(),
        placed_by_id=by.user_id,
        placed_by_name=by.name,
    )
    record("legal_hold_placed", by=by, subject=hold, claim_reference=claim.reference, person_id=person_id)
    return hold


def end_hold(*, hold: LegalHold, by: Actor) -> LegalHold:
    """Let what is old enough be deleted again. Ending one that has ended changes nothing. Raises what place_holds
    does: nobody ends what keeps proof about themselves."""
    _only_admins(by)
    for claim in Claim.objects.filter(reference=hold.claim_reference):
        check_is_not_kept(claim, by)
    with transaction.atomic():
        hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
        if hold.ended_at is None:
            hold.ended_at, hold.ended_by_name = clock.now(), by.name
            hold.save(update_fields=["ended_at", "ended_by_name"])
            record(
                "legal_hold_ended",
                by=by,
                subject=hold,
                claim_reference=hold.claim_reference,
                person_id=hold.person_id,
            )
    return hold


def _only_admins(by: Actor) -> None:
    if not by.may(Permission.HOLD_DATA):
        raise MoveRefused("Only an admin may say what must not be deleted")
