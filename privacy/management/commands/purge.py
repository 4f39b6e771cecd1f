"""Delete what has been kept for long enough."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.actor import Actor
from privacy.purging import LIMIT, SETS, purge


class Command(BaseCommand):
    """Deletes, in batches, what has been kept for longer than its period (privacy/periods.py), and records how many
    rows there were. Nothing about people on a legal hold. Sets that the application's connection may not delete want
    the owner's: with MIGRATION_DATABASE_URL set. It can be stopped and run again; the worker does the
    rest every night."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many rows there are to delete")
        parser.add_argument("--kind", action="append", choices=sorted(SETS), default=[], help="these sets only")
        parser.add_argument("--limit", type=int, default=LIMIT, help=f"rows of a set at most (default: {LIMIT})")

    def handle(self, *args: Any, dry_run: bool, kind: list[str], limit: int, **options: Any) -> None:
        with clock.steady():
            done = purge(by=Actor.system("Retention schedule"), kinds=kind, limit=limit, dry_run=dry_run)
        for each in done:
            said = "to delete" if dry_run or each.is_skipped else "deleted"
            self.stdout.write(f"{each.name}: {each.rows} {said}{' by the owner' if each.is_skipped else ''}")
        if kind and any(each.is_skipped for each in done):
            raise CommandError("Set MIGRATION_DATABASE_URL to the address of the tables' owner and run this again.")
