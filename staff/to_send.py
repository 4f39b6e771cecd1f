"""Messages of which somebody must say what became of them."""

from __future__ import annotations

from django.db.models import QuerySet

from core.actor import Actor
from letters.addressing import not_to_close_people
from notifications.models import Message
from notifications.settling import to_settle


def to_settle_for(actor: Actor) -> QuerySet[Message]:
    """Messages of which it is not known whether they went, or that could not be delivered, for somebody to decide;
    never to this actor or anybody close to them."""
    return not_to_close_people(actor, to_settle())
