"""Choosing who deals with a claim that is kept from somebody."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actors import actor_for
from accounts.models import User
from audit.services import record
from claims.closeness import check_is_not_kept
from claims.kept import HandOver
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.permissions import Permission


def hand_over(*, claim: Claim, to: User, note: str, by: Actor) -> HandOver:
    """A team leader chooses who deals with a claim. The latest choice holds; the same again is one.

    Raises PermissionDenied for anybody else and for who handles no claims, Kept where it is kept from either of them.
    """
    if not by.may(Permission.OVERSEE_CONFLICTS) or by.user_id is None:
        raise PermissionDenied("Only team leaders choose who deals with a claim")
    if not (to.is_active and actor_for(to).may(Permission.OPEN_CLAIMS)):
        raise PermissionDenied("They handle no claims")
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        check_is_not_kept(locked, by)
        check_is_not_kept(locked, actor_for(to))
        latest = locked.hand_overs.first()
        if latest and (latest.to_id, latest.note) == (to.pk, note):
            return latest
        handed = HandOver.objects.create(
            claim=locked,
            to=to,
            to_name=to.name,
            note=note,
            at=clock.now(),
            by_id=by.user_id,
            by_name=by.name,
        )
        record("claim_handed_over", by=by, subject=handed, claim_reference=locked.reference, to=to.pk)
    return handed
