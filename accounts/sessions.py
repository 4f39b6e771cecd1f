"""The session engine: Django's database sessions, indexed by user, under keys that open nothing.

The browser holds the key; the table holds its hash, so that a copy of the table lets nobody sign in. What is in a
session is encrypted with its row bound in, so that it cannot be read there, altered or put into another session.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.core.exceptions import ImproperlyConfigured
from django.utils.crypto import constant_time_compare

from core import clock
from core.prepared import Prepared

KEPT_LONGER = timedelta(minutes=1)
"""How much later a session ends in the table than its page says. Only when that much has been used up is it written
again, so that reading ten pages in a minute writes once; nobody is signed out before the page said."""
_KEY = re.compile("[a-z0-9]{8,40}")


def stored_key(session_key: str) -> str:
    """What stands in the table for a session's key: 160 bits of its SHA-256."""
    return sha256(session_key.encode()).hexdigest()[:40]


def _live(key: Any, now: Any) -> Any:
    live = SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)
    return live.select_related("user__person").defer("user__person__nino")


_LIVE: Prepared[Any] = Prepared(_live)


def _can_be_opened(session: Any) -> bool:
    """Whether this row is as we wrote it, and its key was not taken away since."""
    try:
        return session.session_data is not None
    except (InvalidTag, ImproperlyConfigured):
        return False


class SessionStore(DatabaseSessionStore):
    """Keeps beside each session the user that it is signed in as, and reads both, with their person, in one query."""

    owner: Any = None
    """That user, as they are when it is read, whether or not it lets them in still."""

    def signed_in_user(self) -> Any:
        """Whom it lets in, if that is the user who was read with it: by what Django's ``get_user`` asks of one whom it
        reads by itself. The hash that it holds is another once their password or roles change."""
        user_id = self.get(SESSION_KEY)
        user = self.owner
        if user is None or user_id != str(user.pk) or not user.is_active:
            return None
        is_known = self.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        is_theirs = constant_time_compare(self.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
        return user if is_known and is_theirs else None

    @classmethod
    def get_model_class(cls) -> Any:
        from accounts.models import Session

        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session: Any = super().create_model_instance(data)
        session.session_key = stored_key(session.session_key)
        session.expire_date += KEPT_LONGER
        session.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return session

    def encode(self, session_dict: dict[str, Any]) -> str:
        return json.dumps(session_dict, separators=(",", ":"))

    def decode(self, session_data: Any) -> dict[str, Any]:
        decoded: dict[str, Any] = json.loads(session_data)
        return decoded

    def exists(self, session_key: str) -> bool:
        return super().exists(stored_key(session_key))

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            super().delete(stored_key(key))

    def _get_session_from_db(self) -> Any:
        now = clock.machine_now()
        session = _LIVE.first(key=stored_key(self.session_key or ""), now=now)
        if session is None or not _can_be_opened(session):
            self._session_key = None
            return None
        if session.expire_date - now < timedelta(seconds=settings.SESSION_COOKIE_AGE):
            self.modified = True  # Written at the end of this request, and so made to last.
        self.owner = session.user
        return session

    def _validate_session_key(self, key: str | None) -> bool:
        # A cookie can hold anything; a key of ours is letters and digits.
        return bool(key and _KEY.fullmatch(key))
