"""Queued work. A job carries the message's id only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import JobDeferrer
from procrastinate.types import JSONDict

from core import clock
from notifications.delivery import UNDER_WAY, deliver_message
from notifications.models import BY_HAND, BulkState, Medium, Message
from notifications.quiet import quiet_until

# Tried again after six seconds, half a minute, four minutes, twenty-two minutes and two hours.
RETRIES = 5
DELIVER, DELIVER_MANY, SWEEP = "notifications.deliver", "notifications.deliver_many", "notifications.sweep"
LOST_AFTER = timedelta(minutes=10)
SWEPT_AT_ONCE = 2_000


@app.task(
    name=DELIVER,
    queue="notifications",
    pass_context=True,
    retry=RetryStrategy(max_attempts=RETRIES, exponential_wait=6),
)
def deliver(context: JobContext, message_id: str) -> None:
    """Deliver one message from the outbox; in the morning, if it would wake somebody."""
    if not put_off([UUID(message_id)]):
        deliver_message(UUID(message_id), last_try=context.job.attempts >= RETRIES)


def queue(message: Message) -> None:
    """Have a message delivered as soon as it may go, in the caller's transaction."""
    later = quiet_until(message.medium, message.template, clock.now())
    _deliverer(later).defer(message_id=str(message.pk))


def put_off(message_ids: Sequence[UUID]) -> set[UUID]:
    """Schedule those of the messages that may not go now for when they may. Returns which they are."""
    now = clock.now()
    texts = Message.objects.filter(pk__in=message_ids, state__in=UNDER_WAY, medium=Medium.TEXT)
    later = {key: quiet_until(medium, name, now) for key, medium, name in texts.values_list("pk", "medium", "template")}
    for key, until in later.items():
        if until:
            _deliverer(until).defer(message_id=str(key))
    return {key for key, until in later.items() if until}


def _deliverer(moment: datetime | None) -> JobDeferrer:
    # The queue knows the real time only, from which a demonstration's clock may have moved.
    seconds = int((moment - clock.now()).total_seconds()) + 1 if moment else None
    return deliver.configure(schedule_in={"seconds": seconds} if seconds else None)


@app.periodic(cron="*/10 * * * *")
@app.task(name=SWEEP, queue="notifications", queueing_lock=SWEEP)
def sweep(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Queue again what waits in the outbox and has no job any more, because it was lost with its worker."""
    queue_lost()


def _messages_of(args: dict[str, Any]) -> list[str]:
    return args["message_ids"] if "message_ids" in args else [args["message_id"]]


def queue_lost() -> int:
    """A new job for each message that has none. Returns how many there were. A job too many would do no harm: it finds
    the message in another's hand, or gone."""
    jobs = ProcrastinateJob.objects.filter(task_name__in=(DELIVER, DELIVER_MANY), status__in=("todo", "doing"))
    with_job = {UUID(key) for args in jobs.values_list("args", flat=True).iterator() for key in _messages_of(args)}
    waiting = Message.objects.filter(state__in=UNDER_WAY, queued_at__lt=clock.now() - LOST_AFTER)
    waiting = waiting.exclude(bulk_recipient__bulk__state=BulkState.STOPPED)
    keys = waiting.exclude(medium__in=BY_HAND).order_by("queued_at").values_list("pk", flat=True)
    lost = [key for key in keys.iterator() if key not in with_job][:SWEPT_AT_ONCE]
    if lost:
        jobs_to_make: list[JSONDict] = [{"message_id": str(key)} for key in lost]
        deliver.batch_defer(*jobs_to_make)
    return len(lost)
