"""What the carrier says afterwards of messages that it took."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from notifications.models import Arrival, Message, MessageState, Receipt
from notifications.returned import note_returned

CARRIER = Actor.system("The carrier of messages")


def note_receipt(*, message_id: UUID, provider_reference: str, status: Arrival, by: Actor = CARRIER) -> Receipt | None:
    """Note what became of a message. It went, whatever we knew; one that did not arrive could not be sent, and an
    address that does not exist is not written to again. None when that is known already, or the message is not."""
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(pk=message_id).first()
        if message is None:
            return None
        receipt, is_new = Receipt.objects.get_or_create(
            message_id=message.pk,
            provider_reference=provider_reference,
            status=status,
            defaults={"received_at": clock.now()},
        )
        if not is_new:
            return None
        record("message_receipt", by=by, subject=message, template=message.template, status=status)
        if _shows_that_it_went(message, status):
            fields = {"sent_at": message.sent_at or clock.now(), "provider_reference": provider_reference}
            message = move(message, "send", by=by, set_fields=fields, template=message.template)
        is_of_this = message.provider_reference in ("", provider_reference)  # and not of one that was sent before
        if status != Arrival.DELIVERED and message.state == MessageState.SENT and is_of_this:
            move(message, "come_back", by=by, template=message.template, reason=status)
        if status == Arrival.NO_SUCH_ADDRESS:
            note_returned(message=message, by=by)
    return receipt


def _shows_that_it_went(message: Message, status: Arrival) -> bool:
    """What arrived went, also if it was to be sent again or had failed. What did not arrive tells so only of a message
    that was handed over once: else it may be told of the time before."""
    if status == Arrival.DELIVERED:
        return message.state != MessageState.SENT
    return message.state in (MessageState.SENDING, MessageState.UNSURE) and message.attempts.count() <= 1
