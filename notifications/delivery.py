"""Emptying the outbox: each message is handed over once, as far as a network allows.

Before the carrier is asked, a message is SENDING, with an attempt, in a transaction of its own; what the carrier said
is written afterwards. So whoever finds a message SENDING that nobody works on knows that it may have been taken, and
asks the carrier by our own reference before anything is handed over again. Where even that does not tell, a person
decides (``notifications.settling``).
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q

from audit.moves import move_all
from core import clock
from core.actor import Actor
from notifications.backends import Backend, CannotDeliver, NotKnown, TryLater, current_backend
from notifications.models import BY_HAND, Attempt, BulkState, Medium, Message, MessageState, Outcome
from notifications.quiet import is_quiet
from notifications.returned import ELECTRONIC, which_returned
from notifications.standstill import go_on, stand_still, standstill
from notifications.stopped import which_stopped
from notifications.templates import TEMPLATES

POSTMAN = Actor.system("Messages")
GIVEN_UP_AFTER = timedelta(days=1)
"""So long after it was written a message is not tried again by itself."""
UNDER_WAY = (MessageState.QUEUED, MessageState.SENDING)
logger = logging.getLogger(__name__)


class NotYet(Exception):
    """The carrier may have the message and may not: it is asked again later."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of one message: its outcome, with the carrier's reference or the reason."""

    outcome: Outcome
    text: str = ""
    problem: Exception | None = None


def deliver_message(message_id: UUID, *, last_try: bool) -> Message | None:
    """Hand one message to the carrier, once. Raises what says that it must be tried again, unless this was the last
    try. None when the message was forgotten meanwhile."""
    deliver_messages([message_id], last_try=last_try)
    return Message.objects.filter(pk=message_id).first()


def deliver_messages(message_ids: Sequence[UUID], *, last_try: bool) -> None:
    """The same for a few messages, which are begun together and settled together.

    A message that another worker has in hand is left to it, and every message while the carrier does not know us
    (``notifications.standstill``). One that the carrier refuses for good has failed. One that it asks to try later, or
    of which it says nothing, stays as it is after the last try for whoever comes next, and a day later has failed, or
    is for a person to decide. A letter or call that no carrier makes stays in the outbox, for somebody.
    """
    if standstill() is None:
        problems = _deliver(message_ids, last_try=last_try)
        if problems and not last_try:
            raise problems[0]


def try_carrier() -> bool:
    """See whether the carrier knows us again, with one message that waits; then everything may go on."""
    if not current_backend().knows_us():
        return False
    texts_wait = Q(medium=Medium.TEXT) if is_quiet() else Q(pk=None)
    first = Message.objects.filter(state=MessageState.QUEUED).exclude(texts_wait).exclude(medium__in=BY_HAND)
    first = first.exclude(bulk_recipient__bulk__state=BulkState.STOPPED)
    if (key := first.order_by("queued_at").values_list("pk", flat=True).first()) and _is_refused(key):
        return False
    go_on(by=POSTMAN)
    return True


def _is_refused(message_id: UUID) -> bool:
    _deliver([message_id], last_try=False)
    last = Attempt.objects.filter(message=message_id).order_by("-number").first()
    return last is not None and last.outcome == Outcome.NOT_US


def _deliver(message_ids: Sequence[UUID], *, last_try: bool) -> list[Exception]:
    """Returns why some must be tried again soon: none when the carrier knows us no more."""
    backend = current_backend()
    with _in_hand(message_ids) as ours:
        theirs = Message.objects.filter(pk__in=ours, state__in=UNDER_WAY).exclude(medium__in=BY_HAND - backend.carries)
        theirs = theirs.exclude(state=MessageState.QUEUED, bulk_recipient__bulk__state=BulkState.STOPPED)
        left = {each.pk: each for each in theirs.annotate(tries=Count("attempts")).order_by("queued_at", "pk")}
        found: dict[Message, _Answer] = {
            each: _look_up(each, backend) for each in left.values() if each.state == MessageState.SENDING
        }
        problems = _settle(found, backend, last_try=last_try)
        if all(isinstance(problem, NotYet) for problem in problems):  # else it does not answer
            begun = _begin(_writable(each for each in left.values() if each.state == MessageState.QUEUED), backend)
            problems += _settle(_hand_over(begun, backend), backend, last_try=last_try)
    unknown = next((problem for problem in problems if isinstance(problem, NotKnown)), None)
    if unknown:
        stand_still(reason=str(unknown), by=POSTMAN)
        return []
    return problems


