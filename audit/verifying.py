"""Proving that nothing recorded was changed, taken away or put in since it was sealed, a seal at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from audit.canonical import FORMS, TABLES, RowHash, microseconds, unpacked
from audit.models import Event, Seal
from audit.rows import read_rows, some_rows, triggers_of
from audit.seals import BEFORE_THE_FIRST, Seen, UnreadableSeal, seals_after
from audit.signing import is_signed, public_keys
from core import clock

SEALED_WITHIN = timedelta(hours=1)
NAMED = 20
"""So many rows are named of each kind of damage to a seal; the others are counted."""
PURGED = "audit_purged"
"""The kind of event that says of which seal rows were deleted, their time being over (audit/purging.py)."""
KEPT_AT_LEAST = timedelta(days=7 * 366)
"""Rows are in no case purged before this; younger ones that are gone were taken away, whatever the record says."""
_PAGE = 5000
_TRIGGERS = ("draw_position", "pgtrigger_append_only_")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was sealed. ``seal`` is its number, if it is about one; ``rows`` names some of the
    rows, of which there are ``count``."""

    what: str
    seal: int | None = None
    rows: tuple[str, ...] = ()
    count: int = 0

    def __str__(self) -> str:
        where = f"Seal {self.seal}: " if self.seal else ""
        more = f", and {self.count - len(self.rows)} more" if self.count > len(self.rows) else ""
        return f"{where}{self.what}" + (f": {', '.join(self.rows)}{more}" if self.rows else "")


@dataclass(slots=True)
class _Damage:
    """Rows of one seal, of which some are kept to be named."""

    named: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, position: int, row_id: str = "") -> None:
        self.count += 1
        if len(self.named) < NAMED:
            self.named.append(f"{row_id} (position {position})" if row_id else f"position {position}")

    def problem(self, what: str, seal: int | None = None) -> Iterator[Problem]:
        if self.count:
            rows = "1 row" if self.count == 1 else f"{self.count} rows"
            yield Problem(f"{rows} {what}", seal, tuple(self.named), self.count)


@dataclass(frozen=True, slots=True)
class Purges:
    """Of which seals rows were purged, and when the first of them went. A row that says that it will be in a time to
    come says nothing: nothing is old enough by then."""

    at: Mapping[int, datetime]

    @classmethod
    def recorded(cls) -> Purges:
        """Those on the record, where they are sealed and checked like everything else."""
        events = Event.objects.filter(kind=PURGED, at__lte=clock.now()).order_by("-at", "-pk")
        return cls({int(data["seal"]): at for at, data in events.values_list("at", "data")})

    def may_lack_rows(self, seal: Seen) -> bool:
        """Whether rows of this seal are gone because their time was over."""
        at = self.at.get(seal.number)
        return at is not None and seal.sealed_at <= microseconds(at - KEPT_AT_LEAST)


