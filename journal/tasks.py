"""Queued work of the journal."""

from __future__ import annotations

from procrastinate.contrib.django import app

from core.actor import Actor
from journal.returned import pull_returned

RETURNED = "journal.pull_returned"
POSTMAN = Actor.system("Messages")


@app.periodic(cron="*/5 * * * *")
@app.task(name=RETURNED, queue="journal", queueing_lock=RETURNED)
def ask_about_returned(timestamp: int | None = None) -> None:  # noqa: ARG001 - the schedule gives it
    """Ask people to look at addresses from which our messages come back."""
    pull_returned(by=POSTMAN)
