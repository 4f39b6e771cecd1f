"""Queued work: making batches of letters."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from core import clock
from core.actor import Actor

SETTER = Actor.system("Letters")


@app.task(name="letters.make_batch", queue="letters", retry=RetryStrategy(max_attempts=4, exponential_wait=6))
def make(batch_id: str) -> None:
    """Set the letters of one batch. When a worker dies another goes on with it (core/upkeep.py)."""
    from letters.batches import make_batch

    with clock.steady():
        make_batch(UUID(batch_id), by=SETTER)
