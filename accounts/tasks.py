"""Queued work: forgetting what was never finished."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from accounts.codes import forget_codes
from accounts.devices import forget_devices
from accounts.factors.changes import forget_unfinished_factors
from accounts.factors.texts import TEMPLATE
from accounts.models import OneLoginSignOut, TextCode
from accounts.own_account import EMAIL_CODE, PHONE_CODE
from accounts.sessions import SessionStore
from accounts.sign_up import SIGN_UP_TEMPLATES
from accounts.throttle import forget_tries
from core import clock
from notifications.services import forget_messages

KEPT_FOR = timedelta(days=1)


@app.task(name="accounts.forget_unfinished", queue="accounts", queueing_lock="accounts.forget_unfinished")
def forget_unfinished(timestamp: int | None = None) -> None:  # noqa: ARG001
    """Delete codes sent more than a day ago, with the addresses they went to, the messages that carried them,
    second steps begun and not finished, sessions that have ended, devices that are not used any more, counts of wrong
    passwords, and what GOV.UK One Login told us once."""
    before = clock.now() - KEPT_FOR
    forget_codes(before=KEPT_FOR)
    forget_messages(templates=(*SIGN_UP_TEMPLATES, TEMPLATE, EMAIL_CODE, PHONE_CODE), queued_before=before)
    TextCode.objects.filter(sent_at__lt=before).delete()
    forget_unfinished_factors()
    OneLoginSignOut.objects.filter(received_at__lt=before).delete()
    SessionStore.clear_expired()
    forget_devices()
    forget_tries()
