"""While the carrier does not know us nothing is handed to it and nothing fails; then everything goes on by itself."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import transaction

from audit.services import record
from core import clock
from core.actor import Actor
from notifications.models import Standstill

logger = logging.getLogger(__name__)


def standstill() -> Standstill | None:
    """That nothing can be handed to the carrier now."""
    return Standstill.objects.filter(carrier=_carrier(), ended_at=None).first()


def stand_still(*, reason: str, by: Actor) -> None:
    """Hand nothing more to the carrier. Twice is once."""
    with transaction.atomic():
        found, is_new = Standstill.objects.get_or_create(
            carrier=_carrier(), ended_at=None, defaults={"since": clock.now(), "reason": reason[:200]}
        )
        if is_new:
            logger.error("Messages stand still: %s", reason)
            record("messages_stand_still", by=by, subject=found, reason=reason)


def go_on(*, by: Actor) -> None:
    """Hand messages over again."""
    with transaction.atomic():
        for found in Standstill.objects.select_for_update().filter(carrier=_carrier(), ended_at=None):
            found.ended_at = clock.now()
            found.save(update_fields=["ended_at"])
            record("messages_go_on", by=by, subject=found)


def _carrier() -> str:
    return settings.NOTIFICATIONS_BACKEND.rpartition(".")[2]
