"""Signing seals with Ed25519, so that who owns the database cannot make seals anew: they lack the key."""

from __future__ import annotations

import base64
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings


def sign(seal_hash: str) -> tuple[str, str]:
    """The name of the key and the signature; two empty strings where no key is set (``AUDIT_SIGNING_KEY``)."""
    if not settings.AUDIT_SIGNING_KEY:
        return "", ""
    key = Ed25519PrivateKey.from_private_bytes(settings.AUDIT_SIGNING_KEY)
    signature = key.sign(seal_hash.encode("ascii"))
    return name_of(key.public_key().public_bytes_raw()), base64.b64encode(signature).decode("ascii")


def name_of(public_key: bytes) -> str:
    """What a key is called in a seal: the first sixteen hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def public_keys() -> dict[str, Ed25519PublicKey]:
    """The keys by which signatures are checked (``AUDIT_PUBLIC_KEYS``), by their names."""
    return {name_of(each): Ed25519PublicKey.from_public_bytes(each) for each in settings.AUDIT_PUBLIC_KEYS}


def is_signed(seal_hash: str, signature: str, key: Ed25519PublicKey) -> bool:
    """Whether this key signed the seal with this hash."""
    try:
        key.verify(base64.b64decode(signature, validate=True), seal_hash.encode("ascii"))
    except (InvalidSignature, ValueError):
        return False
    return True
