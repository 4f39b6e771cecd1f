"""Settings of GOV.UK One Login, from the environment. Without ``ONE_LOGIN_ISSUER`` it is off."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from environs import Env

NEEDED = {
    "issuer": "ONE_LOGIN_ISSUER",
    "client_id": "ONE_LOGIN_CLIENT_ID",
    "private_key": "ONE_LOGIN_PRIVATE_KEY",
    "identity_issuer": "ONE_LOGIN_IDENTITY_ISSUER",
}
DEMONSTRATION_PATH = "/demonstration/one-login/"
RETURN_CODES = ("try_again", "another_way", "see_us")
_RSA_BITS = 3072
"""As strong as a 128-bit key (NIST SP 800-57 part 1, table 2)."""


def given(env: Env, *, demonstration_at: str | None) -> dict[str, Any] | None:
    """What was set, or None when nothing was: ``production`` says what is missing from it. A demonstration at this
    address has a One Login of its own (``demo.one_login``), to which it is known by a key made now."""
    values = {name: env.str(variable, default="") for name, variable in NEEDED.items()}
    if not any(values.values()):
        return _demonstration(demonstration_at) if demonstration_at else None
    return {
        **values,
        "private_key": _pem(values["private_key"]),
        "key_id": env.str("ONE_LOGIN_KEY_ID", default=""),
        "return_codes": env.dict("ONE_LOGIN_RETURN_CODES", default={}),
    }


def wrong_with(settings: Mapping[str, Any]) -> Iterator[str]:
    """Why the service must not start with these, each with how to put it right."""
    one_login = settings["ONE_LOGIN"]
    if one_login is None:
        return
    for name, variable in NEEDED.items():
        if not one_login[name]:
            yield f"Set {variable}: GOV.UK One Login is on, and works only with all of {', '.join(NEEDED.values())}"
    for name in ("issuer", "identity_issuer"):
        if one_login[name] and not _is_trustworthy(one_login[name]):
            yield (
                f"{NEEDED[name]} must be an https:// address elsewhere, with nothing after its path: whoever answers "
                "there says who people are"
            )
    for code, meaning in one_login["return_codes"].items():
        if meaning not in RETURN_CODES or len(code) != 1:
            yield f"ONE_LOGIN_RETURN_CODES gives letters a meaning, which is one of {', '.join(RETURN_CODES)}"
    if one_login["private_key"] and not _signs_well(one_login["private_key"]):
        yield (
            "ONE_LOGIN_PRIVATE_KEY is no RSA key of 3072 bits or more and no P-256 key, in PEM and base64 on one line: "
            "make one with: openssl genrsa 3072 | base64 -w0"
        )


def _demonstration(service_url: str) -> dict[str, Any]:
    # By another name, so that browsers treat it as they would One Login: as somewhere else.
    elsewhere = service_url.replace("//127.0.0.1", "//localhost")
    key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return {
        "issuer": elsewhere + DEMONSTRATION_PATH,
        "client_id": "demonstration",
        "private_key": key.decode(),
        "identity_issuer": f"{elsewhere}{DEMONSTRATION_PATH}identity/",
        "key_id": "",
        "return_codes": {"B": "another_way", "C": "see_us", "D": "try_again"},
    }


def _pem(text: str) -> str:
    """The key as PEM. A value of one line is base64 of it, because an environment file has no other."""
    if not text or text.startswith("-----BEGIN"):
        return text
    try:
        return base64.b64decode(text, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return text


def _is_trustworthy(address: str) -> bool:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "https" or parts.query or parts.fragment or parts.username or not host:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".localhost", ".local", ".internal"))


def _signs_well(pem: str) -> bool:
    try:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):
        return False
    if isinstance(key, rsa.RSAPrivateKey):
        return key.key_size >= _RSA_BITS
    return isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name == "secp256r1"
