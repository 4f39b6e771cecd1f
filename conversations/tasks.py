"""Queued work: telling a team leader of what was not answered in time, and forgetting files that were never sent."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from conversations.files import forget_unsent_files
from conversations.services import escalate_late
from core import clock
from core.actor import Actor

ESCALATE, FORGET = "conversations.escalate", "conversations.forget_unsent"
TIME_IS_UP = Actor.system("Time is up")


# Every day just after midnight, when a day is over; and again, for what a worker that died left behind.
@app.periodic(cron="10 0,6,9 * * *")
@app.task(name=ESCALATE, queue="conversations", lock=ESCALATE, queueing_lock=ESCALATE)
def escalate(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Tell team leaders of conversations in which nobody answered by the day that we said."""
    with clock.steady():
        escalate_late(by=TIME_IS_UP)


@app.periodic(cron="40 3 * * *")
@app.task(name=FORGET, queue="conversations", lock=FORGET, queueing_lock=FORGET)
def forget(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Delete files of messages that were never sent."""
    with clock.steady():
        forget_unsent_files(by=TIME_IS_UP)


def queue_escalation() -> None:
    """Have this done soon. While it is waiting, asking again changes nothing."""
    task: Any = escalate
    try:
        with transaction.atomic():
            task.defer(timestamp=int(clock.now().timestamp()))
    except AlreadyEnqueued:
        return
