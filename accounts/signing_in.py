"""Beginning and ending a signed-in session, and what lies between the password and the second step."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.backends import EmailBackend
from accounts.doors import CONFIRMED_AT, CONFIRMED_BY, DOOR, PASSKEY_ONLY, Door, door_of, enough_for
from accounts.middleware import SIGNED_IN_AT, actor_in, lazy_actor
from accounts.models import FactorKind, SignIn, User
from accounts.where import note_where
from audit.services import record
from core import clock
from core.http import Request

BACKEND = "accounts.backends.EmailBackend"
HALF = "half_signed_in"
HALF_LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class HalfSignedIn:
    """Whoever gave the right password and is yet to confirm that it is them: nobody, to every other page."""

    user: User
    door: Door


def begin_second_step(request: Request, user: User, door: Door) -> None:
    """The password was right. The session has a new key, and is signed in as nobody."""
    request.session.cycle_key()
    request.session[HALF] = {
        "user": user.pk,
        "door": door,
        "at": time.time(),
        # As in a session that is signed in: a changed password ends it.
        "hash": user.get_session_auth_hash(),
    }


def half_signed_in(request: Request) -> HalfSignedIn | None:
    """Who gave the right password in this session, a quarter of an hour ago at most."""
    half = request.session.get(HALF)
    if half is None or time.time() - half["at"] > HALF_LASTS.total_seconds():
        return None
    user = EmailBackend().get_user(half["user"])
    if user is None or not constant_time_compare(half["hash"], user.get_session_auth_hash()):
        return None
    return HalfSignedIn(user, Door(half["door"]))


def start_session(request: Request, user: User, *, door: Door, confirmed_by: str) -> None:
    """Sign this user in: a new session key, the time it began, and a record that they can see.

    ``confirmed_by`` is the kind of second step, or ``doors.PASSWORD`` when they have none.
    """
    with transaction.atomic():
        login(request, user, backend=BACKEND)
        request.session.pop(HALF, None)
        request.session[SIGNED_IN_AT] = time.time()
        note_where(request)
        request.session[PASSKEY_ONLY] = FactorKind.APP not in enough_for(door, user.roles)
        mark_session(request.session, door=door, confirmed_by=confirmed_by)
        request.actor = actor = actor_in(request.session, user)
        SignIn.objects.create(user=user, at=clock.now())
        record("signed_in", by=actor, subject=user, person_id=actor.person_id, door=door, confirmed_by=confirmed_by)


def mark_session(session: Any, *, door: Door, confirmed_by: str) -> None:
    """Note in a session by which door its owner came, and what they have just confirmed that it is them by."""
    session[DOOR] = door
    session[CONFIRMED_BY], session[CONFIRMED_AT] = confirmed_by, time.time()


def confirm_again(request: Request, *, confirmed_by: str) -> None:
    """They have just confirmed again that it is them: a new session key, and a note of when."""
    request.session.cycle_key()
    mark_session(request.session, door=door_of(request.session), confirmed_by=confirmed_by)
    request.actor = lazy_actor(request)


def end_session(request: Request) -> None:
    """Sign out on this device, also from half way in."""
    request.session.pop(HALF, None)
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