@dataclass(slots=True)
class Verification:
    """Checks every seal (from ``since`` on), every row in them, and what is not sealed yet.

    ``kept`` are seals as they were exported, in order: what was made anew in the database differs from them.
    ``unsigned_until`` is the last seal made before seals were signed. ``seals`` and ``rows`` count what was checked,
    ``purged`` the rows that are gone because their time was over.
    It holds the rows of one seal in memory, however many there are.
    """

    since: datetime | None = None
    kept: Iterable[Seen] = ()
    unsigned_until: int = 0
    seals: int = 0
    rows: int = 0
    purged: int = 0
    purges: Purges = field(default_factory=lambda: Purges.recorded())
    last_hash: str = BEFORE_THE_FIRST
    _upto: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TABLES, 0))

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong, in the order of the seals."""
        yield from _triggers()
        number = self._start()
        kept = _in_order(self.kept, after=number)
        waiting = next(kept, None)
        for seal in seals_after(number):
            while waiting and waiting.number < seal.number:
                yield from self._lost(waiting)
                waiting = next(kept, None)
            if seal.number != number + 1:
                yield Problem(f"Seals {number + 1} to {seal.number - 1} are missing")
            trusted = waiting if waiting and waiting.number == seal.number else None
            yield from self._seal(seal, trusted, follows=seal.number == number + 1)
            number, self.last_hash = seal.number, seal.hash
            if trusted:
                waiting = next(kept, None)
        while waiting:
            yield from self._lost(waiting)
            waiting = next(kept, None)
        for table in TABLES:
            yield from self._unsealed(table)

    def _start(self) -> int:
        """The seal after which to begin, and what went before it."""
        if self.since is None:
            return 0
        # By number, since a clock that was turned back leaves later seals with earlier times.
        first = Seal.objects.filter(sealed_at__gte=self.since).order_by("number").values_list("number").first()
        earlier = Seal.objects.filter(number__lt=first[0]) if first else Seal.objects.all()
        earlier = earlier.defer("rows").order_by("-number")
        if (before := earlier.first()) is None:
            return 0
        self.last_hash = before.hash
        for table in TABLES:
            last = earlier.filter(table=table).values_list("last", flat=True).first()
            self._upto[table] = last or 0
        return before.number

    def _seal(self, seal: Seen, kept: Seen | None, *, follows: bool) -> Iterator[Problem]:
        """What is wrong with one seal, and with the rows in it."""
        self.seals += 1
        if seal.table not in FORMS.get(seal.form, {}):
            yield Problem(f"There is no table {seal.table} in form {seal.form}", seal.number)
            return
        if seal.hash != seal.hash_of_seal():
            yield Problem("the seal itself was changed: its hash is not that of what it says", seal.number)
        if follows and seal.previous_hash != self.last_hash:
            yield Problem("the chain is broken: it does not hold the hash of the seal before it", seal.number)
        yield from self._signature(seal)
        if kept and kept.hash != kept.hash_of_seal():
            yield Problem("the file was changed: its hash is not that of what the file says", seal.number)
        elif kept and replace(kept, rows=None) != replace(seal, rows=None):
            yield Problem("is not the one in the file: it was made anew", seal.number)
        expected = self._upto[seal.table] + 1
        if seal.first > expected:
            yield Problem(f"{seal.table}, positions {expected} to {seal.first - 1} are in no seal", seal.number)
        elif seal.first < expected:
            yield Problem(f"covers positions of {seal.table} that an earlier seal covers", seal.number)
        if seal.rows_hash != seal.hash_of_rows() or len(list(unpacked(seal.rows or b""))) != seal.count:
            yield Problem("its list of rows was changed: it is not what the seal says", seal.number)
        if kept and kept.rows is not None and kept.rows_hash == kept.hash_of_rows():
            seal = kept  # what was kept elsewhere says which rows there were
        self._upto[seal.table] = max(self._upto[seal.table], seal.last)
        yield from self.rows_of(seal)

    def _signature(self, seal: Seen) -> Iterator[Problem]:
        keys = public_keys()
        if seal.number <= self.unsigned_until or (not keys and not seal.signed_by):
            return
        if not seal.signed_by:
            yield Problem("is not signed", seal.number)
        elif not keys:
            yield Problem("is signed, and AUDIT_PUBLIC_KEYS has no key to check it by", seal.number)
        elif seal.signed_by not in keys:
            yield Problem(f"is signed with a key that is not in AUDIT_PUBLIC_KEYS ({seal.signed_by})", seal.number)
        elif not is_signed(seal.hash, seal.signature, keys[seal.signed_by]):
            yield Problem("its signature is not of this seal", seal.number)

    def rows_of(self, seal: Seen) -> Iterator[Problem]:
        """Rows that are not as this seal says."""
        expected = {each.position: each.hash for each in unpacked(seal.rows or b"")}
        changed, added, missing = _Damage(), _Damage(), _Damage()
        for row, row_id in _read(seal):
            self.rows += 1
            sealed = expected.pop(row.position, None)
            if sealed is None:
                added.add(row.position, row_id)
            elif sealed != row.hash:
                changed.add(row.position, row_id)
        if self.purges.may_lack_rows(seal):
            self.purged += len(expected)
            expected.clear()
        for position in expected:
            missing.add(position)
        yield from changed.problem(f"of {seal.table} changed since it was sealed", seal.number)
        yield from missing.problem(f"of {seal.table} taken away since it was sealed", seal.number)
        yield from added.problem(f"of {seal.table} put in after it was sealed", seal.number)

    def _lost(self, kept: Seen) -> Iterator[Problem]:
        """A seal that was kept elsewhere and is no longer there."""
        if kept.hash != kept.hash_of_seal() or kept.table not in FORMS.get(kept.form, {}):
            yield Problem("the file was changed: its hash is not that of what the file says", kept.number)
            return
        yield Problem(f"is in the file and no longer there ({kept.count} rows of {kept.table})", kept.number)
        if kept.rows is not None and kept.rows_hash == kept.hash_of_rows():
            yield from self.rows_of(kept)

    def _unsealed(self, table: str) -> Iterator[Problem]:
        """Rows that should have been sealed by now, and rows that never could be."""
        late = [self._upto[table], clock.now() - SEALED_WITHIN]
        yield from _some(table, "position > %s AND at < %s", late, "older than an hour and not sealed")
        yield from _some(table, "position < 1", [], "put in without a position")


def _read(seal: Seen) -> Iterator[tuple[RowHash, str]]:
    """The rows that there are now where this seal says, each with its id."""
    after = seal.first - 1
    while page := read_rows(seal.form, seal.table, after=after, upto=seal.last, limit=_PAGE):
        yield from page
        after = page[-1][0].position


def _some(table: str, condition: str, values: list[Any], what: str) -> Iterator[Problem]:
    """A problem that names the first rows for which this holds, if there are any."""
    rows, count = some_rows(table, condition, values, limit=NAMED)
    damage = _Damage()
    for position, row_id in rows:
        damage.add(position, row_id)
    damage.count = count
    yield from damage.problem(f"of {table} {what}")


def _triggers() -> Iterator[Problem]:
    """The tables whose rows somebody could change, or put in anywhere, because a trigger is off."""
    for table in (*TABLES, Seal._meta.db_table):
        names = triggers_of(table)
        for trigger in _TRIGGERS if table in TABLES else _TRIGGERS[1:]:
            if not any(name.startswith(trigger) for name in names):
                yield Problem(f"The trigger {trigger.rstrip('_')} of {table} is off")


def _in_order(kept: Iterable[Seen], after: int) -> Iterator[Seen]:
    """The seals of a file from where the check begins. Raises UnreadableSeal if one is not where it belongs."""
    last = 0
    for seal in kept:
        if seal.number <= last:
            raise UnreadableSeal(f"seal {seal.number} comes after seal {last}")
        last = seal.number
        if seal.number > after:
            yield seal
