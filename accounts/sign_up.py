"""Signing up: an address, a code sent to it, a password. Nothing tells whether the address is known."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.codes import send_code, use_code
from accounts.models import ContactCode, Purpose, User
from accounts.services import create_account
from core.actor import Actor
from govuk.text import plain_email

CODE_TEMPLATE, KNOWN_TEMPLATE = ("confirm_email_code", "account_already_exists")


class AlreadyHasAccount(Exception):
    """Whoever confirmed this address has an account with it."""


def request_code(*, email: str, language: str, by: Actor) -> ContactCode:
    """Send a code to an address; to one that has an account, a message that says so instead. Raises TooManyCodes."""
    address = plain_email(email)
    is_known = User.objects.filter(email=address).exists()
    return send_code(
        purpose=Purpose.SIGN_UP,
        contact=address,
        template=CODE_TEMPLATE,
        instead=KNOWN_TEMPLATE if is_known else "",
        language=language,
        by=by,
    )


def finish_sign_up(*, code_id: UUID, password: str, language: str, by: Actor) -> User:
    """Make the account for a confirmed address, once.

    Raises NotConfirmed, or AlreadyHasAccount when the address got one in the meantime.
    """
    with transaction.atomic():
        confirmed = use_code(code_id=code_id, purpose=Purpose.SIGN_UP)
        try:
            with transaction.atomic():
                return create_account(email=confirmed.contact, password=password, language=language, by=by)
        except IntegrityError:
            if not User.objects.filter(email=confirmed.contact).exists():
                raise
            raise AlreadyHasAccount from None
