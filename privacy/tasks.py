"""Queued work: making copies that people asked for, and deleting what has been kept for long enough."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from core import clock
from core.actor import Actor

PURGE, TELL = "privacy.purge", "privacy.tell_unused"


@app.task(name="privacy.make_copy", queue="privacy", retry=RetryStrategy(max_attempts=4, exponential_wait=6))
def make_copy(copy_id: str) -> None:
    """Make the copy of their data that somebody asked for."""
    from privacy.services import make_copy as make

    make(UUID(copy_id), by=Actor.system("Copies of data"))


@app.periodic(cron="17 3 * * *")
@app.task(name=PURGE, queue="privacy", queueing_lock=PURGE, lock=PURGE)
def purge(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every night: delete what has been kept for long enough and is the application's to delete."""
    from privacy.purging import SETS
    from privacy.purging import purge as purge_sets

    # Whoever loses a claim that was not sent is told, in the morning and not at night (claims.lapse).
    nightly = [name for name, each in SETS.items() if not each.needs_owner and name != "unsent_claims"]
    with clock.steady():
        purge_sets(by=Actor.system("Retention schedule"), kinds=nightly)


@app.periodic(cron="20 9 * * *")
@app.task(name=TELL, queue="privacy", queueing_lock=TELL, lock=TELL)
def tell_unused(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every morning, since some are told by text: write to whose account is deleted in thirty days."""
    from privacy.unused import tell_unused as tell

    with clock.steady():
        tell(by=Actor.system("Retention schedule"))
