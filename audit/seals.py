"""A seal as it is hashed, exported and compared: the same whether it comes from the database or from a file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, TextIO

from audit.canonical import hash_of, microseconds, written
from audit.models import Seal

BEFORE_THE_FIRST = "0" * 64
_NOT_HASHED = frozenset({"rows", "hash", "signed_by", "signature"})


class UnreadableSeal(Exception):
    """A line of a file of seals is none."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A seal. ``sealed_at`` is in microseconds since 1970; ``rows`` is None where a file was written without them."""

    number: int
    table: str
    form: int
    first: int
    last: int
    count: int
    rows_hash: str
    previous_hash: str
    sealed_at: int
    hash: str
    signed_by: str
    signature: str
    rows: bytes | None = None

    @classmethod
    def of(cls, seal: Seal) -> Seen:
        """From the database."""
        given = {each.name: getattr(seal, each.name) for each in fields(cls)}
        return cls(**{**given, "sealed_at": microseconds(seal.sealed_at), "rows": bytes(seal.rows)})

    @classmethod
    def read(cls, line: str) -> Seen:
        """From a line of a file. Raises UnreadableSeal."""
        try:
            given = json.loads(line)
            if "rows" in given:
                given["rows"] = base64.b64decode(given["rows"], validate=True)
            seal = cls(**given)
        except (ValueError, TypeError) as problem:
            raise UnreadableSeal(str(problem)) from problem
        kinds = {each.name: str if "str" in each.type else int for each in fields(cls) if each.name != "rows"}
        if wrong := [name for name, kind in kinds.items() if type(getattr(seal, name)) is not kind]:
            raise UnreadableSeal(f"{', '.join(wrong)}: not of the right kind")
        return seal

    def line(self, *, with_rows: bool) -> str:
        """As a line of a file."""
        rows = {"rows": base64.b64encode(self.rows or b"").decode("ascii")} if with_rows else {}
        return written({**{name: value for name, value in asdict(self).items() if name != "rows"}, **rows}).decode()

    def hash_of_rows(self) -> str:
        """What ``rows_hash`` must be."""
        return hashlib.sha256(self.rows or b"").hexdigest()

    def hash_of_seal(self) -> str:
        """What ``hash`` must be: that of everything else but the rows, which are in it by their hash, and the
        signature, which is made of it."""
        hashed: dict[str, Any] = {name: value for name, value in asdict(self).items() if name not in _NOT_HASHED}
        return hash_of(["audit_seal", hashed])


def previous_hash(seal: Seal | None) -> str:
    """What the seal after this one holds."""
    return seal.hash if seal else BEFORE_THE_FIRST


def seals_after(number: int) -> Iterator[Seen]:
    """Every seal after the one with this number, in order, one at a time: each may hold thousands of rows' hashes."""
    while seal := Seal.objects.filter(number__gt=number).order_by("number").first():
        yield Seen.of(seal)
        number = seal.number


def export(to: TextIO, *, after: int, with_rows: bool) -> tuple[int, str]:
    """Write every seal after this one, a line each, and say how many and the hash of the last."""
    count, last = 0, ""
    for seal in seals_after(after):
        to.write(seal.line(with_rows=with_rows) + "\n")
        count, last = count + 1, seal.hash
    return count, last


def seals_in(file: TextIO) -> Iterator[Seen]:
    """The seals of a file, in its order. Raises UnreadableSeal, naming the line."""
    for number, line in enumerate(file, start=1):
        try:
            yield Seen.read(line)
        except UnreadableSeal as problem:
            raise UnreadableSeal(f"line {number}: {problem}") from problem
