"""Authenticator apps: a key that the app and we know, and codes of six digits made of it and the time (RFC 6238)."""

from __future__ import annotations

import base64
import hmac
import secrets
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from accounts.models import Factor
from core import clock

KEY_BYTES = 20
STEP_SECONDS = 30
DIGITS = 6
# A phone whose clock is half a minute off still makes codes that work.
STEPS_EITHER_SIDE = 1


def new_key() -> str:
    """A key, in the base32 that apps take."""
    return base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode()


def code_now(key: str) -> str:
    """The code that an app shows now."""
    return _code_at(key, _step_now())


def is_right(factor: Factor, code: str) -> bool:
    """Whether an app with this factor's key shows the code about now, and no code of that time or later was used. Notes
    the time of the code in ``counter``: the row must be locked, and saved."""
    now = _step_now()
    right = None
    for step in range(now - STEPS_EITHER_SIDE, now + STEPS_EITHER_SIDE + 1):
        if hmac.compare_digest(_code_at(factor.secret, step), code) and step > factor.counter:
            right = step
    if right is None:
        return False
    factor.counter = right
    return True


def address_for_app(key: str, *, account: str, issuer: str) -> str:
    """What the square picture says to an app: the key, and under which name to keep it."""
    query = urlencode({"secret": key, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"


def in_fours(key: str) -> str:
    """The key to type by hand: "ABCD EFGH ..."."""
    return " ".join(key[place : place + 4] for place in range(0, len(key), 4))


def _step_now() -> int:
    # The time that the app goes by is real, also where a demonstration's clock was moved.
    return int(clock.machine_now().timestamp()) // STEP_SECONDS


def _code_at(key: str, step: int) -> str:
    return HOTP(base64.b32decode(key), DIGITS, SHA1()).generate(step).decode()  # noqa: S303 - what apps compute
