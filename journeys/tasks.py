"""Queued work: letting go of who was asked what once they are through, and later of how it went."""

from __future__ import annotations

from procrastinate.contrib.django import app

from core import clock
from journeys.visits import forget_tallies, tally_ended


@app.periodic(cron="47 3 * * *")
@app.task(name="journeys.forget_visits", queue="journeys", queueing_lock="journeys.forget_visits")
def forget_old_visits(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Every night: of drafts that take no more answers keep counts only, and those for 400 days."""
    with clock.steady():
        tally_ended()
        forget_tallies()
