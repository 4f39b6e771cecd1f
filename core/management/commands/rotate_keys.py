"""Seal every secret with the current key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import lookups
from core.digests import lookup_keys
from core.fields import current_key_label
from core.keys import BATCH, SEALED_FILES, Resealed, how_many_left, models_with_secrets, reseal
from core.ownership import require_owner


class Command(BaseCommand):
    """Run as the owner, after every process has started with a new key first in SECRET_KEYS or LOOKUP_KEY: seals with
    the one every secret and every file that is sealed with another, and makes with the other every hash by which
    something is found, also in rows that are only ever added. It can be stopped and begun again. The old key may be
    taken away when this ends without an error."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=BATCH, help=f"rows in one transaction (default: {BATCH})")
        parser.add_argument("--dry-run", action="store_true", help="say how many rows there are to do, and do nothing")

    def handle(self, *args: Any, batch: int, dry_run: bool = False, **options: Any) -> None:
        require_owner()
        self.stdout.write(f"The current key is {current_key_label()[1:].decode()}")
        self.stdout.write(f"The current key to look up by is {next(iter(lookup_keys())) or 'the one without an id'}")
        if dry_run:
            for model, secrets in models_with_secrets():
                self.stdout.write(f"{model._meta.label}: {how_many_left(model, secrets)} to seal anew")
            for label, resealing in SEALED_FILES.items():
                self.stdout.write(f"Files of {label}: {resealing(dry_run=True).left} to seal anew")
            for model, fields in lookups.models_with_digests():
                self.stdout.write(f"{model._meta.label}: {lookups.how_many_left(model, fields)} to find anew")
            self._say_what_passes()
            return
        left = self._reseal(batch)
        unmade = self._renew(batch)
        self._say_what_passes()
        if left or unmade:
            raise CommandError(
                f"{left} rows are still sealed with another key, {unmade} found by one. Keep it, and run this again."
            )

    def _reseal(self, batch: int) -> int:
        left = 0
        for model, secrets in models_with_secrets():
            left += self._say(model._meta.label, reseal(model, secrets, batch=batch))
        for label, resealing in SEALED_FILES.items():
            left += self._say(f"Files of {label}", resealing(dry_run=False))
        return left

    def _say(self, label: str, done: Resealed) -> int:
        self.stdout.write(f"{label}: {done.rows} sealed anew, {done.left} left")
        for key in done.closed:
            self.stderr.write(f"{label} {key}: none of SECRET_KEYS opens it")
        return done.left

    def _renew(self, batch: int) -> int:
        left = 0
        for model, fields in lookups.models_with_digests():
            done = lookups.renew(model, fields, batch=batch)
            left += done.left
            self.stdout.write(f"{model._meta.label}: {done.rows} found anew, {done.left} left")
            for key in done.lost:
                self.stderr.write(f"{model._meta.label} {key}: it does not hold what it is found by")
        return left

    def _say_what_passes(self) -> None:
        for model, name, count in lookups.passing():
            self.stdout.write(f"{model._meta.label}.{name}: {count} of another key, which nothing makes anew")
