"""Backup codes: ten to keep on paper, shown once, each good for one use."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping

from django.contrib.auth.hashers import get_hasher, identify_hasher

from accounts.models import BackupCode, Factor
from core import clock
from core.digests import is_digest

HOW_MANY = 10
FEW = 3
LENGTH = 10
# No letters that make words, and none that looks like another: 28 of them, so 48 random bits in a code.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


def new_code() -> str:
    """A code as it is kept in mind: without hyphen, in capitals."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def as_printed(code: str) -> str:
    """A code as people read it: "7K3F9-Q2MXD"."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def new_set() -> dict[str, str]:
    """Ten codes, and of each what is kept of it. Ten slow hashes: not for use while others wait for a lock."""
    hasher = get_hasher()
    salt = hasher.salt()
    codes = [new_code() for _ in range(HOW_MANY)]
    return {code: hasher.encode(code, salt) for code in codes}


def replace_codes(factor: Factor, codes: Mapping[str, str]) -> None:
    """This set in place of all earlier ones, which stop working. The factor's row must be locked."""
    factor.backup_codes.all().delete()
    BackupCode.objects.bulk_create([BackupCode(factor=factor, code_hash=kept) for kept in codes.values()])


def is_right(factor: Factor, code: str) -> bool:
    """Whether this is one of the codes and was not used; then it now is. One slow hash, whether it is or not. The
    factor's row must be locked."""
    rows = list(factor.backup_codes.all())
    hashed = next((hash_like(row.code_hash, code) for row in rows if row.code_hash), "")
    right = [row for row in rows if row.used_at is None and _is_of(row, code, hashed)]
    for row in right[:1]:
        row.used_at = clock.now()
        row.save(update_fields=["used_at"])
    return bool(right)


def hash_like(kept: str, code: str) -> str:
    """A code as it was hashed that is kept so: with its salt, and with what it cost then."""
    hasher = identify_hasher(kept)
    said = hasher.decode(kept)
    # One of its own: hashers are shared, and what one costs may have been changed since.
    alike = type(hasher)()
    for cost in ("time_cost", "memory_cost", "parallelism"):
        if cost in said:
            setattr(alike, cost, said[cost])
    return alike.encode(code, said["salt"])


def _is_of(row: BackupCode, code: str, hashed: str) -> bool:
    if row.code_digest is None:
        return hmac.compare_digest(row.code_hash, hashed)
    # Bound to its row: the digests of one code in two rows do not match.
    return is_digest(row.code_digest, f"backup code {row.pk}:{code}")
