"""Backup codes: ten to keep on paper, shown once, each good for one use."""

from __future__ import annotations

import hmac
import secrets

from accounts.models import BackupCode, Factor
from core import clock
from core.fields import digest

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


def replace_codes(factor: Factor) -> list[str]:
    """New codes in place of all earlier ones, which stop working. The factor's row must be locked."""
    codes = [new_code() for _ in range(HOW_MANY)]
    factor.backup_codes.all().delete()
    rows = [BackupCode(factor=factor) for _ in codes]
    for row, code in zip(rows, codes, strict=True):
        row.code_digest = _digest(row, code)
    BackupCode.objects.bulk_create(rows)
    return codes


def is_right(factor: Factor, code: str) -> bool:
    """Whether this is one of the codes and was not used; then it now is. The factor's row must be locked."""
    for row in factor.backup_codes.filter(used_at=None):
        if hmac.compare_digest(bytes(row.code_digest), _digest(row, code)):
            row.used_at = clock.now()
            row.save(update_fields=["used_at"])
            return True
    return False


def _digest(row: BackupCode, code: str) -> bytes:
    # Bound to its row: the digests of one code in two rows do not match.
    return digest(f"backup code {row.pk}:{code}")
