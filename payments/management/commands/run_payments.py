"""`manage.py run_payments`: assess every ended period and pay what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.actor import Actor
from govuk.formatting import money
from payments.runs import Summary, run_payments


class Command(BaseCommand):
    """Safe to run twice, to kill, and to run in several processes at once."""

    help = "Assess every period that ended before a day, and issue the payments due by it."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day, and whether only to look."""
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day of the run (default: today)")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, print what was done, and fail when a claim did."""
        with clock.steady():
            today = clock.today()
            on = _day(options["on"]) if options["on"] else today
            if on > today and not options["dry_run"]:
                raise CommandError(f"{on} is in the future: today is {today}. Use --dry-run to look ahead.")
            summary = run_payments(on=on, by=Actor.system("Payments run"), dry_run=options["dry_run"])
        self._print(summary, on, dry_run=options["dry_run"])
        if summary.failures:
            raise CommandError(f"{len(summary.failures)} could not be done. The others were.")

    def _print(self, summary: Summary, on: date, *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Nothing was changed. This is what would be done.")
        self.stdout.write(
            f"Payments run for {on}\n"
            f"  claims looked at     {summary.claims}\n"
            f"  statements made      {summary.statements}\n"
            f"  payments scheduled   {summary.scheduled}\n"
            f"  payments on hold     {summary.held}\n"
            f"  overpayments found   {summary.overpaid}\n"
            f"  payments issued      {summary.issued}, {money(summary.issued_pence)}"
        )
        for failure in summary.failures:
            period = f", period {failure.number}" if failure.number else ""
            self.stderr.write(f"  FAILED {failure.reference}{period}: {failure.reason}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--on takes a date such as 2026-12-31, not {text!r}") from None
