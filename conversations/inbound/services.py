"""Taking in what arrives: kept once, put where somebody reads it, and answered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction

from accounts.models import Person
from accounts.selectors import recipient_for
from audit.services import record
from conversations.inbound.models import Arrived, Flaw, Kind, NotAnswered, Unknown, Vouched
from conversations.inbound.senders import address_of, who_confirmed, whose
from conversations.services import receive
from core import clock
from core.actor import Actor
from core.digests import digests, steady_digest
from core.permissions import Permission
from core.states import MoveRefused
from journal.services import add_entry
from notifications.models import Medium
from notifications.recipients import Recipient
from notifications.returned import which_returned
from notifications.services import send
from notifications.stopped import start_texts, stop_texts, which_stopped
from notifications.templates import IN_BOTH

POSTMAN = Actor.system("Mail that arrives")
ANSWERS = {Medium.EMAIL: "answer_to_email", Medium.TEXT: "answer_to_text"}
CHANGES = {Kind.STOP: "texts_stopped", Kind.START: "texts_started"}
"""What a text changes about texts: the message that says so, and the entry of the journal."""
ANSWERED_ONCE_IN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An email or text as it was read. ``reference`` is what makes it the same when it is read again. ``automatic``
    says why it is never answered, where it is nothing that a human being wrote to us."""

    medium: Medium
    reference: str
    sender: str
    words: str
    subject: str = ""
    kind: Kind = Kind.WORDS
    automatic: NotAnswered | None = None
    flaws: tuple[Flaw, ...] = ()
    vouched: Vouched = Vouched.UNKNOWN
    ours: tuple[str, ...] = ()
    """Our own addresses, such as that which it came to: none of them is ever answered."""


def take_in(incoming: Incoming, *, by: Actor = POSTMAN) -> Arrived | None:
    """Keep what arrived, put it into the conversations of whose address it is from, or else before staff, and answer
    it. None when it was taken in already."""
    address = address_of(incoming.medium, incoming.sender)
    with transaction.atomic():
        # One at a time of one message, and of one address: the same twice is one, and so is its answer.
        _wait_for(f"arrived {incoming.reference}")
        if Arrived.objects.filter(reference_digest__in=digests(incoming.reference)).exists():
            return None
        _wait_for(f"answered {address}")
        found = _owner(incoming, address)
        arrived = Arrived(
            medium=incoming.medium,
            kind=Kind.AUTOMATIC if incoming.automatic else incoming.kind,
            reference=incoming.reference,
            address=address,
            subject=incoming.subject,
            words=incoming.words,
            flaws=list(incoming.flaws),
            vouched=incoming.vouched,
            arrived_at=clock.now(),
        )
        if isinstance(found, Person) and not incoming.automatic:
            arrived.person = found
        elif not isinstance(found, Person):
            arrived.unknown_because = found
        arrived.save(force_insert=True)
        record("mail_arrived", by=by, subject=arrived, medium=arrived.medium, mail=arrived.kind)
        if arrived.kind in CHANGES:
            _change_texts(arrived, by)
        elif arrived.person:
            _put_in_conversations(arrived, arrived.person, by)
        _answer(arrived, incoming, by)
    return arrived


def _owner(incoming: Incoming, address: str) -> Person | Unknown:
    if Flaw.SENDERS in incoming.flaws:
        return Unknown.NO_ADDRESS
    return Unknown.FORGED if incoming.vouched == Vouched.NO else whose(incoming.medium, address)


def _put_in_conversations(arrived: Arrived, person: Person, by: Actor) -> None:
    words = "\n\n".join(filter(None, (arrived.subject, arrived.words)))
    receive(person=person, words=words or "-", key=arrived.pk, arrived_by=arrived.medium, by=by)


