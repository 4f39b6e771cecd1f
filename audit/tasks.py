"""Queued work: sealing what was recorded, every minute."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from audit.sealing import seal_new_rows
from core import clock

logger = logging.getLogger(__name__)

SEAL = "audit.seal"


@app.periodic(cron="* * * * *")
@app.task(name=SEAL, queue="audit", queueing_lock=SEAL, lock=SEAL)
def seal(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Seal what was recorded since the last time."""
    with clock.steady():
        sealed = seal_new_rows()
    for table in sealed.passed_over:
        logger.warning("%s was not sealed: a transaction that writes to it goes on", table)
