"""Prove that nobody changed the record, or say where somebody did."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from audit.seals import Seen, UnreadableSeal, seals_in
from audit.verifying import Verification


class Command(BaseCommand):
    """Checks every seal over the audit, every row in them, and that rows are sealed within the hour. Says which seal
    and which rows are not as they were. The status is 0 when all is well, 1 when something is not, and 2 when that
    could not be found out. It only reads, and holds no more than one seal's rows in memory."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seals", type=Path, metavar="FILE", help="seals that export_seals wrote, kept elsewhere")
        parser.add_argument(
            "--since", type=date.fromisoformat, metavar="DATE", help="only what was sealed on this day or later"
        )
        parser.add_argument(
            "--unsigned-until",
            type=int,
            default=0,
            metavar="NUMBER",
            help="the last seal that was made before there was a key to sign with",
        )

    def handle(self, *args: Any, seals: Path | None, since: date | None, unsigned_until: int, **options: Any) -> None:
        start = timezone.make_aware(datetime.combine(since, time())) if since else None
        found = 0
        try:
            with _kept(seals) as kept:
                check = Verification(since=start, kept=kept, unsigned_until=unsigned_until)
                for problem in check.problems():
                    found += 1
                    self.stdout.write(str(problem))
        except (OSError, UnreadableSeal) as problem:
            raise CommandError(f"{seals}: {problem}", returncode=2) from problem
        except (DatabaseError, InterfaceError) as problem:
            raise CommandError(f"The database does not answer as it should: {problem}", returncode=2) from problem
        self.stdout.write(f"{check.seals} seals and {check.rows} rows checked, {_count(found)} found")
        if check.purged:
            self.stdout.write(
                f"{check.purged} rows of theirs were purged when their time was over, as is on the record"
            )
        if check.seals:
            self.stdout.write(f"The last seal's hash is {check.last_hash}")
        if found:
            sys.exit(1)


def _count(problems: int) -> str:
    return "1 problem" if problems == 1 else f"{problems or 'no'} problems"


@contextlib.contextmanager
def _kept(path: Path | None) -> Iterator[Iterator[Seen]]:
    if path is None:
        yield iter(())
        return
    with path.open(encoding="ascii") as file:
        yield seals_in(file)
