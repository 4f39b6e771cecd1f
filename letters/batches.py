"""Batches of letters: begun by an officer, made by the worker, printed, counted and posted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Max

from accounts.actors import actor_for
from audit.moves import move, move_all
from audit.services import record
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from documents.pdf import NotRendered
from letters.addressing import address_for
from letters.models import Batch, BatchState, Hindrance, Letter, TakenBack, WhyWaiting
from letters.selectors import to_print
from letters.setting import Set, Words, reference_of, set_letter
from notifications.models import Message, MessageState
from notifications.services import sent_by_hand

logger = logging.getLogger(__name__)
LETTERS_A_BATCH = 500
"""So that whoever prints them counts them in one go. What is left waits for the next batch."""


class NothingToPrint(Exception):
    """No letter waits that this officer may print."""


class CountsDiffer(Exception):
    """What was printed is not what the manifest says."""


def begin_batch(*, by: Actor) -> Batch:
    """Have the letters that wait made into a batch, in the background. Raises NothingToPrint and MoveRefused."""
    from letters.tasks import make

    if not by.may(Permission.SEND_BY_HAND):
        raise MoveRefused("Only officers print letters")
    with transaction.atomic():
        if not to_print(by).exists():
            raise NothingToPrint
        batch = Batch.objects.create(begun_at=clock.now(), begun_by_id=by.user_id, begun_by_name=by.name)
        record("batch_begun", by=by, subject=batch)
        make.defer(batch_id=str(batch.pk))
    return batch


def make_batch(batch_id: UUID, *, by: Actor) -> Batch:
    """Set the letters of a batch, each in a transaction of its own: whatever stops it, it goes on from where it was,
    and beside another worker or another batch no letter is set twice. One letter is in memory at a time."""
    is_going_on = True
    while is_going_on:
        # Asked once for many letters: whose letters the officer may print takes longer to find than one to set.
        came = [_tried(batch_id, key) for key in _waiting(batch_id)]
        is_going_on = any(came)
    return _end(batch_id, by)


def _waiting(batch_id: UUID) -> list[UUID]:
    """The letters that wait longest and were not found wanting since this batch was begun, as many as go into it."""
    batch = Batch.objects.select_related("begun_by__person").get(pk=batch_id)
    officer = actor_for(batch.begun_by) if batch.begun_by else None
    if officer is None or batch.state != BatchState.MAKING:
        return []
    waiting = to_print(officer).exclude(hindrance__noted_at__gte=batch.begun_at)
    return list(waiting.values_list("pk", flat=True)[: LETTERS_A_BATCH - batch.letters.count()])


def _tried(batch_id: UUID, message_id: UUID) -> bool:
    """The same for one that cannot be set for whatever reason: it waits for somebody, and the others do not."""
    try:
        return _add_letter(batch_id, message_id)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Letter %s could not be set", message_id)
        _hinder(message_id, WhyWaiting.NOT_SET)
        return True


def _hinder(message_id: UUID, why: WhyWaiting) -> None:
    Hindrance.objects.update_or_create(message_id=message_id, defaults={"why": why, "noted_at": clock.now()})


def _add_letter(batch_id: UUID, message_id: UUID) -> bool:
    """Whether anything came of it: the letter is in the batch, or it is noted why not."""
    with transaction.atomic():
        batch, number = _locked(batch_id)
        message = _still_waiting(message_id)
        if batch.state != BatchState.MAKING or number > LETTERS_A_BATCH or message is None:
            return False
        address = address_for(message)
        why = WhyWaiting.NO_ADDRESS
        if address:
            try:
                made = set_letter(_words(message, address), at=batch.begun_at)
            except NotRendered:
                why = WhyWaiting.NOT_SET
            else:
                _keep(batch, message, number, address, made)
                return True
        _hinder(message.pk, why)
    return True


def _locked(batch_id: UUID) -> tuple[Batch, int]:
    """The batch and the number of its next letter. Its row is the lock: letters are numbered one after the other."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch_id)
    return batch, (batch.letters.aggregate(last=Max("number"))["last"] or 0) + 1


def _still_waiting(message_id: UUID) -> Message | None:
    """A letter that waited when the batch looked, if no other has it in hand or took it since."""
    found = Message.objects.select_for_update(of=("self",), skip_locked=True)
    message = found.filter(pk=message_id, state=MessageState.QUEUED).first()
    # Asked once the row is ours: before, another batch might just be about to say so.
    if message is None or Letter.objects.filter(message=message, taken_back_at=None).exists():
        return None
    return message


