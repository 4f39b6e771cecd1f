"""What the worker does for appointments."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from appointments.reminders import remind_of_appointments
from core import clock
from core.actor import Actor


# In the morning, because a text wakes people.
@app.periodic(cron="20 8 * * *")
@app.task(name="appointments.remind", queueing_lock="appointments.remind")
def remind(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every morning: remind people of appointments in two days, and of those tomorrow."""
    with clock.steady():
        remind_of_appointments(by=Actor.system("Reminders of appointments"))


def queue_reminders() -> None:
    """Have these sent soon. While it is waiting, asking again changes nothing."""
    task: Any = remind
    try:
        with transaction.atomic():
            task.defer()
    except AlreadyEnqueued:
        return
