"""Sending codes to an address or a number, and trying them. Every page that does goes through here."""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from enum import Enum
from uuid import UUID

from django.db import connection, transaction

from accounts.models import ContactCode, Purpose, User
from accounts.models.codes import TRIES
from audit.services import record
from core import clock
from core.actor import Actor
from core.digests import digest, digests, is_digest, steady_digest
from notifications.models import Medium
from notifications.recipients import Recipient
from notifications.services import send

CODES_AN_HOUR = 20
CODES_OF_USER_AN_HOUR = 10


class TooManyCodes(Exception):
    """So many codes were sent there in the last hour that no more are."""


class NotConfirmed(Exception):
    """The code was not entered, or was used, or is too old."""


class Answer(Enum):
    """What came of trying a code."""

    CONFIRMED = "confirmed"
    WRONG = "wrong"
    EXPIRED = "expired"
    TOO_MANY_TRIES = "too_many_tries"


def send_code(
    *,
    purpose: Purpose,
    contact: str,
    template: str,
    instead: str = "",
    medium: Medium = Medium.EMAIL,
    language: str,
    user: User | None = None,
    by: Actor,
) -> ContactCode:
    """Send a code to an address or number, or the message ``instead`` of it, with which goes no code that works.

    The two differ in the message only. Codes sent earlier stop working for whoever asked for this one, because the page
    that asked knows only the newest. Raises TooManyCodes.
    """
    with transaction.atomic():
        check_may_send(purpose=purpose, contact=contact, user=user)
        made, code = new_code(purpose=purpose, contact=contact, user=user)
        if instead:
            made.code_digest = os.urandom(32)
        made.save(force_insert=True)
        to = Recipient(
            email=contact if medium == Medium.EMAIL else "",
            phone=contact if medium == Medium.TEXT else "",
            language=language,
            reference=str(made.pk),
            contact_by=medium,
        )
        if instead:
            send(to=to, template=instead, context={}, by=by)
        else:
            send(to=to, template=template, context={"code": code}, by=by)
    return made


def check_may_send(*, purpose: Purpose, contact: str, user: User | None) -> None:
    """See that one more code may be sent there, in the transaction that sends it: requests side by side wait for one
    another. Raises TooManyCodes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [steady_digest(contact).hex()])
    hour = ContactCode.objects.filter(sent_at__gt=clock.now() - timedelta(hours=1))
    if hour.filter(contact_digest__in=digests(contact)).count() >= CODES_AN_HOUR:
        raise TooManyCodes
    if user and hour.filter(user=user, purpose=purpose).count() >= CODES_OF_USER_AN_HOUR:
        raise TooManyCodes


def new_code(*, purpose: Purpose, contact: str, user: User | None) -> tuple[ContactCode, str]:
    """A row that is not saved yet, and its code, which is kept nowhere."""
    made = ContactCode(purpose=purpose, contact=contact, user=user, sent_at=clock.now())
    return made, set_code(made)


def set_code(row: ContactCode) -> str:
    """Give a row that is not saved yet, or is locked, a code. Returns it."""
    code = f"{secrets.randbelow(10**6):06}"
    row.code_digest = digest(_bound(row, code))
    return code


def try_code(*, code_id: UUID, purpose: Purpose, code: str, by: Actor) -> Answer:
    """Try a code. Every wrong one counts; after five, or a quarter of an hour, none is right."""
    with transaction.atomic():
        asked = _locked(code_id, purpose)
        if asked.confirmed_at:
            return Answer.EXPIRED
        if asked.tries >= TRIES:
            return Answer.TOO_MANY_TRIES
        if clock.now() >= asked.expires_at:
            return Answer.EXPIRED
        if is_digest(asked.code_digest, _bound(asked, code)):
            asked.confirmed_at = clock.now()
            asked.save(update_fields=["confirmed_at"])
            record("code_confirmed", by=by, subject=asked, purpose=purpose)
            return Answer.CONFIRMED
        asked.tries += 1
        asked.save(update_fields=["tries"])
        return Answer.TOO_MANY_TRIES if asked.tries >= TRIES else Answer.WRONG


def use_code(*, code_id: UUID, purpose: Purpose, user: User | None = None, contact: str = "") -> ContactCode:
    """Note that what a right code allows is done now, in the caller's transaction. Raises NotConfirmed, also for the
    code of another user or for another contact."""
    asked = _locked(code_id, purpose)
    is_theirs = asked.user_id == (user.pk if user else None)
    if not (is_theirs and asked.may_be_used(clock.now()) and contact in ("", asked.contact)):
        raise NotConfirmed
    asked.used_at = clock.now()
    asked.save(update_fields=["used_at"])
    return asked


def forget_codes(*, before: timedelta) -> None:
    """Delete codes sent longer ago than that, with where they went to."""
    ContactCode.objects.filter(sent_at__lt=clock.now() - before).delete()


def _locked(code_id: UUID, purpose: Purpose) -> ContactCode:
    return ContactCode.objects.select_for_update(of=("self",)).get(pk=code_id, purpose=purpose)


def _bound(row: ContactCode, code: str) -> str:
    # To its row: the digests of one code sent twice do not match.
    return f"{row.pk}:{code}"
