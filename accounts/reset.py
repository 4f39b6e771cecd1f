"""Choosing a new password with a code from one's email, without the old one.

What a page does is the same whether or not the address has an account: a row and a job. The job, which nobody waits
for, looks whose the address is; the code goes to the address that the account has, never to the one that was typed.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accounts.codes import TooManyCodes, check_may_send, new_code, use_code
from accounts.models import ContactCode, Purpose, User
from accounts.own_account import change_password
from accounts.tasks import send_reset_code
from accounts.throttle import MustWait, count_try, forgive, new_password_counts
from audit.services import record
from core import clock
from core.actor import Actor
from govuk.text import plain_email


def request_reset(*, email: str, language: str, place: str, device: bytes | None, by: Actor) -> ContactCode:
    """Have a code sent to the account with this address, if there is one; to the address, that there is none, if not.
    ``place``: where it is asked for; ``device``: on what, if the account was used on it before. Raises TooManyCodes."""
    address = plain_email(email)
    try:
        count_try(new_password_counts(email=address, place=place, device=device))
    except MustWait:
        raise TooManyCodes from None
    with transaction.atomic():
        if device is None:
            check_may_send(purpose=Purpose.PASSWORD, contact=address, user=None)
        # Of this code nobody knows the digits. The job makes those that are sent.
        made, _digits = new_code(purpose=Purpose.PASSWORD, contact=address, user=None)
        made.save(force_insert=True)
        record("new_password_asked", by=by, subject=made)
        send_reset_code.defer(code_id=str(made.pk), language=language)
    return made


def finish_reset(*, code_id: UUID, password: str, by: Actor) -> User:
    """Give the account whose code was entered another password. Every session ends, they are told, and wrong passwords
    tried before no longer make them wait. Raises NotConfirmed."""
    asked = ContactCode.objects.select_related("user").get(pk=code_id, purpose=Purpose.PASSWORD)
    with transaction.atomic():
        use_code(code_id=code_id, purpose=Purpose.PASSWORD, user=asked.user)
        assert asked.user is not None
        if asked.user.email_confirmed_at is None:  # an account that an admin made
            asked.user.email_confirmed_at = clock.now()
            asked.user.save(update_fields=["email_confirmed_at"])
        change_password(user=asked.user, password=password, by=by)
        forgive(asked.user.email)
    return asked.user
