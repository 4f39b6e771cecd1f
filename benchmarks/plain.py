"""A session and a user as Django reads them by itself, for one page: what the others are compared with.

The service reads both faster (``accounts.sessions``, ``accounts.backends``). Compared with a page that does so too,
every other page would look the slower for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest

if TYPE_CHECKING:
    from accounts.models import User

ADDRESS = "/plain/"
BACKEND = "django.contrib.auth.backends.ModelBackend"


class EitherSessionMiddleware(SessionMiddleware):
    """Django's own session for that address, the service's for every other."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path_info == ADDRESS:
            request.session = SessionStore(request.session.session_key)


def measured(middleware: str) -> str:
    """The name of what stands in this middleware's place while the service is measured."""
    is_session = middleware == "django.contrib.sessions.middleware.SessionMiddleware"
    return "benchmarks.plain.EitherSessionMiddleware" if is_session else middleware


def plain_session(user: User) -> str:
    """The key of a session of Django's own, in which this user is signed in."""
    session = SessionStore()
    session.update(
        {SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: BACKEND, HASH_SESSION_KEY: user.get_session_auth_hash()}
    )
    session.create()
    return str(session.session_key)
