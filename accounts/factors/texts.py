"""Codes sent by text message."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

import phonenumbers
from django.db import transaction

from accounts.models import Factor, TextCode
from core import clock
from core.actor import Actor
from core.digests import digest, is_digest
from notifications.backends import current_backend
from notifications.models import Medium
from notifications.recipients import Recipient
from notifications.services import send

CODES_AN_HOUR = 5
TEMPLATE = "second_step_code"


class TooManyTexts(Exception):
    """So many codes were sent, or so many wrong ones were tried, that no more are sent for a while."""


def can_be_sent() -> bool:
    """Whether this service sends text messages."""
    return Medium.TEXT in current_backend().carries


def full_number(typed: str) -> str:
    """A phone number as texts are addressed: "+447700900982". Raises NumberParseException for what is none."""
    return phonenumbers.format_number(phonenumbers.parse(typed, "GB"), phonenumbers.PhoneNumberFormat.E164)


def ending(number: str) -> str:
    """All of a number that is ever shown: its last three digits."""
    return re.sub(r"\D", "", number)[-3:]


def send_code(*, factor: Factor, language: str, by: Actor) -> TextCode:
    """Send a new code; the earlier ones stop working. Raises TooManyTexts."""
    now = clock.now()
    with transaction.atomic():
        locked = Factor.objects.select_for_update(of=("self",)).get(pk=factor.pk)
        sent = locked.text_codes.filter(sent_at__gt=now - timedelta(hours=1)).count()
        if sent >= CODES_AN_HOUR or locked.is_waiting(now):
            raise TooManyTexts
        made = TextCode(factor=locked, sent_at=now)
        code = f"{secrets.randbelow(10**6):06}"
        made.code_digest = digest(_bound(made, code))
        made.save(force_insert=True)
        to = Recipient(
            email="", phone=locked.secret, language=language, reference=str(locked.pk), contact_by=Medium.TEXT
        )
        send(to=to, template=TEMPLATE, context={"code": code}, by=by)
    return made


def is_right(factor: Factor, code: str) -> bool:
    """Whether this is the newest code sent, and still works; then it was used. The factor's row must be locked."""
    newest = factor.text_codes.order_by("-sent_at", "-pk").first()
    if newest is None or not newest.is_open(clock.now()):
        return False
    if not is_digest(newest.code_digest, _bound(newest, code)):
        newest.tries += 1
        newest.save(update_fields=["tries"])
        return False
    newest.used_at = clock.now()
    newest.save(update_fields=["used_at"])
    return True


def _bound(row: TextCode, code: str) -> str:
    return f"text code {row.pk}:{code}"
