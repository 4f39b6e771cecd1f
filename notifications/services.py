"""Sending: a row in the outbox now, in the caller's transaction; delivery by a queued job afterwards."""

from __future__ import annotations

from django.db import transaction

from audit.services import record
from core import clock
from core.actor import Actor
from notifications.models import Medium, Message
from notifications.recipients import Recipient
from notifications.tasks import deliver
from notifications.templates import LANGUAGES, render


class NoWayToReach(Exception):
    """The recipient has neither an email address nor a phone number."""


def send(*, to: Recipient, template: str, context: dict[str, str], by: Actor) -> Message:
    """Put a message in the outbox and queue its delivery, both in the caller's transaction.

    By email where there is an address, else by text. Raises NoWayToReach, or ValueError for values that the
    template may not hold.
    """
    if not to.can_be_reached:
        raise NoWayToReach(to.reference)
    language = to.language if to.language in LANGUAGES else LANGUAGES[0]
    words = render(template, language, context)
    with transaction.atomic():
        message = Message.objects.create(
            template=template,
            medium=Medium.EMAIL if to.email else Medium.TEXT,
            address=to.email or to.phone,
            recipient_reference=to.reference,
            language=language,
            subject=words.subject,
            body=words.body,
            queued_at=clock.now(),
        )
        record("message_queued", by=by, subject=message, template=template)
        deliver.defer(message_id=str(message.pk))
    return message
