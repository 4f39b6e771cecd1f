"""One message to many people: batch by batch, at a rate, by several workers at once, each person once.

Everybody is written down first. A batch is a transaction: some who have no message yet are locked past whoever else is
locked, their messages are made, and the jobs that deliver them are queued. So a worker may die at any moment, and
stopping holds within a batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet

from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.states import MoveRefused
from notifications.audiences import AUDIENCES
from notifications.delivery import UNDER_WAY
from notifications.models import BY_HAND, BulkRecipient, BulkSend, BulkState, Medium, Message, MessageState
from notifications.services import put_in_outbox
from notifications.templates import TEMPLATES

SENDER = Actor.system("Messages to many")
MOST_IN_A_BATCH = 500
BATCHES_A_MINUTE = 12
"""As many as a rate is spread over, unless batches would be larger than they may be."""
_GATHERED_AT_ONCE = 5_000


class CannotSendToMany(Exception):
    """This message may not go to many, or there is no such audience, or nobody in it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a message to many are where. ``waiting``: their message is not made yet; ``by_hand``: somebody has to
    print or call; ``missed``: they cannot be reached, or it could not be sent."""

    everybody: int
    waiting: int
    under_way: int
    by_hand: int
    sent: int
    missed: int
    unsure: int

    @property
    def done(self) -> int:
        """Those with whom the service has nothing left to do."""
        return self.everybody - self.waiting - self.under_way


def prepare_bulk(*, template: str, audience: str, rate_a_minute: int, by: Actor) -> BulkSend:
    """Note what is to be sent to whom, and how many they are. Nothing is sent. Raises CannotSendToMany."""
    if template not in TEMPLATES or not TEMPLATES[template].for_many or audience not in AUDIENCES:
        raise CannotSendToMany(f"{template} to {audience}")
    expected = AUDIENCES[audience].count()
    if not expected:
        raise CannotSendToMany(f"Nobody is in {audience}")
    with transaction.atomic():
        bulk = BulkSend.objects.create(
            template=template,
            audience=audience,
            rate_a_minute=rate_a_minute,
            expected=expected,
            prepared_at=clock.now(),
            prepared_by_name=by.name,
        )
        record("bulk_prepared", by=by, subject=bulk, template=template, audience=audience, expected=expected)
    return bulk


def gather(*, bulk: BulkSend, by: Actor = SENDER) -> None:
    """Write down everybody who is to have it. Doing it again adds nobody."""
    with transaction.atomic():
        locked = BulkSend.objects.select_for_update().get(pk=bulk.pk)
        if locked.gathered_at:
            return
        for references in _some(AUDIENCES[bulk.audience].references(), _GATHERED_AT_ONCE):
            BulkRecipient.objects.bulk_create(
                [BulkRecipient(bulk=locked, recipient_reference=each) for each in references], ignore_conflicts=True
            )
        locked.gathered_at = locked.next_batch_at = clock.now()
        locked.save(update_fields=["gathered_at", "next_batch_at"])
        record("bulk_gathered", by=by, subject=locked, everybody=locked.recipients.count())


def wait_for_turn(bulk: BulkSend) -> timedelta | None:
    """How long to wait before the next batch, so that workers together keep to the rate: nothing when it is now, which
    is then taken; None when there is nothing more to do, or it was stopped."""
    with transaction.atomic():
        locked = BulkSend.objects.select_for_update().get(pk=bulk.pk)
        if locked.state != BulkState.SENDING or not locked.recipients.filter(taken_at=None).exists():
            return None
        now = clock.now()
        due = locked.next_batch_at or now
        if due > now:
            return due - now
        locked.next_batch_at = max(due, now) + timedelta(minutes=batch_size(locked) / locked.rate_a_minute)
        locked.save(update_fields=["next_batch_at"])
    return timedelta()


def batch_size(bulk: BulkSend) -> int:
    """How many people a batch has."""
    return min(MOST_IN_A_BATCH, max(1, bulk.rate_a_minute // BATCHES_A_MINUTE))


def make_batch(*, bulk: BulkSend, by: Actor = SENDER) -> list[Message]:
    """Make the messages of some who have none, in the caller's transaction. Returns those that leave by themselves."""
    with transaction.atomic():
        waiting = bulk.recipients.filter(taken_at=None).order_by("pk")
        rows = list(waiting.select_for_update(skip_locked=True)[: batch_size(bulk)])
        if not rows:
            return []
        to = AUDIENCES[bulk.audience].recipients([each.recipient_reference for each in rows])
        made = put_in_outbox(to=list(to.values()), template=bulk.template)
        _note_taken({row.pk: made[at].pk if (at := row.recipient_reference) in made else None for row in rows})
        record("bulk_batch_made", by=by, subject=bulk, people=len(rows), messages=len(made))
    return [each for each in made.values() if each.medium not in BY_HAND]


