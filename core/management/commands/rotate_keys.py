"""Seal every secret with the current key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.fields import current_key_label
from core.keys import BATCH, SEALED_FILES, Resealed, how_many_left, models_with_secrets, reseal
from core.ownership import require_owner


class Command(BaseCommand):
    """Run as the owner, after every process has started with a new key first in SECRET_KEYS: seals with it every
    secret and every file that is sealed with another, also in rows that are only ever added. It can be stopped and
    begun again. The old key may be taken away when this ends without an error. The hashes by which people are found
    (LOOKUP_KEY) do not change."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help=f"rows in one transaction (default: {BATCH})")
        parser.add_argument("--dry-run", action="store_true", help="say how many rows there are to do, and do nothing")

    def handle(self, *args: Any, batch: int, dry_run: bool = False, **options: Any) -> None:
        require_owner()
        self.stdout.write(f"The current key is {current_key_label()[1:].decode()}")
        if dry_run:
            for model, secrets in models_with_secrets():
                self.stdout.write(f"{model._meta.label}: {how_many_left(model, secrets)} to seal anew")
            for label, resealing in SEALED_FILES.items():
                self.stdout.write(f"Files of {label}: {resealing(dry_run=True).left} to seal anew")
            return
        left = 0
        for model, secrets in models_with_secrets():
            left += self._say(model._meta.label, reseal(model, secrets, batch=batch))
        for label, resealing in SEALED_FILES.items():
            left += self._say(f"Files of {label}", resealing(dry_run=False))
        if left:
            raise CommandError(f"{left} rows are still sealed with another key. Keep that key, and run this again.")

    def _say(self, label: str, done: Resealed) -> int:
        self.stdout.write(f"{label}: {done.rows} sealed anew, {done.left} left")
        for key in done.closed:
            self.stderr.write(f"{label} {key}: none of SECRET_KEYS opens it")
        return done.left
