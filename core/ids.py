"""Identifiers: time-ordered keys for rows, and references that people can read aloud."""

import secrets
import threading
import time
from uuid import UUID

# Crockford's alphabet: no I, L, O or U, so that a reference survives a bad phone line.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

REFERENCE = r"UC-[0-9A-Z]{4}-[0-9A-Z]{4}"
"""What a claim's reference looks like, as a regular expression."""

_made_last = 0
_one_at_a_time = threading.Lock()


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562): random, but sorted by when it was made, which keeps indexes compact.

    Within one process each sorts after the one before, however quickly: the twelve bits that follow the
    milliseconds count parts of one (the RFC's method 3), and go up by one when the clock stands still.
    """
    global _made_last
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    with _one_at_a_time:
        _made_last = max(milliseconds << 12 | (rest << 12) // 1_000_000, _made_last + 1)
        made = _made_last
    value = (made >> 12 & (2**48 - 1)) << 80 | 0x7 << 76 | (made & 0xFFF) << 64
    return UUID(int=value | 0b10 << 62 | secrets.randbits(62))


def new_reference(prefix: str) -> str:
    """A reference such as ``UC-7K3F-9Q2M``: forty random bits, so that it cannot be guessed or counted."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{prefix}-{letters[:4]}-{letters[4:]}"
