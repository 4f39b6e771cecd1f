"""Print how many people gave each answer to the equality questions."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from core.ownership import require_owner
from equality.figures import figures
from equality.services import FEWEST


class Command(BaseCommand):
    """Print the figures of a year: its whole months, to the nearest five, and nothing of fewer than ten people.

    Runs as the owner, because the application can add answers and not read them."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, help="the calendar year, such as 2026")

    def handle(self, *args: Any, year: int, **options: Any) -> None:
        require_owner()
        with translation.override("en"):
            for question, answers in figures(year):
                self.stdout.write(question)
                for figure in answers:
                    people = f"fewer than {FEWEST}" if figure.people is None else str(figure.people)
                    self.stdout.write(f"  {people:>13}  {figure.answer}")
