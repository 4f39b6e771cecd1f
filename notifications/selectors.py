"""Reading the outbox."""

from __future__ import annotations

from django.db.models import QuerySet

from notifications.models import BY_HAND, Message, MessageState
from notifications.templates import CODE, TEMPLATES


def outbox_for(reference: str) -> QuerySet[Message]:
    """Every message to the recipient with this reference, the newest first."""
    return Message.objects.filter(recipient_reference=reference).order_by("-queued_at", "-pk")


def listed_for(reference: str) -> QuerySet[Message]:
    """The same without what carries a code: to look through, for whoever got a message that may not be ours."""
    return outbox_for(reference).exclude(template__in=[each.name for each in TEMPLATES.values() if CODE in each.needs])


def waiting_for_a_person() -> QuerySet[Message]:
    """Letters to post and calls to make, the oldest first."""
    return by_hand().filter(state=MessageState.QUEUED).order_by("queued_at", "pk")


def by_hand() -> QuerySet[Message]:
    """Letters and calls, those that were sent too; not those that could not be."""
    return Message.objects.filter(medium__in=BY_HAND).exclude(state=MessageState.FAILED)
