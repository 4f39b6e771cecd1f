"""Queued work: answering those who forgot their password, and forgetting what was never finished."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from accounts.codes import forget_codes
from accounts.devices import forget_devices
from accounts.factors.changes import forget_unfinished_factors
from accounts.models import OneLoginSignOut, TextCode
from accounts.models.codes import CODES_KEPT_FOR
from accounts.reset_answers import answer_reset_request
from accounts.role_changes import end_old_role_changes
from accounts.sessions import SessionStore
from accounts.throttle import forget_tries
from core import clock
from core.actor import Actor
from notifications.services import forget_messages

POSTMAN = Actor.system("Forgotten password")
TIME_IS_UP = Actor.system("Time is up")


@app.task(name="accounts.forget_unfinished", queue="accounts", queueing_lock="accounts.forget_unfinished")
def forget_unfinished(timestamp: int | None = None) -> None:  # noqa: ARG001
    """Delete codes sent more than a day ago, with the addresses they went to, the messages that carried them,
    second steps begun and not finished, sessions that have ended, devices that are not used any more, counts of wrong
    passwords, and what GOV.UK One Login told us once. End changes of roles that nobody confirmed in time."""
    before = clock.now() - CODES_KEPT_FOR
    forget_codes(before=CODES_KEPT_FOR)
    forget_messages()
    TextCode.objects.filter(sent_at__lt=before).delete()
    forget_unfinished_factors()
    OneLoginSignOut.objects.filter(received_at__lt=before).delete()
    SessionStore.clear_expired()
    forget_devices()
    forget_tries()
    end_old_role_changes(by=TIME_IS_UP)


@app.task(name="accounts.send_reset_code", queue="accounts", retry=RetryStrategy(max_attempts=3, exponential_wait=4))
def send_reset_code(code_id: str, language: str) -> None:
    """Answer somebody who forgot their password, by email."""
    answer_reset_request(code_id=UUID(code_id), language=language, by=POSTMAN)
