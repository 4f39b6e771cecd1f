"""Write the seals to a file that is kept elsewhere."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.seals import export


class Command(BaseCommand):
    """Writes every seal as a line of JSON, for keeping where nobody who can change the database can change it.
    verify_audit --seals compares with it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--after", type=int, default=0, metavar="NUMBER", help="only seals after this one")
        parser.add_argument(
            "--rows",
            action="store_true",
            help="with the hash of every row (about 55 bytes a row), to name rows even if seals were made anew",
        )
        parser.add_argument("--to", type=Path, metavar="FILE", help="a new file (default: standard output)")

    def handle(self, *args: Any, after: int, rows: bool, to: Path | None, **options: Any) -> None:
        if to is None:
            count, last = export(sys.stdout, after=after, with_rows=rows)
        else:
            with _new(to) as file:
                count, last = export(file, after=after, with_rows=rows)
        self.stderr.write(f"{count} seals" + (f"; the last one's hash is {last}" if last else ""))


@contextlib.contextmanager
def _new(path: Path) -> Iterator[TextIO]:
    """A file that there was not; and is not, if it could not be written whole."""
    try:
        file = path.open("x", encoding="ascii")
    except FileExistsError as problem:
        raise CommandError(f"{path} is there already, and what was kept is never written over") from problem
    try:
        with file:
            yield file
    except BaseException:
        path.unlink()
        raise
