"""Queued work: making batches of letters."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from core import clock
from core.actor import Actor

SETTER = Actor.system("Letters")


MAKE, RESUME = "letters.make_batch", "letters.resume"


@app.task(name=MAKE, queue="letters", retry=RetryStrategy(max_attempts=4, exponential_wait=6))
def make(batch_id: str) -> None:
    """Set the letters of one batch. When a worker dies another goes on with it (core/upkeep.py)."""
    from letters.batches import make_batch

    with clock.steady():
        make_batch(UUID(batch_id), by=SETTER)


@app.periodic(cron="*/10 * * * *")
@app.task(name=RESUME, queue="letters", queueing_lock=RESUME)
def resume(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Go on with batches that nothing makes any more, as their jobs failed too often or were lost: their letters would
    wait in them for ever."""
    from letters.models import Batch, BatchState

    jobs = ProcrastinateJob.objects.filter(task_name=MAKE, status__in=("todo", "doing"))
    at_work = {args["batch_id"] for args in jobs.values_list("args", flat=True)}
    for key in Batch.objects.filter(state=BatchState.MAKING).values_list("pk", flat=True):
        if str(key) not in at_work:
            make.defer(batch_id=str(key))
