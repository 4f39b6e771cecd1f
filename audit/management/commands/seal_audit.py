"""Seal what was recorded."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.sealing import PATIENCE_SECONDS, seal_new_rows


class Command(BaseCommand):
    """Seals every event and access that is not sealed yet, as a worker does every minute. It can be killed and begun
    again; beside another sealer it does nothing."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--patience",
            type=float,
            default=PATIENCE_SECONDS,
            metavar="SECONDS",
            help=f"how long to wait for transactions that are writing (default: {PATIENCE_SECONDS:g})",
        )

    def handle(self, *args: Any, patience: float, **options: Any) -> None:
        sealed = seal_new_rows(patience_seconds=patience)
        self.stdout.write(f"{sealed.rows} rows sealed, in {sealed.seals} seals")
        if sealed.passed_over:
            raise CommandError(
                f"Not sealed, because a transaction that writes there goes on: {', '.join(sealed.passed_over)}"
            )
