"""What looking gives back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from claims.models import Member
from core.digests import digest


@dataclass(frozen=True, slots=True)
class Seen:
    """A row that was seen, and the claim it is of (None: of no one claim)."""

    row_type: str
    row_id: str
    claim_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A match: its key, how many claims, people or edits it is of, its rows, and whose work it is about."""

    key: bytes
    count: int
    seen: tuple[Seen, ...] = field(repr=False)
    staff_id: int | None = None

    @property
    def claims(self) -> set[UUID]:
        """The claims it is of."""
        return {each.claim_id for each in self.seen if each.claim_id}


def key_of(kind: str, *parts: object) -> bytes:
    """The keyed hash of what was noticed, where that is not one already."""
    return digest(" ".join(["signal", kind, *map(str, parts)]))


def households_of(claims: Iterable[UUID]) -> Mapping[UUID, int]:
    """Claims by household: two with somebody in common are of one, whoever else is on them. One query."""
    people: dict[UUID, set[UUID]] = defaultdict(set)
    members = Member.objects.filter(claim__in=set(claims), superseded_at__isnull=True)
    for claim, person in members.values_list("claim", "person"):
        people[person].add(claim)
    number = {claim: place for place, claim in enumerate(sorted(claims))}
    merged = True
    while merged:
        merged = False
        for together in people.values():
            lowest = min(number[claim] for claim in together)
            for claim in together:
                if number[claim] != lowest:
                    number[claim], merged = lowest, True
    return number


def groups(rows: Iterable[tuple[Any, Seen]]) -> Mapping[bytes, list[Seen]]:
    """Rows by what they have in common."""
    found: dict[bytes, list[Seen]] = defaultdict(list)
    for common, seen in rows:
        found[bytes(common)].append(seen)
    return found