def _change_texts(arrived: Arrived, by: Actor) -> None:
    """Text a number no more, or again, because a text from it says so: the one thing that a text changes. Whoever has
    the number is told by a text, as is the journal of everybody whose it is."""
    if not arrived.address:
        return
    is_new = stop_texts(arrived.address, by=by) if arrived.kind == Kind.STOP else start_texts([arrived.address], by=by)
    if is_new:
        for person in who_confirmed(arrived.medium, arrived.address):
            add_entry(person=person, kind=CHANGES[Kind(arrived.kind)], by=by)


def _answer(arrived: Arrived, incoming: Incoming, by: Actor) -> None:
    """Say how to reach us safely, on the way by which they wrote, never with any of their words in it."""
    reason = _why_not(arrived, incoming)
    if reason:
        arrived.not_answered_because = reason
    else:
        template = CHANGES.get(Kind(arrived.kind)) or ANSWERS[Medium(arrived.medium)]
        arrived.answer = send(to=_recipient(arrived), template=template, context={}, by=by)
        arrived.answered_at = clock.now()
    arrived.save()


def _why_not(arrived: Arrived, incoming: Incoming) -> NotAnswered | None:
    address = arrived.address
    if incoming.automatic:
        return incoming.automatic
    if not address or Flaw.SENDERS in incoming.flaws:
        return NotAnswered.NO_ADDRESS
    if address in {address_of(incoming.medium, each) for each in incoming.ours}:
        return NotAnswered.OURS
    if arrived.vouched == Vouched.NO:
        return NotAnswered.FORGED
    if which_returned([address]):
        return NotAnswered.RETURNED
    if arrived.kind not in CHANGES and which_stopped([address]):
        return NotAnswered.STOPPED
    since = clock.now() - ANSWERED_ONCE_IN
    lately = Arrived.objects.filter(address_digest__in=digests(address), answered_at__gt=since, kind=arrived.kind)
    return NotAnswered.TODAY if lately.exists() else None


def _recipient(arrived: Arrived) -> Recipient:
    """Where it came from and nowhere else, whatever whoever has the address chose for what we write first."""
    known = recipient_for(arrived.person) if arrived.person else None
    is_email = arrived.medium == Medium.EMAIL
    return Recipient(
        email=arrived.address if is_email else "",
        phone="" if is_email else arrived.address,
        language=known.language if known else IN_BOTH,
        reference=known.reference if known else str(arrived.pk),
        contact_by=arrived.medium,
        is_listed=bool(known and known.is_listed),
    )


def _wait_for(name: str) -> None:
    """Until nobody else works on the same, for as long as this transaction lasts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [steady_digest(name).hex()])


def pass_on(*, arrived: Arrived, person: Person, why: str, by: Actor) -> Arrived:
    """Put what is from nobody we know into the conversations of whose it is, as a member of staff found out, and note
    how. Raises MoveRefused for who may not, for one's own, and for what was dealt with."""
    if by.person_id == person.pk:
        raise MoveRefused("Nobody passes anything on to themself")
    with transaction.atomic():
        locked = _lock(arrived, by)
        locked.person = person
        _deal_with(locked, why, by)
        record("message_passed_on", by=by, subject=locked, person_id=person.pk)
        _put_in_conversations(locked, person, by)
    return locked


def close(*, arrived: Arrived, why: str, by: Actor) -> Arrived:
    """Note why there is nothing to do about what is from nobody we know. Raises MoveRefused."""
    with transaction.atomic():
        locked = _lock(arrived, by)
        _deal_with(locked, why, by)
        record("mail_closed", by=by, subject=locked)
    return locked


def _lock(arrived: Arrived, by: Actor) -> Arrived:
    if not by.may(Permission.SORT_MAIL):
        raise MoveRefused("This actor does not deal with what arrives")
    locked: Arrived = Arrived.objects.select_for_update(of=("self",)).get(pk=arrived.pk)
    if not locked.is_waiting:
        raise MoveRefused("It was dealt with")
    return locked


def _deal_with(arrived: Arrived, why: str, by: Actor) -> None:
    arrived.note, arrived.dealt_with_at = why, clock.now()
    arrived.dealt_with_by_id, arrived.dealt_with_by_name = by.user_id, by.name
    arrived.save()
