"""What a session keeps of One Login, encrypted: the ID token, to sign somebody out there too, and a One Login that they
have not yet agreed to connect."""

from __future__ import annotations

import base64
import binascii
import json
import time
from typing import Any

from cryptography.exceptions import InvalidTag
from django.core.exceptions import ImproperlyConfigured

from accounts.one_login.client import SignedIn
from core.fields import decrypt, encrypt
from core.http import Request

ID_TOKEN, OFFERED = "one_login_id_token", "one_login_offered"
OFFERED_SECONDS = 10 * 60


def keep_id_token(request: Request, id_token: str) -> None:
    """For signing out: until this session ends."""
    request.session[ID_TOKEN] = _seal(request, ID_TOKEN, id_token)


def id_token_of(request: Request) -> str:
    """The ID token that began this session; empty if another way did."""
    return _open(request, ID_TOKEN, request.session.get(ID_TOKEN)) or ""


def offer(request: Request, person: SignedIn, *, leads_to: str) -> None:
    """Keep a One Login that whoever is signed in may connect, if they agree soon."""
    value = {"subject": person.subject, "email": person.email, "at": time.time(), "next": leads_to}
    request.session[OFFERED] = _seal(request, OFFERED, json.dumps(value))


def offered(request: Request) -> dict[str, Any] | None:
    """The One Login that they may connect: its ``subject`` and ``email``, and where to go ``next``."""
    text = _open(request, OFFERED, request.session.get(OFFERED))
    value: dict[str, Any] | None = json.loads(text) if text else None
    return value if value and 0 <= time.time() - value["at"] < OFFERED_SECONDS else None


def forget_offered(request: Request) -> None:
    """They agreed, or did not."""
    request.session.pop(OFFERED, None)


def _place(request: Request, name: str) -> str:
    return f"session.{name}:{request.actor.user_id}"


def _seal(request: Request, name: str, text: str) -> str:
    return base64.b64encode(encrypt(text.encode(), bound_to=_place(request, name))).decode()


def _open(request: Request, name: str, sealed: Any) -> str | None:
    if not isinstance(sealed, str):
        return None
    try:
        return decrypt(base64.b64decode(sealed), bound_to=_place(request, name)).decode()
    except (InvalidTag, ImproperlyConfigured, binascii.Error):
        # The key it was sealed with has been taken away since: it is as good as gone.
        return None
