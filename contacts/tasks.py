"""Queued work: telling a team leader of what we did not do in time, and forgetting files of what was never saved."""

from __future__ import annotations

from procrastinate.contrib.django import app

from contacts.models import PLACE, Contact
from contacts.promises import escalate_late
from conversations.files import forget_unsent_files
from conversations.tasks import TIME_IS_UP, queue_soon
from core import clock

ESCALATE, FORGET = "contacts.escalate", "contacts.forget_unsent"


# Every day just after midnight, when a day is over; and again, for what a worker that died left behind.
@app.periodic(cron="15 0,6,9 * * *")
@app.task(name=ESCALATE, queue="conversations", lock=ESCALATE, queueing_lock=ESCALATE)
def escalate(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Tell team leaders of what we agreed with somebody and did not do by its day."""
    with clock.steady():
        escalate_late(by=TIME_IS_UP)


def queue_escalation() -> None:
    """Have people told soon of what we agreed and did not do in time."""
    queue_soon(escalate)


@app.periodic(cron="45 3 * * *")
@app.task(name=FORGET, queue="conversations", lock=FORGET, queueing_lock=FORGET)
def forget(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Delete files of contacts that were never saved."""
    with clock.steady():
        forget_unsent_files(by=TIME_IS_UP, of=Contact, place=PLACE)
