"""Starting a message to many, stopping it and going on, and the jobs that do it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.types import JSONDict

from audit.moves import move
from core.actor import Actor
from notifications.bulk import (
    finish_if_done,
    gather,
    is_going_on,
    left_behind,
    make_batch,
    time_in_line,
    wait_for_turn,
)
from notifications.delivery import deliver_messages
from notifications.models import BulkSend, BulkState
from notifications.tasks import DELIVER_MANY, RETRIES, TO_MANY, seconds_until, would_wake

LANES = 4
"""So many batches are made at once, if there are so many workers."""
DELIVERED_TOGETHER = 50
_MAKING = -1
"""After whatever else waits and before they are delivered."""


def start_bulk(*, bulk: BulkSend, by: Actor) -> BulkSend:
    """Begin to send it. Raises MoveRefused."""
    with transaction.atomic():
        moved = move(bulk, "start", by=by)
        begin.defer(bulk_id=str(bulk.pk))
    return moved


def stop_bulk(*, bulk: BulkSend, by: Actor) -> BulkSend:
    """Send no more of it: what a worker has in hand goes, which is a few dozen messages. Raises MoveRefused."""
    return move(bulk, "stop", by=by)


def go_on_with_bulk(*, bulk: BulkSend, by: Actor) -> BulkSend:
    """Go on with one that was stopped, where it was. Raises MoveRefused."""
    with transaction.atomic():
        moved = move(bulk, "go_on", by=by)
        _deliver(bulk.pk, left_behind(bulk))
        begin.defer(bulk_id=str(bulk.pk))
    return moved


_AGAIN = RetryStrategy(max_attempts=RETRIES, exponential_wait=6)
BEGIN, BATCH, RESUME = "notifications.bulk_begin", "notifications.bulk_batch", "notifications.bulk_resume"


@app.task(name=BEGIN, queue="notifications", priority=_MAKING, retry=_AGAIN)
def begin(bulk_id: str) -> None:
    """Write down everybody who is to have it, and begin with the batches."""
    gather(bulk=BulkSend.objects.get(pk=bulk_id))
    jobs: list[JSONDict] = [{"bulk_id": bulk_id} for _ in range(LANES)]
    batch.batch_defer(*jobs)


@app.task(name=BATCH, queue="notifications", priority=_MAKING, retry=_AGAIN)
def batch(bulk_id: str) -> None:
    """Make one batch, and queue the next, when it is due."""
    bulk = BulkSend.objects.get(pk=bulk_id)
    wait = wait_for_turn(bulk)
    if wait is None:
        finish_if_done(bulk_id=bulk.pk)
        return
    with transaction.atomic():
        if not wait:
            _deliver(bulk.pk, [each.pk for each in make_batch(bulk=bulk)])
        seconds = -(-wait // timedelta(seconds=1))
        batch.configure(schedule_in={"seconds": seconds} if seconds else None).defer(bulk_id=bulk_id)


@app.task(name=DELIVER_MANY, queue="notifications", priority=TO_MANY, pass_context=True, retry=_AGAIN)
def deliver_many(context: JobContext, bulk_id: str, message_ids: list[str]) -> None:
    """Deliver a few messages of one to many, unless it was stopped."""
    if not is_going_on(UUID(bulk_id)):
        return
    keys = [UUID(each) for each in message_ids]
    later = would_wake(keys)
    if later:
        moment = min(later.values()) + time_in_line(UUID(bulk_id), first=min(later))
        in_the_morning = deliver_many.configure(schedule_in={"seconds": seconds_until(moment)})
        in_the_morning.defer(bulk_id=bulk_id, message_ids=[str(key) for key in keys if key in later])
    try:
        deliver_messages([key for key in keys if key not in later], last_try=context.job.attempts >= RETRIES)
    finally:
        finish_if_done(bulk_id=UUID(bulk_id))


@app.periodic(cron="*/10 * * * *")
@app.task(name=RESUME, queue="notifications", queueing_lock=RESUME)
def resume(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Go on with what is being sent and has no job any more, because those were lost with their workers."""
    jobs = ProcrastinateJob.objects.filter(task_name__in=(BEGIN, BATCH), status__in=("todo", "doing"))
    at_work = {args["bulk_id"] for args in jobs.values_list("args", flat=True)}
    for bulk in BulkSend.objects.filter(state=BulkState.SENDING):
        finish_if_done(bulk_id=bulk.pk)
        if str(bulk.pk) not in at_work and (not bulk.gathered_at or bulk.recipients.filter(taken_at=None).exists()):
            begin.defer(bulk_id=str(bulk.pk))


def _deliver(bulk_id: UUID, message_ids: Sequence[UUID]) -> None:
    jobs: list[JSONDict] = [
        {"bulk_id": str(bulk_id), "message_ids": [str(key) for key in message_ids[at : at + DELIVERED_TOGETHER]]}
        for at in range(0, len(message_ids), DELIVERED_TOGETHER)
    ]
    if jobs:
        deliver_many.batch_defer(*jobs)
