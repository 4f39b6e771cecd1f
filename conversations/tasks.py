"""Queued work: telling a team leader of what was not answered in time, forgetting files that were never sent, and
reading the mailbox."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from conversations.files import forget_unsent_files
from conversations.inbound.collecting import collect_mail
from conversations.services import escalate_late
from core import clock
from core.actor import Actor

ESCALATE, FORGET, COLLECT = "conversations.escalate", "conversations.forget_unsent", "conversations.collect_mail"
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
    """Have people told soon of whom we did not answer in time."""
    queue_soon(escalate)


def queue_soon(task: Any) -> None:
    """Have this done soon. While it is waiting, asking again changes nothing."""
    try:
        with transaction.atomic():
            task.defer(timestamp=int(clock.now().timestamp()))
    except AlreadyEnqueued:
        return


# One at a time: two would each read what the other is about to take out, and keep it once, but for nothing.
@app.periodic(cron="* * * * *")
@app.task(name=COLLECT, queue="conversations", lock=COLLECT, queueing_lock=COLLECT)
def collect(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Take in email that people sent us."""
    collect_mail()
