"""How a row, and a seal, are written down to be hashed: the same for ever, whatever version of anything reads them.

A row is one JSON array (sorted keys, no spaces, everything beyond ASCII escaped): the table, the form's number, and
every column by its name. Times are whole microseconds since 1970 in UTC, UUIDs are in small letters with hyphens,
a number that is not whole is ``{"$number": "1.5"}``, and what is empty is null. docs/audit.md has an example that
can be worked out with any other tool.

A form is never changed: rows were sealed with it. A new column makes a new form, with which rows are sealed from
then on (``FORMS``); tests/audit/test_canonical.py fails until a column is in the newest one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

_ACTOR = {
    "position": "whole",
    "id": "uuid",
    "at": "time",
    "user_id": "whole",
    "user_name": "text",
    "roles": "json",
    "channel": "text",
    "person_id": "uuid",
    "claim_reference": "text",
    "on_behalf_of_id": "uuid",
    "visit_id": "uuid",
}
FORMS: Mapping[int, Mapping[str, Mapping[str, str]]] = {
    1: {
        "audit_event": {
            **_ACTOR,
            "kind": "text",
            "reason": "text",
            "subject_type": "text",
            "subject_id": "text",
            "data": "json",
        },
        "audit_access": {**_ACTOR, "reason": "text", "note": "text", "page": "text"},
    },
}
"""By the form's number and the table: each column, and of what kind it is."""

NEWEST_FORM = max(FORMS)
TABLES = tuple(FORMS[NEWEST_FORM])

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HASH_BYTES, _POSITION_BYTES = 32, 8
_ENTRY_BYTES = _POSITION_BYTES + _HASH_BYTES


@dataclass(frozen=True, slots=True)
class RowHash:
    """A row of which a seal says that it was so: its position and the SHA-256 of what it was."""

    position: int
    hash: bytes


def hasher(form: int, table: str) -> Callable[[tuple[Any, ...]], RowHash]:
    """What makes a row's hash of its values, which are given in the form's order, JSON as text."""
    kinds = FORMS[form][table]
    documents = [name for name, kind in kinds.items() if kind == "json"]

    def row_hash(values: tuple[Any, ...]) -> RowHash:
        row = dict(zip(kinds, values, strict=True))
        for name in documents:
            row[name] = None if row[name] is None else json.loads(row[name], parse_float=_number)
        return RowHash(row["position"], hashlib.sha256(written([table, form, row])).digest())

    return row_hash


def written(value: Any) -> bytes:
    """JSON in the one way in which it is hashed."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def hash_of(value: Any) -> str:
    """The SHA-256, in hexadecimal, of a value as it is written down."""
    return hashlib.sha256(written(value)).hexdigest()


def packed(rows: list[RowHash]) -> bytes:
    """Every row's position (8 bytes, the greatest first) and hash (32 bytes), one after the other."""
    return b"".join(row.position.to_bytes(_POSITION_BYTES, "big") + row.hash for row in rows)


def unpacked(rows: bytes) -> Iterator[RowHash]:
    """What ``packed`` made, read back; an end that was cut off is left out."""
    for start in range(0, len(rows) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        middle = start + _POSITION_BYTES
        yield RowHash(int.from_bytes(rows[start:middle], "big"), rows[middle : start + _ENTRY_BYTES])


def microseconds(moment: datetime) -> int:
    """A moment as whole microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def _number(text: str) -> dict[str, str]:
    return {"$number": format(Decimal(text).normalize(), "f")}