def _end(batch_id: UUID, by: Actor) -> Batch:
    with transaction.atomic():
        batch, number = _locked(batch_id)
        if batch.state == BatchState.MAKING:
            move(batch, "make", by=by, set_fields={"ready_at": clock.now()}, letters=number - 1)
    return batch


def _keep(batch: Batch, message: Message, number: int, address: list[str], made: Set) -> None:
    Letter.objects.create(
        batch=batch,
        message=message,
        number=number,
        address="\n".join(address),
        pages=made.pages,
        sha256=made.sha256,
    )
    Hindrance.objects.filter(message=message).delete()


def _words(message: Message, address: list[str]) -> Words:
    return Words(
        address=tuple(address),
        reference=reference_of(message.pk),
        subject=message.subject,
        body=message.body,
        language=message.language,
        letter_format=message.letter_format,
    )


def pdf_of(letter: Letter) -> bytes:
    """The PDF of a letter as it was set. Raises documents.pdf.NotRendered, and ValueError when the service has come to
    set it otherwise since: then it is taken back, and goes with another batch."""
    made = set_letter(_words(letter.message, letter.address.split("\n")), at=letter.batch.begun_at)
    if made.sha256 != letter.sha256:
        raise ValueError(f"Letter {letter.number} of batch {letter.batch_id} is not set as it was")
    return made.pdf


def letters_of(batch: Batch) -> Iterator[Letter]:
    """The letters to print, by number, a few in memory at a time; not those that were taken back."""
    rows = batch.letters.filter(taken_back_at=None).select_related("message", "batch").order_by("number")
    yield from rows.iterator(chunk_size=50)


def take_back(*, letter: Letter, because: str, by: Actor) -> Letter:
    """Take a letter out of a batch that is not posted: it waits for the next. Twice is once. Raises MoveRefused."""
    reason = TakenBack(because)
    if not by.may(Permission.SEND_BY_HAND):
        raise MoveRefused("Only officers print letters")
    with transaction.atomic():
        batch = Batch.objects.select_for_update(of=("self",)).get(pk=letter.batch_id)
        found = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        if found.taken_back_at:
            return found
        if batch.state != BatchState.READY:
            raise MoveRefused(f"The batch is {batch.state}")
        found.taken_back_at, found.taken_back_because, found.taken_back_by_name = clock.now(), reason, by.name
        found.save(update_fields=["taken_back_at", "taken_back_because", "taken_back_by_name"])
        record("letter_taken_back", by=by, subject=found, batch=str(batch.pk), because=reason)
    return found


def post_batch(*, batch: Batch, letters: int, pages: int, by: Actor) -> Batch:
    """Note that all letters of a batch were posted. Raises CountsDiffer when as many letters and pages were not
    printed as the manifest has, and MoveRefused."""
    with transaction.atomic():
        locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        kept = list(
            locked.letters.filter(taken_back_at=None).select_related("message").defer("address", "message__body")
        )
        if (letters, pages) != (len(kept), sum(letter.pages for letter in kept)):
            raise CountsDiffer
        posted = move(
            locked,
            "post",
            by=by,
            set_fields={"posted_at": clock.now(), "posted_by_name": by.name},
            letters=letters,
            pages=pages,
        )
        sent = move_all(
            [letter.message for letter in kept],
            "send_by_hand",
            by=by,
            set_fields=lambda _message: {"sent_at": clock.now()},
            data=lambda message: {"template": message.template},
        )
        if len(sent) != len(kept):
            raise MoveRefused("A letter of the batch does not wait any more")
    return posted


def send_alone(*, message: Message, by: Actor) -> Message:
    """Note that a letter was posted, or a call made, by itself. Raises MoveRefused, also for a letter of a batch."""
    with transaction.atomic():
        # The message's row is the lock, as for a batch that is being made: it goes one way.
        locked = Message.objects.select_for_update(of=("self",)).defer("address", "body").get(pk=message.pk)
        if Letter.objects.filter(message=locked, taken_back_at=None).exists():
            raise MoveRefused("This letter is in a batch")
        return sent_by_hand(message=message, by=by)
