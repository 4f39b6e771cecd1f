"""Judging what One Login signed: ID tokens, logout tokens, and who somebody is. Whatever is not as it must be is
refused, with a reason that says nothing about anybody."""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from accounts.one_login.configuration import Configuration
from accounts.one_login.keys import ALGORITHMS, Key, KeyFor, identity_keys, token_keys
from core import clock

MOST_CHARACTERS = 16_000
LEEWAY_SECONDS = 30
"""By how much the clocks of two machines may differ."""
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_TYPE = "logout+jwt"
LOGOUT_SECONDS = 10 * 60
"""How old a logout token may be: it must not be kept and used when somebody has signed in again."""
IDENTITY_LEVELS = ("P0", "P1", "P2", "P3", "P4")

Claims = dict[str, Any]


class Refused(Exception):
    """A token is not what it must be. ``reason`` is a word for the audit and the log, and tells nothing of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def now() -> int:
    """Real time, in seconds since 1970: a demonstration's clock does not move the tokens'."""
    return int(clock.machine_now().timestamp())


def id_token_claims(token: str, *, configuration: Configuration, nonce: str, level: str, access_token: str) -> Claims:
    """What One Login says of who has signed in (OpenID Connect Core 3.1.3.7). ``level`` is the least that will do,
    such as "Cl.Cm". Raises Refused, or NoAnswer when its keys cannot be had."""
    claims = _signed(token, keys=token_keys(configuration), algorithms=ALGORITHMS)
    _check(claims, configuration, issuer=configuration.issuer, needed=("sub", "exp", "iat", "nonce", "vot"))
    if not hmac.compare_digest(_text(claims, "nonce").encode(), nonce.encode()):
        raise Refused("nonce")
    if not set(level.split(".")) <= set(_text(claims, "vot").split(".")):
        raise Refused("level")
    if "at_hash" in claims and claims["at_hash"] != _half_hash(access_token):
        raise Refused("at_hash")
    return claims


def logout_token_claims(token: str, *, configuration: Configuration) -> Claims:
    """Whose sessions are to end (OpenID Connect Back-Channel Logout 2.6). Raises Refused or NoAnswer.

    One Login's header has ``alg`` and ``kid`` and no ``typ`` (its documentation, "Managing your users' sessions",
    reviewed on 27 August 2026), so none is taken too; one that there is says that it is a logout token.
    """
    claims = _signed(token, keys=token_keys(configuration), algorithms=ALGORITHMS)
    _check(claims, configuration, issuer=configuration.issuer, needed=("sub", "exp", "iat", "jti"))
    if not _is_typed(_header(token), LOGOUT_TYPE):
        raise Refused("typ")
    if "nonce" in claims:
        raise Refused("nonce")  # or an ID token could be sent here
    if claims.get("events") != {LOGOUT_EVENT: {}}:
        raise Refused("events")
    if claims["iat"] < now() - LOGOUT_SECONDS:
        raise Refused("iat")
    return claims


def identity_claims(token: Any, *, configuration: Configuration, subject: str, trustmark: str, level: str) -> Claims:
    """Who somebody is, as One Login found out. ``trustmark`` is what the ID token named. Raises Refused or NoAnswer."""
    claims = _signed(token, keys=identity_keys(configuration), algorithms=("ES256",))
    needed = ("sub", "exp", "iat", "vot", "vtm", "vc")
    _check(claims, configuration, issuer=configuration.identity_issuer, needed=needed)
    if not hmac.compare_digest(_text(claims, "sub").encode(), subject.encode()):
        raise Refused("sub")
    if claims["vtm"] != trustmark:
        raise Refused("vtm")
    found = _text(claims, "vot")
    if found not in IDENTITY_LEVELS or IDENTITY_LEVELS.index(found) < IDENTITY_LEVELS.index(level):
        raise Refused("level")
    return claims


def _signed(token: Any, *, keys: KeyFor, algorithms: Collection[str]) -> Claims:
    """The claims of a token that a key of theirs has signed, in the way that this key signs."""
    if not isinstance(token, str) or len(token) > MOST_CHARACTERS or token.count(".") != 2:
        raise Refused("form")
    header = _header(token)
    algorithm, name = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in algorithms:
        raise Refused("algorithm")
    key: Key | None = keys(name, algorithm) if isinstance(name, str) else None
    if key is None:
        raise Refused("key")
    try:
        return jwt.decode(token, key, algorithms=[algorithm]).claims
    except (JoseError, ValueError):
        raise Refused("signature") from None


def _header(token: str) -> Mapping[str, Any]:
    """What a token says of itself, believed only so far as to choose among our own keys and algorithms."""
    text = token.partition(".")[0]
    try:
        header = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        raise Refused("form") from None
    if not isinstance(header, dict):
        raise Refused("form")
    return header


def _is_typed(header: Mapping[str, Any], wanted: str) -> bool:
    """Whether a token says to be of this type, in any case, with "application/" or without (RFC 7515, 4.1.9), or says
    nothing of it."""
    said = header.get("typ", wanted)
    return isinstance(said, str) and said.lower().removeprefix("application/") == wanted


def _check(claims: Claims, configuration: Configuration, *, issuer: str, needed: Collection[str]) -> None:
    """Who made it, for whom, and when."""
    if claims.get("iss") != issuer:
        raise Refused("iss")
    # A token for somebody else as well is not for us alone: One Login makes none.
    if claims.get("aud") not in (configuration.client_id, [configuration.client_id]):
        raise Refused("aud")
    if claims.get("azp", configuration.client_id) != configuration.client_id:
        raise Refused("azp")
    times = JWTClaimsRegistry(now=now(), leeway=LEEWAY_SECONDS)
    for name in ("exp", "iat", "nbf"):
        if name in claims:
            try:
                times.validate({name: claims[name]})
            except JoseError:
                raise Refused(name) from None
    for name in needed:
        if claims.get(name) in (None, "", {}, []):
            raise Refused(name)


def _text(claims: Claims, name: str) -> str:
    value = claims[name]
    if not isinstance(value, str):
        raise Refused(name)
    return value


def _half_hash(access_token: str) -> str:
    """``at_hash`` of both algorithms: the left half of the SHA-256."""
    half = sha256(access_token.encode("ascii", "replace")).digest()[:16]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()