def _note_taken(messages: Mapping[int, UUID | None]) -> None:
    # Not by bulk_update, which takes longer than all the rest of a batch.
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE notifications_bulkrecipient SET taken_at = %s, message_id = made.message_id"
            " FROM unnest(%s::bigint[], %s::uuid[]) AS made (id, message_id)"
            " WHERE notifications_bulkrecipient.id = made.id",
            [clock.now(), list(messages.keys()), list(messages.values())],
        )


def is_going_on(bulk_id: UUID) -> bool:
    """Whether its messages are to be delivered."""
    return BulkSend.objects.filter(pk=bulk_id).exclude(state=BulkState.STOPPED).exists()


def left_behind(bulk: BulkSend) -> list[UUID]:
    """Its messages that were made and not sent before it was stopped."""
    return list(_of(bulk).order_by("pk").values_list("pk", flat=True))


def time_in_line(bulk_id: UUID, *, first: UUID) -> timedelta:
    """How long into the morning a text of the night is due, at the chosen rate: by how many wait before it."""
    before = Message.objects.filter(bulk_recipient__bulk=bulk_id, medium=Medium.TEXT, state__in=UNDER_WAY, pk__lt=first)
    return timedelta(minutes=before.count() / BulkSend.objects.get(pk=bulk_id).rate_a_minute)


def finish_if_done(*, bulk_id: UUID, by: Actor = SENDER) -> None:
    """Note that a message to many has gone to all of them, once it has."""
    bulk = BulkSend.objects.get(pk=bulk_id)
    if bulk.state != BulkState.SENDING or not bulk.gathered_at:
        return
    if bulk.recipients.filter(taken_at=None).exists() or _of(bulk).exists():
        return
    try:
        move(bulk, "finish", by=by, set_fields={"finished_at": clock.now()})
    except MoveRefused:
        return  # another worker was faster


def progress(bulk: BulkSend) -> Progress:
    """Where everybody is. One query."""
    by_hand = Q(message__medium__in=BY_HAND, message__state=MessageState.QUEUED)
    counted = bulk.recipients.aggregate(
        everybody=Count("pk"),
        waiting=Count("pk", filter=Q(taken_at=None)),
        under_way=Count("pk", filter=Q(message__state__in=UNDER_WAY) & ~by_hand),
        by_hand=Count("pk", filter=by_hand),
        sent=Count("pk", filter=Q(message__state=MessageState.SENT)),
        unsure=Count("pk", filter=Q(message__state=MessageState.UNSURE)),
    )
    everybody = counted["everybody"] or bulk.expected
    waiting = counted["waiting"] if bulk.gathered_at else everybody
    known = waiting + sum(counted[each] for each in ("under_way", "by_hand", "sent", "unsure"))
    return Progress(**{**counted, "everybody": everybody, "waiting": waiting}, missed=everybody - known)


def _of(bulk: BulkSend) -> QuerySet[Message]:
    return Message.objects.filter(bulk_recipient__bulk=bulk, state__in=UNDER_WAY).exclude(medium__in=BY_HAND)


def _some(references: Iterable[str], number: int) -> Iterator[list[str]]:
    left = iter(references)
    while some := list(islice(left, number)):
        yield some
