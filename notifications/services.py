"""Sending: a row in the outbox now, in the caller's transaction; delivery by a queued job afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.hosts import Host
from core.states import MoveRefused
from notifications.backends import current_backend
from notifications.models import BY_HAND, Medium, Message
from notifications.recipients import Recipient
from notifications.returned import ELECTRONIC
from notifications.stopped import which_take_nothing
from notifications.tasks import queue
from notifications.templates import TEMPLATES, Wording, render_for


class NoWayToReach(Exception):
    """The recipient has neither an email address nor a phone number, and asked for no letters; or none that this
    message may go by."""


def send(*, to: Recipient, template: str, context: Mapping[str, str | date], by: Actor) -> Message:
    """Put a message in the outbox and queue its delivery, both in the caller's transaction.

    In the way they asked for, where they can be reached so; else by email, else by text; where messages come back from
    all of these, by post. A letter or phone call that the backend cannot make waits in the outbox for somebody
    (``waiting_for_a_person``). Raises NoWayToReach, or ValueError for values that the template may not hold.
    """
    medium = _medium_for(to, TEMPLATES[template].media, which_take_nothing([to.email, to.phone], template))
    language, words = render_for(template, to.language, context, to.host, is_listed=to.is_listed)
    with transaction.atomic():
        message = _message(to, template, medium, language, words, clock.now())
        message.save(force_insert=True)
        record("message_queued", by=by, subject=message, template=template)
        queue(message)
    return message


def put_in_outbox(*, to: Collection[Recipient], template: str) -> dict[str, Message]:
    """Put the same message, which needs no values, in the outbox for each of these people, in the caller's transaction,
    as ``send`` does for one. Its delivery is for the caller to queue, and what was done to record. Returns the messages
    by the references of those who can be reached."""
    allowed, now = TEMPLATES[template].media, clock.now()
    returned = which_take_nothing((address for each in to for address in (each.email, each.phone)), template)
    words: dict[tuple[str, Host, bool], tuple[str, Wording]] = {}
    made = {}
    for each in to:
        try:
            medium = _medium_for(each, allowed, returned)
        except NoWayToReach:
            continue
        shape = (each.language, each.host, each.is_listed)
        if shape not in words:
            words[shape] = render_for(template, each.language, {}, each.host, is_listed=each.is_listed)
        made[each.reference] = _message(each, template, medium, *words[shape], now)
    Message.objects.bulk_create(made.values())
    return made


def _message(
    to: Recipient, template: str, medium: Medium, language: str, words: Wording, queued_at: datetime
) -> Message:
    return Message(
        template=template,
        medium=medium,
        letter_format=to.letter_format if medium == Medium.LETTER else "",
        address=to.address_for(medium) or "",
        recipient_reference=to.reference,
        language=language,
        subject=words.subject,
        body=words.body,
        queued_at=queued_at,
    )


def _medium_for(to: Recipient, allowed: Collection[Medium], returned: Collection[str]) -> Medium:
    """The first medium that reaches them and that something or somebody carries; else the first that reaches them. One
    from which messages come back only where there is no other: such a message fails, and is on the record."""
    wanted = dict.fromkeys((Medium(to.contact_by), Medium.EMAIL, Medium.TEXT))
    possible = [medium for medium in wanted if medium in allowed and to.address_for(medium) is not None]
    if not possible:
        raise NoWayToReach(to.reference)
    addresses = {medium: to.address_for(medium) or "" for medium in possible if medium in ELECTRONIC}
    heard = [medium for medium in possible if addresses.get(medium) not in returned]
    if not heard and to.has_post and Medium.LETTER in allowed:
        return Medium.LETTER
    carried = current_backend().carries | BY_HAND
    return next((medium for medium in heard or possible if medium in carried), (heard or possible)[0])


def sent_by_hand(*, message: Message, by: Actor) -> Message:
    """Note that a member of staff posted this letter or made this call. Raises MoveRefused."""
    if message.medium not in BY_HAND:
        raise MoveRefused(f"{message.medium} is not sent by hand")
    return move(message, "send_by_hand", by=by, set_fields={"sent_at": clock.now()}, template=message.template)


def forget_messages() -> int:
    """Delete messages that were kept for as long as their template says, with their addresses and bodies. Returns how
    many there were."""
    forgotten = 0
    for kept_for, templates in _forgotten_after().items():
        old = Message.objects.filter(template__in=templates, queued_at__lt=clock.now() - kept_for)
        forgotten += old.delete()[0]
    return forgotten


def _forgotten_after() -> dict[timedelta, list[str]]:
    found: dict[timedelta, list[str]] = {}
    for each in TEMPLATES.values():
        if each.kept_for is not None:
            found.setdefault(each.kept_for, []).append(each.name)
    return found
