"""`manage.py drop_off claim --since 2026-11-01`: on which pages people leave a journey."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core import clock
from journeys.registry import JOURNEYS
from journeys.selectors import PageCounts, drop_off

ROW = "{:<18} {:<36} {:>9} {:>9} {:>9} {:>9} {:>9}"


class Command(BaseCommand):
    """Counts people, never who they are or what they answered."""

    help = "Count who was shown each page of a journey, answered it, got it wrong, left there or was told they cannot."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which journey, and begun when."""
        parser.add_argument("journey", help="its name, such as claim")
        parser.add_argument("--since", metavar="YYYY-MM-DD", required=True, help="the first day on which it was begun")
        parser.add_argument("--until", metavar="YYYY-MM-DD", help="the day after the last (default: until now)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a row for each page."""
        journey = JOURNEYS.get(options["journey"])
        if journey is None:
            raise CommandError(f"No journey is called {options['journey']}. There is: {', '.join(sorted(JOURNEYS))}")
        with clock.steady():
            since = _midnight("--since", options["since"])
            until = _midnight("--until", options["until"]) if options["until"] else clock.now()
            rows = drop_off(journey, since, until)
        self.stdout.write(ROW.format("task", "page", "shown", "answered", "mistaken", "left", "ended"))
        for row in rows:
            self.stdout.write(_line(row))
        left, ended = sum(row.left for row in rows), sum(row.ended for row in rows)
        self.stdout.write(ROW.format("", "all pages", "", "", "", left, ended))


def _line(row: PageCounts) -> str:
    return ROW.format(row.task, row.page, row.shown, row.answered, row.mistaken, row.left, row.ended)


def _midnight(option: str, text: str) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} takes a date such as 2026-12-31, not {text!r}") from None
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())
