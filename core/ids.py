"""Identifiers: time-ordered keys for rows, and references that people can read aloud."""

import secrets
import time
from uuid import UUID

# Crockford's alphabet: no I, L, O or U, so that a reference survives a bad phone line.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562): random, but sorted by when it was made, which keeps indexes compact."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return UUID(int=value | 0b10 << 62 | secrets.randbits(62))


def new_reference(prefix: str) -> str:
    """A reference such as ``UC-7K3F-9Q2M``: forty random bits, so that it cannot be guessed or counted."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
