"""Deciding what the carrier could not tell: whether a message went."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from audit.moves import move
from core import clock
from core.actor import Actor
from notifications.models import Arrival, Message, MessageState, Receipt
from notifications.tasks import queue
from notifications.templates import TEMPLATES

SHOWN_FOR = timedelta(days=14)


def to_settle() -> QuerySet[Message]:
    """Messages of which nobody knows whether they went, and those of the last two weeks that the carrier would not
    take or could not deliver; no codes, which are too old by then, and none to an address that does not exist, whose
    owner is asked to change it. The oldest first."""
    failed = Q(state=MessageState.FAILED, attempts__isnull=False, queued_at__gte=clock.now() - SHOWN_FOR)
    codes = [name for name, template in TEMPLATES.items() if template.kept_for is not None]
    found = Message.objects.filter(Q(state=MessageState.UNSURE) | failed).exclude(template__in=codes)
    no_address = Receipt.objects.filter(message_id=OuterRef("pk"), status=Arrival.NO_SUCH_ADDRESS)
    return found.exclude(Exists(no_address)).distinct().order_by("queued_at", "pk")


def say_sent(*, message: Message, by: Actor) -> Message:
    """Note that a member of staff is satisfied that it went. Raises MoveRefused."""
    return move(message, "say_sent", by=by, set_fields={"sent_at": clock.now()}, template=message.template)


def send_again(*, message: Message, by: Actor) -> Message:
    """Send it once more, because a member of staff is satisfied that it did not go, or that twice does no harm. Raises
    MoveRefused."""
    with transaction.atomic():
        moved = move(message, "send_again", by=by, template=message.template)
        queue(moved)
    return moved
