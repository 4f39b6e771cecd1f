"""Choosing who deals with a claim that is kept from somebody, and whom it is not kept from for good any more."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actors import actor_for
from accounts.knowing import staff_of
from accounts.models import User
from audit.services import record
from claims.closeness import check_is_not_kept, kept_for_good, why_close
from claims.kept import HandOver, LetBack
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.permissions import Permission


class StillClose(Exception):
    """It would be kept from them all the same. ``why`` is how close they are."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def hand_over(*, claim: Claim, to: User, note: str, by: Actor) -> HandOver:
    """A team leader chooses who deals with a claim. The latest choice holds; the same again is one. From then
    on it is kept for good from everybody of whom a conflict was seen, though what it came from may end (``let_back``).

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


def let_back(*, claim: Claim, staff: User, reason: str, by: Actor) -> None:
    """A team leader ends that a claim is kept for good from somebody else: what was thought of them was a mistake, or
    is long over. Nothing changes for somebody from whom it is not.

    Raises PermissionDenied for anybody else, Kept for a claim kept from the team leader, StillClose.
    """
    if not by.may(Permission.OVERSEE_CONFLICTS) or by.user_id is None or staff.pk not in staff_of(by):
        raise PermissionDenied("Only their team leader lets somebody deal with a claim again")
    with transaction.atomic():
        locked = Claim.objects.select_for_update().get(pk=claim.pk)
        check_is_not_kept(locked, by)
        if why := why_close(locked, actor_for(staff)):
            raise StillClose(why)
        if not kept_for_good(staff.pk).filter(claim=locked).exists():
            return
        back = LetBack.objects.create(
            staff=staff, claim=locked, reason=reason, at=clock.now(), by_id=by.user_id, by_name=by.name
        )
        record("claim_let_back", by=by, subject=back, claim_reference=locked.reference, staff=staff.pk)
