"""Queued work: the payment run, every night and whenever a demonstration's clock moves."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from core import clock
from core.actor import Actor
from payments.runs import run_payments

RUN = "payments.run"


class RunHadFailures(Exception):
    """Some claims could not be assessed or paid; the others were. Their names are in the record."""


@app.periodic(cron="0 3 * * *")
@app.task(name=RUN, queue="payments", queueing_lock=RUN, lock=RUN)
def run(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Assess and pay what is due today."""
    with clock.steady():
        summary = run_payments(on=clock.today(), by=Actor.system("Payments run"))
    if summary.failures:
        raise RunHadFailures(f"{len(summary.failures)} of {summary.claims} claims failed")


def queue_payment_run() -> None:
    """Have a run done soon. While one is waiting, asking again changes nothing."""
    try:
        with transaction.atomic():
            run.defer()
    except AlreadyEnqueued:
        return
