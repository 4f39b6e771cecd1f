"""Queued work: looking through what waited for the scanner, and sweeping up files that no row names."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from core import clock
from documents.keeping import sweep
from documents.waiting import check_waiting

logger = logging.getLogger(__name__)

CHECK, SWEEP = "documents.check_waiting", "documents.sweep"


@app.periodic(cron="*/5 * * * *")
@app.task(name=CHECK, queue="documents", lock=CHECK, queueing_lock=CHECK)
def check(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Look through the files that came while the scanner did not answer."""
    with clock.steady():
        check_waiting()


@app.periodic(cron="23 4 * * *")
@app.task(name=SWEEP, queue="documents", lock=SWEEP, queueing_lock=SWEEP)
def sweep_up(timestamp: int) -> None:  # noqa: ARG001 - the schedule gives it
    """Delete files whose row is gone."""
    count = sweep()
    if count:
        logger.info("%s files that no row names were deleted", count)
