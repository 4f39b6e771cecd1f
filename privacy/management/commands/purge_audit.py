"""Delete what has been on the record for long enough."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from audit.purging import CannotPurge, purge_seals
from claims.models import Claim
from core import clock
from core.actor import Actor
from core.holds import held_people
from privacy.periods import before
from privacy.purging import owns_the_tables

SEALS = 5000


class Command(BaseCommand):
    """Deletes rows of the audit that are older than their period (privacy/periods.py), seal by seal, after proving that
    they are as they were sealed; the seals stay. What is about somebody on a legal hold stays, and about a claim that
    we still have. Wants the owner of the tables: with MIGRATION_DATABASE_URL set. It can be stopped and run again."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many rows there are to delete")
        parser.add_argument("--limit", type=int, default=SEALS, help=f"seals at most (default: {SEALS})")

    def handle(self, *args: Any, dry_run: bool, limit: int, **options: Any) -> None:
        if not (dry_run or owns_the_tables()):
            raise CommandError("Set MIGRATION_DATABASE_URL to the address of the tables' owner and run this again.")
        held = list(held_people())
        keep = Q(person_id__in=held) | Q(on_behalf_of_id__in=held)
        keep |= Q(claim_reference__in=Claim.objects.values("reference"))
        seals = rows = kept = 0
        try:
            with clock.steady():
                by = Actor.system("Retention schedule")
                for each in purge_seals(before=before("audit"), keep=keep, limit=limit, by=by, dry_run=dry_run):
                    seals, rows, kept = seals + 1, rows + each.rows, kept + each.kept
        except CannotPurge as problem:
            raise CommandError(
                f"{problem}. Run verify_audit, and ask who did that, before anything is deleted."
            ) from None
        said = "to delete" if dry_run else "deleted"
        self.stdout.write(f"{rows} rows of {seals} seals {said}, {kept} of theirs kept")