def _writable(messages: Iterable[Message]) -> list[Message]:
    """Those of the messages that are still of use, whose address is not one from which messages come back, and whose
    owner did not tell us to stop; the others have failed."""
    waiting, now = list(messages), clock.now()
    reasons = {each.pk: "too late" for each in waiting if TEMPLATES[each.template].is_too_late(each.queued_at, now)}
    left = [each for each in waiting if each.pk not in reasons and each.medium in ELECTRONIC]
    returned = which_returned(each.address for each in left)
    reasons |= {each.pk: "address returned" for each in left if each.address in returned}
    texts = [each for each in left if each.medium == Medium.TEXT]
    texts = [each for each in texts if not TEMPLATES[each.template].goes_although_stopped and each.pk not in reasons]
    stopped = which_stopped(each.address for each in texts)
    reasons |= {each.pk: "texts stopped" for each in texts if each.address in stopped}
    for reason in sorted(set(reasons.values())):
        _fail([each for each in waiting if reasons.get(each.pk) == reason], reason)
    return [each for each in waiting if each.pk not in reasons]


def _fail(messages: Collection[Message], reason: str) -> None:
    move_all(messages, "fail", by=POSTMAN, data=lambda message: {**_named(message), "reason": reason})


def _begin(messages: Collection[Message], backend: Backend) -> list[Message]:
    """Note, so that it stays noted whatever happens next, that these are handed over now."""
    now, worker = clock.now(), f"{socket.gethostname()}:{os.getpid()}"[:100]
    with transaction.atomic(durable=backend.leaves):
        begun = move_all(messages, "begin", by=POSTMAN, data=_named)
        tries = {each.pk: getattr(each, "tries", 0) for each in messages}
        Attempt.objects.bulk_create(
            [Attempt(message=each, number=tries[each.pk] + 1, at=now, worker=worker) for each in begun]
        )
    return begun


def _hand_over(messages: Collection[Message], backend: Backend) -> dict[Message, _Answer]:
    answers: dict[Message, _Answer] = {}
    for message in messages:
        if any(each.outcome in (Outcome.UNKNOWN, Outcome.NOT_US) for each in answers.values()):
            # The carrier does not answer, or not us: what it was not asked yet, it surely has not got.
            answers[message] = _Answer(Outcome.LATER, "not asked", TryLater("The carrier does not answer"))
            continue
        try:
            answers[message] = _Answer(Outcome.TAKEN, backend.deliver(message))
        except CannotDeliver as reason:
            answers[message] = _Answer(Outcome.REFUSED, str(reason))
        except NotKnown as problem:
            answers[message] = _Answer(Outcome.NOT_US, str(problem), problem)
        except TryLater as problem:
            answers[message] = _Answer(Outcome.LATER, str(problem) or "TryLater", problem)
        except Exception as problem:
            # Never its words: they may name whom the message is to.
            logger.warning("Message %s: the carrier did not say whether it took it", message.pk, exc_info=problem)
            answers[message] = _Answer(Outcome.UNKNOWN, type(problem).__name__, problem)
    return answers


