"""Queued work. A job carries the message's id only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import JobDeferrer
from procrastinate.types import JSONDict

from core import clock
from notifications.delivery import UNDER_WAY, deliver_message, try_carrier
from notifications.models import BY_HAND, BulkState, Medium, Message
from notifications.quiet import quiet_until
from notifications.standstill import standstill

# Tried again after six seconds, half a minute, four minutes, twenty-two minutes and two hours.
RETRIES = 5
DELIVER, DELIVER_MANY, SWEEP = "notifications.deliver", "notifications.deliver_many", "notifications.sweep"
LOST_AFTER = timedelta(minutes=10)
SWEPT_AT_ONCE, QUEUED_TOGETHER = 20_000, 1_000
TRY_CARRIER = "notifications.try_carrier"
WAITED, TO_MANY = -1, -2
"""What waited already comes after whatever is new, above all codes, which have the usual priority of 0; and messages to
many after all others."""


@app.task(
    name=DELIVER,
    queue="notifications",
    pass_context=True,
    retry=RetryStrategy(max_attempts=RETRIES, exponential_wait=6),
)
def deliver(context: JobContext, message_id: str) -> None:
    """Deliver one message from the outbox; in the morning, if it would wake somebody."""
    key = UUID(message_id)
    if until := would_wake([key]).get(key):
        _deliverer(until, WAITED).defer(message_id=message_id)
    else:
        deliver_message(UUID(message_id), last_try=context.job.attempts >= RETRIES)


def queue(message: Message) -> None:
    """Have a message delivered as soon as it may go, in the caller's transaction."""
    later = quiet_until(message.medium, message.template, clock.now())
    _deliverer(later, WAITED if later else 0).defer(message_id=str(message.pk))


def would_wake(message_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Those of the messages that may not go now, and when they may."""
    now = clock.now()
    texts = Message.objects.filter(pk__in=message_ids, state__in=UNDER_WAY, medium=Medium.TEXT)
    later = {key: quiet_until(medium, name, now) for key, medium, name in texts.values_list("pk", "medium", "template")}
    return {key: until for key, until in later.items() if until}


def seconds_until(moment: datetime) -> int:
    """For the queue, which knows the real time only, from which a demonstration's clock may have moved."""
    return int((moment - clock.now()).total_seconds()) + 1


def _deliverer(moment: datetime | None, priority: int = 0) -> JobDeferrer:
    seconds = seconds_until(moment) if moment else None
    return deliver.configure(schedule_in={"seconds": seconds} if seconds else None, priority=priority)


@app.periodic(cron="*/10 * * * *")
@app.task(name=SWEEP, queue="notifications", queueing_lock=SWEEP)
def sweep(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Queue again what waits in the outbox and has no job any more, because it was lost with its worker."""
    queue_lost()


def _messages_of(args: dict[str, Any]) -> list[str]:
    return args["message_ids"] if "message_ids" in args else [args["message_id"]]


def queue_lost(waited: timedelta = LOST_AFTER) -> int:
    """A new job for each message that has waited so long and has none. Returns how many there were. A job too many
    would do no harm: it finds the message in another's hand, or gone."""
    if standstill() is not None:
        return 0
    jobs = ProcrastinateJob.objects.filter(task_name__in=(DELIVER, DELIVER_MANY), status__in=("todo", "doing"))
    with_job = {UUID(key) for args in jobs.values_list("args", flat=True).iterator() for key in _messages_of(args)}
    waiting = Message.objects.filter(state__in=UNDER_WAY, queued_at__lte=clock.now() - waited)
    waiting = waiting.exclude(bulk_recipient__bulk__state=BulkState.STOPPED).exclude(medium__in=BY_HAND)
    keys = waiting.order_by("queued_at").values_list("pk", "bulk_recipient")
    lost = list(islice((each for each in keys.iterator() if each[0] not in with_job), SWEPT_AT_ONCE))
    for priority, some in (
        (WAITED, [key for key, of_many in lost if of_many is None]),
        (TO_MANY, [key for key, of_many in lost if of_many is not None]),
    ):
        for at in range(0, len(some), QUEUED_TOGETHER):
            jobs_to_make: list[JSONDict] = [{"message_id": str(key)} for key in some[at : at + QUEUED_TOGETHER]]
            deliver.configure(priority=priority).batch_defer(*jobs_to_make)
    return len(lost)


@app.periodic(cron="* * * * *")
@app.task(name=TRY_CARRIER, queue="notifications", queueing_lock=TRY_CARRIER)
def try_again(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """While the carrier does not know us, see whether it does again; then everything that waits goes on."""
    if standstill() is not None and try_carrier():
        queue_lost(waited=timedelta())
