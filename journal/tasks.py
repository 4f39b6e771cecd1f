"""Queued work of the journal."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from core import clock
from core.actor import Actor
from journal.returned import pull_returned
from journal.rounds import find_missed, remind_of_todos

RETURNED, REMIND, MISSED = "journal.pull_returned", "journal.remind", "journal.missed"
POSTMAN = Actor.system("Messages")


@app.periodic(cron="*/5 * * * *")
@app.task(name=RETURNED, queue="journal", queueing_lock=RETURNED)
def ask_about_returned(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Ask people to look at addresses from which our messages come back."""
    pull_returned(by=POSTMAN)


# In the morning, because both send messages and a text wakes people.
@app.periodic(cron="20 9 * * *")
@app.task(name=REMIND, queue="journal", queueing_lock=REMIND)
def remind(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every morning: remind people of what is due in seven days, in two, and today."""
    with clock.steady():
        remind_of_todos(by=Actor.system("Reminders"))


@app.periodic(cron="40 9 * * *")
@app.task(name=MISSED, queue="journal", queueing_lock=MISSED)
def missed(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every morning: put what was not done by its day before somebody who looks at why."""
    with clock.steady():
        find_missed(by=Actor.system("To-dos not done in time"))


def queue_rounds() -> None:
    """Have these done soon. While one is waiting, asking again changes nothing."""
    rounds: tuple[Any, ...] = (remind, missed)
    for task in rounds:
        try:
            with transaction.atomic():
                task.defer(timestamp=int(clock.now().timestamp()))
        except AlreadyEnqueued:
            continue
