"""Deleting rows of the record that have been kept for long enough, so that what is left can still be proved.

Only the rows of whole seals go, after they were proved unchanged. The seals stay, with the hash of each row: the chain
is as long as ever, whatever was exported still fits it, and rows that stay can be checked by themselves. That they
went is recorded, in rows that are sealed in their turn; the verifier takes rows to be purged only where it finds that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pgtrigger
from django.db import transaction
from django.db.models import Q

from audit.models import Access, Event, Seal
from audit.seals import Seen
from audit.services import record
from audit.verifying import KEPT_AT_LEAST, PURGED, Purges, Verification
from core import clock
from core.actor import Actor

MODELS: dict[str, Any] = {model._meta.db_table: model for model in (Event, Access)}


class CannotPurge(Exception):
    """A seal whose rows are not as they were sealed: deleting the others would hide that. Or what is too young."""


@dataclass(frozen=True, slots=True)
class PurgedSeal:
    """A seal of which rows were deleted, or in a dry run would be, and how many of its rows stay."""

    number: int
    rows: int
    kept: int


def purge_seals(*, before: datetime, keep: Q, limit: int, by: Actor, dry_run: bool = False) -> Iterator[PurgedSeal]:
    """Delete the rows that were sealed before a moment, but for those to ``keep``, a seal and a transaction at a time,
    the oldest first: ``limit`` seals at most. Only the owner of the tables can. It can be stopped and run again.

    Raises CannotPurge at the first seal with a row that was changed, taken away or put in, and for a moment so late
    that rows would go which are not ``KEPT_AT_LEAST`` old.
    """
    if before > clock.now() - KEPT_AT_LEAST:
        raise CannotPurge(f"Rows are kept for {KEPT_AT_LEAST.days} days at least")
    done, purges = 0, Purges.recorded()
    for number in Seal.objects.filter(sealed_at__lt=before).order_by("number").values_list("number", flat=True):
        if done >= limit:
            return
        with transaction.atomic():
            seal = Seen.of(Seal.objects.select_for_update(of=("self",)).get(number=number))
            rows = MODELS[seal.table].objects.filter(position__gte=seal.first, position__lte=seal.last)
            # Without them nobody could tell a purge from tampering.
            going = rows.exclude(keep | Q(kind=PURGED) if seal.table == Event._meta.db_table else keep)
            count = going.count()
            if not count:
                continue
            if wrong := list(Verification(purges=purges).rows_of(seal)):
                raise CannotPurge(str(wrong[0]))
            kept = rows.count() - count
            if not dry_run:
                record(PURGED, by=by, seal=number, table=seal.table, rows=count, kept=kept)
                with pgtrigger.ignore():
                    going.delete()
        done += 1
        yield PurgedSeal(number, count, kept)
