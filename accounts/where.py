"""Where somebody is signed in: a list of their sessions, by which they notice one that is not theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from accounts.browsers import browser_and_system, in_words
from accounts.middleware import SIGNED_IN_AT
from accounts.models import Session
from accounts.sessions import KEPT_LONGER, stored_key
from accounts.throttle import client_address
from audit.services import record
from core import clock
from core.actor import Actor
from core.http import Request

BROWSER, ADDRESS = "browser", "network_address"
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Place:
    """One session: its ``key`` as it stands in the table, which opens nothing; the device in words; when it began and
    was last used (to the minute); the network address it was begun from, or from which staff
    confirmed last; whether it is the one that asks."""

    key: str
    device: str
    began_at: datetime | None
    used_at: datetime
    network_address: str
    is_this: bool


def note_where(request: Request) -> None:
    """Keep with the session, for as long as it lasts, what its owner knows it by."""
    request.session[BROWSER] = browser_and_system(request.headers.get("User-Agent", ""))
    request.session[ADDRESS] = client_address(request)


def places_of(request: Request) -> list[Place]:
    """Where whoever asks is signed in, the one last used first. One query."""
    assert request.actor.user_id
    sessions = Session.objects.filter(user_id=request.actor.user_id, expire_date__gt=clock.machine_now())
    here = stored_key(request.session.session_key or "")
    # In a demonstration whose clock was moved, moments are shown by that clock.
    ahead = clock.now() - clock.machine_now()
    return [_place(each, here, ahead) for each in sessions.order_by("-expire_date", "pk")[:MOST_SHOWN]]


def end_place(*, key: str, by: Actor) -> bool:
    """Sign out where this session is; whether it was one of theirs and had not ended."""
    assert by.user_id
    with transaction.atomic():
        ended, _ = Session.objects.filter(session_key=key, user_id=by.user_id).delete()
        if ended:
            record("session_ended", by=by, person_id=by.person_id)
    return bool(ended)


def _place(session: Session, here: str, ahead: timedelta) -> Place:
    held = session.get_decoded()
    began = held.get(SIGNED_IN_AT)
    browser, system = held.get(BROWSER) or ("", "")
    return Place(
        key=session.session_key,
        device=in_words(browser, system),
        began_at=datetime.fromtimestamp(began, UTC) + ahead if began else None,
        used_at=session.expire_date - KEPT_LONGER - timedelta(seconds=settings.SESSION_COOKIE_AGE) + ahead,
        network_address=held.get(ADDRESS, ""),
        is_this=session.session_key == here,
    )
