"""Signing up: an address, a code sent to it, a password. Nothing tells whether the address is known."""

from __future__ import annotations

import hmac
import os
import secrets
from datetime import timedelta
from enum import Enum
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from accounts.models import EmailConfirmation, User
from accounts.models.sign_up import TRIES
from accounts.services import create_account
from audit.services import record
from core import clock
from core.actor import Actor
from core.fields import digest
from govuk.text import plain_email
from notifications.recipients import Recipient
from notifications.services import send

CODES_AN_HOUR = 20
CODE_TEMPLATE, KNOWN_TEMPLATE = SIGN_UP_TEMPLATES = ("confirm_email_code", "account_already_exists")


class TooManyCodes(Exception):
    """So many codes were sent to this address in the last hour that no more are."""


class AlreadyHasAccount(Exception):
    """Whoever confirmed this address has an account with it."""


class NotConfirmed(Exception):
    """The address was not confirmed, or its confirmation was used or is too old."""


class Answer(Enum):
    """What came of trying a code."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"
    EXPIRED = "expired"
    TOO_MANY_TRIES = "too_many_tries"


def request_code(*, email: str, language: str, by: Actor) -> EmailConfirmation:
    """Send a code to an address; to one that has an account, a message that says so instead.

    The two differ in the message only. Raises TooManyCodes.
    """
    address = plain_email(email)
    now = clock.now()
    with transaction.atomic():
        _one_at_a_time(address)
        sent = EmailConfirmation.objects.filter(email=address, sent_at__gt=now - timedelta(hours=1)).count()
        if sent >= CODES_AN_HOUR:
            raise TooManyCodes
        is_known = User.objects.filter(email=address).exists()
        confirmation = EmailConfirmation(email=address, sent_at=now)
        code = f"{secrets.randbelow(10**6):06}"
        confirmation.code_digest = os.urandom(32) if is_known else _digest(confirmation, code)
        confirmation.save(force_insert=True)
        recipient = Recipient(email=address, phone="", language=language, reference=str(confirmation.pk))
        if is_known:
            send(to=recipient, template=KNOWN_TEMPLATE, context={}, by=by)
        else:
            send(to=recipient, template=CODE_TEMPLATE, context={"code": code}, by=by)
    return confirmation


def _one_at_a_time(address: str) -> None:
    """Count and send for an address as one step: requests side by side wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [address])


def confirm_email(*, confirmation_id: UUID, code: str, by: Actor) -> Answer:
    """Try a code. Every wrong one counts; after five, or a quarter of an hour, none is right."""
    with transaction.atomic():
        confirmation = EmailConfirmation.objects.select_for_update().get(pk=confirmation_id)
        if confirmation.confirmed_at:
            return Answer.EXPIRED
        if confirmation.tries >= TRIES:
            return Answer.TOO_MANY_TRIES
        if clock.now() >= confirmation.expires_at:
            return Answer.EXPIRED
        if hmac.compare_digest(bytes(confirmation.code_digest), _digest(confirmation, code)):
            confirmation.confirmed_at = clock.now()
            confirmation.save(update_fields=["confirmed_at"])
            record("email_confirmed", by=by, subject=confirmation)
            return Answer.CONFIRMED
        confirmation.tries += 1
        confirmation.save(update_fields=["tries"])
        return Answer.TOO_MANY_TRIES if confirmation.tries >= TRIES else Answer.WRONG


def finish_sign_up(*, confirmation_id: UUID, password: str, language: str, by: Actor) -> User:
    """Make the account for a confirmed address, once.

    Raises NotConfirmed, or AlreadyHasAccount when the address got one in the meantime.
    """
    with transaction.atomic():
        confirmation = EmailConfirmation.objects.select_for_update().get(pk=confirmation_id)
        if not confirmation.may_be_used(clock.now()):
            raise NotConfirmed
        confirmation.used_at = clock.now()
        confirmation.save(update_fields=["used_at"])
        try:
            with transaction.atomic():
                return create_account(email=confirmation.email, password=password, language=language, by=by)
        except IntegrityError:
            if not User.objects.filter(email=confirmation.email).exists():
                raise
            raise AlreadyHasAccount from None


def _digest(confirmation: EmailConfirmation, code: str) -> bytes:
    # Bound to its row: the digests of one code sent twice do not match.
    return digest(f"{confirmation.pk}:{code}")
