"""Keyed hashes (HMAC-SHA256) by which a value is found, or known again, without being stored.

``settings.LOOKUP_KEYS`` are keys by their ids: the first makes hashes, and what any of them made is found. A hash
begins with the id of its key, as sealed values do; a key without an id (the only one, before keys could be changed)
puts nothing before it. docs/adr/0027 says in which order a key is changed.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from django.conf import settings

HASH_BYTES = 32


def lookup_keys() -> Mapping[str, bytes]:
    """The keys by their ids, the one that makes hashes first."""
    keys: Mapping[str, bytes] = settings.LOOKUP_KEYS
    return keys


def is_changing() -> bool:
    """Whether there is more than one key, so that one value may be found under several hashes."""
    return len(lookup_keys()) > 1


def digest(value: str) -> bytes:
    """The hash of a value, as it is stored from now on."""
    key_id, key = next(iter(lookup_keys().items()))
    return _under(key_id, key, value)


def digests(value: str) -> list[bytes]:
    """Every hash under which a value may have been stored, for ``__in``: in one query it is found whichever it is."""
    return [_under(key_id, key, value) for key_id, key in lookup_keys().items()]


def is_digest(kept: bytes | memoryview, value: str) -> bool:
    """Whether this hash was made of this value, under any of the keys. Takes as long whatever they are."""
    alike = [hmac.compare_digest(bytes(kept), each) for each in digests(value)]
    return True in alike


def steady_digest(value: str) -> bytes:
    """A hash that is the same for every process that has these keys, whichever comes first there: for what processes
    must agree on at once, such as a lock or a count."""
    key_id, key = min(lookup_keys().items())
    return _under(key_id, key, value)


def key_label(key_id: str) -> bytes:
    """How every hash that this key made begins."""
    name = key_id.encode()
    return bytes([len(name)]) + name if name else b""


def _under(key_id: str, key: bytes, value: str) -> bytes:
    return key_label(key_id) + hmac.new(key, value.encode(), hashlib.sha256).digest()
