"""Signing up: an address, a code sent to it, a password. Nothing tells whether the address is known."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.codes import send_code, use_code
from accounts.doors import Door
from accounts.models import ContactCode, Purpose, User
from accounts.roles import Role
from accounts.services import create_account
from core.actor import Actor
from govuk.text import plain_email

CODE_TEMPLATE, KNOWN_TEMPLATE = ("confirm_email_code", "account_already_exists")
KNOWN_TO_EMPLOYERS = "employer_account_exists"


@dataclass(frozen=True, slots=True)
class AccountKind:
    """An account that people make themselves: what its code is good for, what its owner is, by which door they come in,
    and what is sent instead of a code to an address that has an account."""

    purpose: Purpose
    role: Role
    door: Door
    known: str


CLAIMANT = AccountKind(Purpose.SIGN_UP, Role.CLAIMANT, Door.PUBLIC, KNOWN_TEMPLATE)
EMPLOYER = AccountKind(Purpose.EMPLOYER, Role.EMPLOYER, Door.EMPLOYER, KNOWN_TO_EMPLOYERS)


class AlreadyHasAccount(Exception):
    """Whoever confirmed this address has an account with it."""


def request_code(*, email: str, language: str, kind: AccountKind = CLAIMANT, by: Actor) -> ContactCode:
    """Send a code to an address; to one that has an account, a message that says so instead. Raises TooManyCodes."""
    address = plain_email(email)
    is_known = User.objects.filter(email=address).exists()
    return send_code(
        purpose=kind.purpose,
        contact=address,
        template=CODE_TEMPLATE,
        instead=kind.known if is_known else "",
        language=language,
        by=by,
    )


def finish_sign_up(*, code_id: UUID, password: str, language: str, kind: AccountKind = CLAIMANT, by: Actor) -> User:
    """Make the account for a confirmed address, once.

    Raises NotConfirmed, or AlreadyHasAccount when the address got one in the meantime.
    """
    with transaction.atomic():
        confirmed = use_code(code_id=code_id, purpose=kind.purpose)
        try:
            with transaction.atomic():
                return create_account(
                    email=confirmed.contact, password=password, roles=(kind.role,), language=language, by=by
                )
        except IntegrityError:
            if not User.objects.filter(email=confirmed.contact).exists():
                raise
            raise AlreadyHasAccount from None
