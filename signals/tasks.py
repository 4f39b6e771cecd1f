"""Queued work: looking for signals every night, and deleting those whose time is over."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from core import clock
from core.actor import Actor
from signals.services import forget_signals
from signals.services import look as look_for_signals

LOOK = "signals.look"
LOOKING = Actor.system("Comparing claims")


# After the payment run, and never before it: what is due is paid, whatever is noticed.
@app.periodic(cron="20 4 * * *")
@app.task(name=LOOK, queue="signals", queueing_lock=LOOK, lock=LOOK)
def look(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Look at claims that changed since the last look, compare, and forget what is over."""
    with clock.steady():
        look_for_signals(by=LOOKING)
        forget_signals(by=LOOKING)


def queue_look() -> None:
    """Have a look taken soon. While one is waiting, asking again changes nothing."""
    try:
        with transaction.atomic():
            look.defer()
    except AlreadyEnqueued:
        return