def _look_up(message: Message, backend: Backend) -> _Answer:
    """Whether the carrier has a message that was being handed over when its worker died, or got no answer."""
    try:
        reference = backend.look_up(message)
    except Exception as problem:
        logger.warning("Message %s could not be looked up", message.pk, exc_info=problem)
        return _Answer(Outcome.UNKNOWN, type(problem).__name__, problem)
    if reference is not None:
        return _Answer(Outcome.FOUND, reference)
    if backend.knows_after is None:
        return _Answer(Outcome.UNKNOWN, "The carrier cannot be asked")
    last = message.attempts.order_by("-number").first()
    if last is None or clock.now() - last.at >= backend.knows_after:
        return _Answer(Outcome.NOT_THERE)
    return _Answer(Outcome.UNKNOWN, "NotYet", NotYet(str(message.pk)))


def _settle(answers: dict[Message, _Answer], backend: Backend, *, last_try: bool) -> list[Exception]:
    """Write down what came of each. Returns why some must be tried again."""
    by_key = {message.pk: answer for message, answer in answers.items()}
    ended: dict[str, list[Message]] = {}
    for message, answer in answers.items():
        event = _event_after(message, answer, last_try=last_try)
        if event:
            ended.setdefault(event, []).append(message)
    now = clock.now()
    with transaction.atomic(durable=backend.leaves):
        for event, messages in ended.items():
            fields = partial(_fields, event=event, answers=by_key, now=now)
            move_all(messages, event, by=POSTMAN, set_fields=fields, data=partial(_told, answers=by_key))
        for outcome in {answer.outcome for answer in answers.values()}:
            keys = [key for key, answer in by_key.items() if answer.outcome == outcome]
            attempts = Attempt.objects.filter(message__in=keys, ended_at=None)
            attempts.update(outcome=outcome, ended_at=None if outcome == Outcome.UNKNOWN else now)
    return [answer.problem for answer in answers.values() if answer.problem]


def _event_after(message: Message, answer: _Answer, *, last_try: bool) -> str:
    """What happens to a message after such an answer; nothing while it waits to be looked up."""
    is_code = TEMPLATES[message.template].kept_for is not None
    is_over = last_try and (is_code or clock.now() - message.queued_at >= GIVEN_UP_AFTER)
    match answer.outcome:
        case Outcome.TAKEN | Outcome.FOUND:
            return "send"
        case Outcome.REFUSED:
            return "fail"
        case Outcome.NOT_THERE | Outcome.NOT_US:
            return "put_back"
        case Outcome.LATER:
            return "fail" if is_over else "put_back"
    if answer.problem and (not is_over or isinstance(answer.problem, NotKnown)):
        return ""
    # Nobody need decide about a code that is too old by then: whoever waits for it asks for another.
    return "fail" if is_code else "doubt"


def _fields(message: Message, *, event: str, answers: dict[UUID, _Answer], now: datetime) -> dict[str, Any]:
    return {"sent_at": now, "provider_reference": answers[message.pk].text} if event == "send" else {}


def _named(message: Message) -> dict[str, Any]:
    return {"template": message.template}


def _told(message: Message, *, answers: dict[UUID, _Answer]) -> dict[str, Any]:
    answer = answers[message.pk]
    is_sent = answer.outcome in (Outcome.TAKEN, Outcome.FOUND)
    return _named(message) if is_sent else {**_named(message), "reason": answer.text or answer.outcome}


@contextmanager
def _in_hand(message_ids: Collection[UUID]) -> Iterator[list[UUID]]:
    """Those of the messages that no other worker works on, for as long as this lasts. The database lets go of them by
    itself when a worker dies, and not before."""
    keys = [f"message {each}" for each in message_ids]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM unnest(%s::uuid[], %s::text[]) AS asked (id, name)"
            " WHERE pg_try_advisory_lock(hashtextextended(name, 0))",
            [list(message_ids), keys],
        )
        ours = [row[0] for row in cursor.fetchall()]
    try:
        yield ours
    finally:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_unlock(hashtextextended('message ' || id, 0)) FROM unnest(%s::uuid[]) AS held (id)",
                [ours],
            )
