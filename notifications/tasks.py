"""Queued work. A job carries the message's id only."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from notifications.delivery import deliver_message

# Tried again after six seconds, half a minute, four minutes and twenty-two minutes.
RETRIES = 4


@app.task(
    name="notifications.deliver",
    queue="notifications",
    pass_context=True,
    retry=RetryStrategy(max_attempts=RETRIES, exponential_wait=6),
)
def deliver(context: JobContext, message_id: str) -> None:
    """Deliver one message from the outbox."""
    deliver_message(UUID(message_id), last_try=context.job.attempts >= RETRIES)
