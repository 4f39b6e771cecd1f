"""`manage.py load_personas`: people to sign in as."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import clock
from demo.announcing import load_announcements
from demo.loading import load_personas
from demo.personas import PASSWORD, PERSONAS


class Command(BaseCommand):
    """Safe to run on every start: somebody who is there already is left as they are."""

    help = "Make the people that a demonstration has, with their claims and payments, and say who they are."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make who is missing, and print how to sign in."""
        try:
            load_personas()
            load_announcements()
        except clock.ClockRefused:
            raise CommandError("There are personas in a demonstration only: set DEMONSTRATION=1") from None
        width = max(len(persona.email) for persona in PERSONAS)
        self.stdout.write(f"  With one click at {settings.SERVICE_URL}/demonstration/")
        self.stdout.write(f"  or with the password “{PASSWORD}”, sign in as:")
        for persona in PERSONAS:
            self.stdout.write(f"    {persona.email:{width}}  {persona.who}")
