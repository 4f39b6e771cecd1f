"""Emptying the outbox: each message is handed over once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.moves import move
from core import clock
from core.actor import Actor
from notifications.backends import CannotDeliver, current_backend
from notifications.models import BY_HAND, Message, MessageState

POSTMAN = Actor.system("Messages")


def deliver_message(message_id: UUID, *, last_try: bool) -> Message | None:
    """Hand one message to the backend, once: a second worker waits for the row and finds it already sent.

    Marks it failed when it never can be delivered or when this was the last try; otherwise the backend's
    exception is raised, for the queue to try again. A letter or call that the backend cannot make stays in the
    outbox, for somebody. None when the message was forgotten meanwhile.

    The row stays locked while the backend talks, so every backend must give up after half a minute at most.
    """
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id).first()
        if message is None or message.state != MessageState.QUEUED:
            return message
        backend = current_backend()
        if message.medium in BY_HAND - backend.carries:
            return message
        try:
            reference = backend.deliver(message)
        except CannotDeliver as reason:
            return _give_up(message, str(reason))
        except Exception as reason:
            if not last_try:
                raise
            return _give_up(message, type(reason).__name__)
        return move(
            message,
            "send",
            by=POSTMAN,
            set_fields={"sent_at": clock.now(), "provider_reference": reference},
            template=message.template,
        )


def _give_up(message: Message, reason: str) -> Message:
    return move(message, "fail", by=POSTMAN, template=message.template, reason=reason)
