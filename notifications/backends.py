"""How a message leaves. The backend is named by ``settings.NOTIFICATIONS_BACKEND``."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from notifications.models import Medium, Message


class CannotDeliver(Exception):
    """This message can never be delivered this way, so trying again is no use."""


class Backend(Protocol):
    """Something that takes a message outside. ``carries`` are the media that it can."""

    carries: frozenset[Medium]

    def deliver(self, message: Message) -> str:
        """Hand the message over and return the carrier's reference for it.

        Raises CannotDeliver when it never can; any other exception means trying again later.
        """


class DatabaseBackend:
    """Nothing leaves: messages are read in the outbox. For demonstrations and development."""

    carries = frozenset({Medium.EMAIL, Medium.TEXT})

    def deliver(self, message: Message) -> str:
        return f"outbox:{message.pk}"


class EmailBackend:
    """Sends email through Django's mail settings. It cannot send texts."""

    carries = frozenset({Medium.EMAIL})

    def deliver(self, message: Message) -> str:
        if message.medium != Medium.EMAIL:
            raise CannotDeliver("This backend sends email only")
        # The same Message-ID each time, so that a mail system can drop a message that was handed over twice.
        reference = f"<{message.pk}@{settings.EMAIL_DOMAIN}>"
        EmailMessage(
            subject=message.subject,
            body=message.body,
            to=[message.address],
            headers={"Message-ID": reference, "Auto-Submitted": "auto-generated"},
        ).send()
        return reference


def current_backend() -> Backend:
    """The backend that the settings name."""
    backend: Backend = import_string(settings.NOTIFICATIONS_BACKEND)()
    return backend
