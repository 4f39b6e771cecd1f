"""Try the list of stolen passwords out."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.stolen_passwords import NotAList, StolenPasswords

KNOWN_TO_ALL = "password"


class Command(BaseCommand):
    """Look at the file that BREACHED_PASSWORDS_FILE names, at thousands of places: that it is in order, that the best
    known password is found in it and a random one is not. No password is asked for."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--places", type=int, default=10_000, help="how many places to look at (default: 10000)")

    def handle(self, *args: Any, places: int, **options: Any) -> None:
        path = settings.BREACHED_PASSWORDS_FILE
        if not path:
            raise CommandError("BREACHED_PASSWORDS_FILE is not set")
        try:
            stolen = StolenPasswords(path)
            try:
                self._try(stolen, places)
            finally:
                stolen.close()
        except (OSError, NotAList) as problem:
            raise CommandError(f"{path}: {problem}") from None

    def _try(self, stolen: StolenPasswords, places: int) -> None:
        sampled = list(stolen.sample(places))
        self.stdout.write(f"{stolen.size:,} bytes, in order at {len(sampled):,} places")
        self.stdout.write(f"From {sampled[0][:4].decode()}… to {sampled[-1][:4].decode()}…")
        stolen.reads = 0
        if not stolen.holds(KNOWN_TO_ALL):
            raise CommandError(f"“{KNOWN_TO_ALL}” is not in it, and is in every such list")
        self.stdout.write(f"“{KNOWN_TO_ALL}” is found in it in {stolen.reads} reads")
        if stolen.holds(secrets.token_urlsafe(32)):
            raise CommandError("A random password is found in it, which cannot be")
        self.stdout.write("A random password is not")
