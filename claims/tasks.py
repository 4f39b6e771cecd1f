"""What the worker does for claims."""

from __future__ import annotations

from procrastinate.contrib.django import app

from claims.services import lapse_claims
from core.actor import Actor


@app.periodic(cron="37 2 * * *")
@app.task(name="claims.lapse", queueing_lock="claims.lapse")
def lapse(timestamp: int | None = None) -> None:  # noqa: ARG001 - when it was due
    """Every night: end claims that were not sent in time and delete their answers."""
    lapse_claims(by=Actor.system("Claims not sent in time"))
