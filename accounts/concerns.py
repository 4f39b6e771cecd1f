"""Dealing with what people told us about their account."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actors import person_id_of
from accounts.models import Concern
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import Permission


def deal_with_concern(*, concern: Concern, note: str, by: Actor) -> Concern:
    """Note that a member of staff looked into it, and what they did. The first to do so is kept.

    Raises PermissionDenied for who may not, or for one's own account.
    """
    if not by.may(Permission.DEAL_WITH_CONCERNS) or by.user_id == concern.user_id:
        raise PermissionDenied("This actor does not deal with this")
    with transaction.atomic():
        locked = Concern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
        if locked.dealt_with_at:
            return locked
        locked.dealt_with_at, locked.dealt_with_by_id = clock.now(), by.user_id
        locked.dealt_with_by_name, locked.note = by.name, note
        locked.save(update_fields=["dealt_with_at", "dealt_with_by", "dealt_with_by_name", "note"])
        record("concern_dealt_with", by=by, subject=locked, person_id=person_id_of(locked.user), concern=locked.kind)
    return locked
