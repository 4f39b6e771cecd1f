"""Reading the outbox."""

from __future__ import annotations

from django.db.models import QuerySet

from notifications.models import Message


def outbox_for(reference: str) -> QuerySet[Message]:
    """Every message to the recipient with this reference, the newest first."""
    return Message.objects.filter(recipient_reference=reference).order_by("-queued_at", "-pk")
