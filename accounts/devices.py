"""Recognising a device by a cookie of our own, a random value that says nothing. Never by what the device is like."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from accounts.models import DeviceUse, SignIn, User
from accounts.was_this_you import NEW_DEVICE, ask_whether_it_was_them
from core import clock
from core.digests import digest, digests, is_changing, steady_digest
from core.holds import held_people
from core.http import Request

KEPT_FOR = timedelta(days=180)
"""After the last sign-in on a device, both what is kept of it and its cookie."""
_VALUE = re.compile("[A-Za-z0-9_-]{43}")


def remember_device(request: Request, response: HttpResponseBase) -> None:
    """Note that whoever has just signed in did so on this device, and have its browser keep its cookie. If they never
    did there before, ask them whether it was them."""
    sent = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    value = sent if _VALUE.fullmatch(sent) else secrets.token_urlsafe(32)
    user, now, device = request.user, clock.now(), device_digest(value)
    assert isinstance(user, User)
    with transaction.atomic():
        uses = DeviceUse.objects.filter(user=user, digest__in=digests(_kept(value)))
        if is_changing() and not uses.filter(digest=device).exists():
            uses.update(digest=device)
        if not uses.update(last_used_at=now):
            DeviceUse.objects.bulk_create(
                [DeviceUse(user=user, digest=device, first_used_at=now, last_used_at=now)],
                ignore_conflicts=True,
            )
            # Whoever has just made their account knows that they use it.
            if SignIn.objects.filter(user=user)[1:2].exists():
                ask_whether_it_was_them(user=user, template=NEW_DEVICE, by=request.actor)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        value,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def known_device(request: HttpRequest, email: str) -> bytes | None:
    """What is kept of the device that asks, if somebody signed in on it to the account with this address before."""
    sent = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    if not _VALUE.fullmatch(sent):
        return None
    devices = DeviceUse.objects.filter(digest__in=digests(_kept(sent)), user__email=email)
    return steady_digest(_kept(sent)) if devices.exists() else None


def device_digest(value: str) -> bytes:
    """What is kept of a device's cookie."""
    return digest(_kept(value))


def _kept(value: str) -> str:
    return f"device {value}"


def forget_devices() -> None:
    """Delete what is kept of devices that nobody has signed in on for half a year, but for people of whom nothing may
    be deleted."""
    held = User.objects.filter(person__in=held_people())
    DeviceUse.objects.filter(last_used_at__lt=clock.now() - KEPT_FOR).exclude(user__in=held).delete()
