"""What the worker does for the equality questions."""

from __future__ import annotations

from procrastinate.contrib.django import app

from core.actor import Actor
from equality.services import open_envelopes


@app.periodic(cron="27 4 * * *")
@app.task(name="equality.open_envelopes", queue="equality", queueing_lock="equality.open_envelopes")
def open_all(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every night: open the envelopes, if there are enough."""
    open_envelopes(by=Actor.system("Equality answers"))
