"""Queued work: forgetting what was never finished."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from accounts.models import EmailConfirmation
from accounts.sessions import SessionStore
from core import clock

KEPT_FOR = timedelta(days=1)


@app.periodic(cron="17 3 * * *")
@app.task(name="accounts.forget_unfinished", queue="accounts", queueing_lock="accounts.forget_unfinished")
def forget_unfinished(timestamp: int | None = None) -> None:  # noqa: ARG001
    """Delete codes sent more than a day ago, with the addresses they went to, and sessions that have ended."""
    EmailConfirmation.objects.filter(sent_at__lt=clock.now() - KEPT_FOR).delete()
    SessionStore.clear_expired()
