"""Queued work: forgetting how journeys went, once that is long ago."""

from __future__ import annotations

from procrastinate.contrib.django import app

from journeys.visits import forget_visits


@app.periodic(cron="47 3 * * *")
@app.task(name="journeys.forget_visits", queue="journeys", queueing_lock="journeys.forget_visits")
def forget_old_visits(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Every night: delete what was noted of pages more than 400 days ago."""
    forget_visits()
