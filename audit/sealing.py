"""Sealing what was recorded, in batches, each holding the hash of the one before.

Writers only insert: they wait for nobody, and nobody waits for them but the sealer. That no row is missed:

1. A row's position is drawn by a trigger while its transaction holds the table's ROW EXCLUSIVE lock, which every
   INSERT and COPY takes before its first row and keeps until its transaction ends.
2. The sealer first reads which position was drawn last (a sequence without a cache: nobody has drawn one in advance),
   and then who holds that lock. Whoever drew one of these positions has ended, or is among them.
3. When all of those have ended, every row up to that position is there to be read, or never will be.

So the sealed positions are a range without a gap from 1, and a row that appears in it later was put in by somebody.
Unlike the numbers of transactions, positions are also good after a dump was restored on another server.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection, transaction

from audit.canonical import NEWEST_FORM, TABLES, packed
from audit.models import Access, Event, Seal
from audit.rows import last_drawn, read_rows, writers_to
from audit.seals import Seen, previous_hash
from audit.signing import sign
from core import clock

ROWS_A_SEAL = 5000
PATIENCE_SECONDS = 30.0
_PAUSE_SECONDS = 0.05
_ONE_SEALER = 0x5EA1  # the key of its advisory lock


@dataclass(slots=True)
class Sealed:
    """What came of sealing: how many seals were made over how many rows, and the tables that were passed over because
    somebody was still writing to them when patience ran out, to be sealed the next time."""

    seals: int = 0
    rows: int = 0
    passed_over: list[str] = field(default_factory=list)


def seal_new_rows(*, patience_seconds: float = PATIENCE_SECONDS) -> Sealed:
    """Seal every row that is not yet. Each seal is a transaction of its own, so that it can be killed and begun again;
    beside another sealer it does nothing."""
    done = Sealed()
    for table in TABLES:
        upto = settled_position(table, patience_seconds)
        if upto is None:
            done.passed_over.append(table)
            continue
        while seal := _seal_next(table, upto):
            done.seals += 1
            done.rows += seal.count
    return done


def settled_position(table: str, patience_seconds: float) -> int | None:
    """The last position drawn, once all who may have drawn it or one before have ended. None if some have not in so
    many seconds. Its own transaction counts as ended: it sees what it wrote."""
    ends = time.monotonic() + patience_seconds
    drawn = last_drawn(table)
    writers = writers_to(table)
    while writers and time.monotonic() < ends:
        time.sleep(_PAUSE_SECONDS)
        writers &= writers_to(table)
    return None if writers else drawn


def _seal_next(table: str, upto: int) -> Seal | None:
    """The next seal over this table; None when all of it is sealed, or somebody else is sealing."""
    with transaction.atomic():
        if not _is_only_sealer():
            return None
        newest = Seal.objects.defer("rows").order_by("-number").first()
        last = last_sealed(table)
        rows = [row for row, _id in read_rows(NEWEST_FORM, table, after=last, upto=upto, limit=ROWS_A_SEAL)]
        if not rows:
            return None
        seal = Seal(
            number=newest.number + 1 if newest else 1,
            table=table,
            form=NEWEST_FORM,
            first=last + 1,
            last=rows[-1].position if len(rows) == ROWS_A_SEAL else upto,
            count=len(rows),
            rows=packed(rows),
            previous_hash=previous_hash(newest),
            sealed_at=clock.now(),
        )
        seal.rows_hash = Seen.of(seal).hash_of_rows()
        seal.hash = Seen.of(seal).hash_of_seal()
        seal.signed_by, seal.signature = sign(seal.hash)
        seal.save(force_insert=True)
        return seal


def _is_only_sealer() -> bool:
    """Whether nobody else is sealing; until the transaction ends nobody else will."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_ONE_SEALER])
        return bool(cursor.fetchone()[0])


def last_sealed(table: str) -> int:
    """The position up to which this table is sealed; 0 before the first seal."""
    newest = Seal.objects.filter(table=table).order_by("-number").values_list("last", flat=True).first()
    return newest or 0


def oldest_unsealed() -> datetime | None:
    """When the first row was written that is not sealed yet; None when every row is."""
    times = [
        model.objects.filter(position__gt=last_sealed(model._meta.db_table))
        .order_by("position")
        .values_list("at")
        .first()
        for model in (Event, Access)
    ]
    return min((at for (at,) in filter(None, times)), default=None)
