"""Beginning and ending a signed-in session."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.actors import actor_for
from accounts.middleware import SIGNED_IN_AT, lazy_actor
from accounts.models import SignIn, User
from accounts.where import note_where
from audit.services import record
from core import clock
from core.http import Request

BACKEND = "accounts.backends.EmailBackend"


def start_session(request: Request, user: User) -> None:
    """Sign this user in: a new session key, the time it began, and a record that they can see."""
    actor = actor_for(user)
    with transaction.atomic():
        login(request, user, backend=BACKEND)
        request.session[SIGNED_IN_AT] = time.time()
        note_where(request)
        request.actor = actor
        SignIn.objects.create(user=user, at=clock.now())
        record("signed_in", by=actor, subject=user, person_id=actor.person_id)


def end_session(request: Request) -> None:
    """Sign out on this device."""
    actor = request.actor
    if not actor.is_authenticated:
        return
    with transaction.atomic():
        record("signed_out", by=actor, person_id=actor.person_id)
        logout(request)
    request.actor = lazy_actor(request)


def home_url() -> str:
    """Where somebody who signed in begins."""
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def destination(request: Request) -> str:
    """Where somebody was going when asked to sign in, if that is a page of this service; else home."""
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # An address, not a word that could be taken for the name of a view.
    return wanted if safe and wanted.startswith("/") else home_url()
