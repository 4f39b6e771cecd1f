"""Reading what we wrote to people."""

from __future__ import annotations

from django.db.models import QuerySet

from core.actor import Actor
from notifications.models import Message
from notifications.selectors import listed_for


def sent_to(actor: Actor) -> QuerySet[Message]:
    """Every message to this actor that their own list shows, the newest first; none to who is no claimant."""
    return listed_for(str(actor.claimant_id)) if actor.claimant_id else Message.objects.none()
