"""How a message leaves. The backend is named by ``settings.NOTIFICATIONS_BACKEND``."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.module_loading import import_string

from notifications.models import Medium, Message

_FOR_GOOD = 500
"""From here on a mail server's answer is final (RFC 5321, 4.2.1)."""


class CannotDeliver(Exception):
    """This message can never be delivered this way, so trying again is no use."""


class TryLater(Exception):
    """The carrier has surely not taken the message, and may when it is asked later."""


class NotKnown(TryLater):
    """The carrier does not know us, and would take no message: the fault is in our settings, and not in this one."""


class Backend(Protocol):
    """Something that takes a message outside.

    ``carries`` are the media that it can. ``leaves`` is whether anything leaves this service at all: then nobody hands
    a message over in a transaction that can still be undone. ``knows_after`` is how long after a message was handed
    over the carrier surely knows of it: None where it cannot be asked, or could always have it still under way.
    """

    carries: frozenset[Medium]
    leaves: bool
    knows_after: timedelta | None

    def deliver(self, message: Message) -> str:
        """Hand the message over, with its id as our reference, and return the carrier's reference for it.

        Raises CannotDeliver when it never can, and TryLater when the carrier has surely not got it (NotKnown: nor would
        it take any). After any other exception nobody knows whether it has. Gives up after half a minute at most.
        """

    def look_up(self, message: Message) -> str | None:
        """The carrier's reference for a message that may have been handed over; None when it does not have it. Raises
        NotKnown when it does not know us."""

    def knows_us(self) -> bool:
        """Whether it would take messages from us now."""


class DatabaseBackend:
    """Nothing leaves: messages are read in the outbox. For demonstrations and development."""

    carries = frozenset({Medium.EMAIL, Medium.TEXT})
    leaves = False
    knows_after = timedelta()

    def deliver(self, message: Message) -> str:
        return f"outbox:{message.pk}"

    def look_up(self, message: Message) -> str | None:
        return self.deliver(message)

    def knows_us(self) -> bool:
        return True


class EmailBackend:
    """Sends email through Django's mail settings. It cannot send texts, and a mail server cannot be asked later what it
    took."""

    carries = frozenset({Medium.EMAIL})
    leaves = True
    knows_after = None

    def deliver(self, message: Message) -> str:
        if message.medium != Medium.EMAIL:
            raise CannotDeliver("This backend sends email only")
        try:
            validate_email(message.address)
        except ValidationError:
            raise CannotDeliver("It is not to one email address") from None
        # The same Message-ID each time, so that a mail system can drop a message that was handed over twice.
        reference = f"<{message.pk}@{settings.EMAIL_DOMAIN}>"
        connection = get_connection()
        try:
            connection.open()
        except smtplib.SMTPAuthenticationError as problem:
            raise NotKnown(f"The mail server answered {problem.smtp_code}: it does not let us in") from problem
        except OSError as problem:
            raise TryLater(type(problem).__name__) from problem
        try:
            EmailMessage(
                subject=message.subject,
                body=message.body,
                to=[message.address],
                headers={"Message-ID": reference, "Auto-Submitted": "auto-generated"},
                connection=connection,
            ).send()
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as problem:
            raise _sorted(problem) from problem
        finally:
            connection.close()
        return reference

    def look_up(self, message: Message) -> str | None:
        return None

    def knows_us(self) -> bool:
        connection = get_connection()
        try:
            connection.open()
        except OSError:  # smtplib's own errors too
            return False
        connection.close()
        return True


def _sorted(problem: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> Exception:
    """A mail server that answers has not taken the message: for good, or for now."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in problem.recipients.values()]
    else:
        codes = [problem.smtp_code]
    reason = f"The mail server answered {', '.join(map(str, codes))}"
    return CannotDeliver(reason) if all(code >= _FOR_GOOD for code in codes) else TryLater(reason)


def current_backend() -> Backend:
    """The backend that the settings name."""
    backend: Backend = import_string(settings.NOTIFICATIONS_BACKEND)()
    return backend
