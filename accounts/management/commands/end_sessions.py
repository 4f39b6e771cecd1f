"""Sign somebody out everywhere, or everybody: when a computer or a copy of the sessions may be in wrong hands."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.services import end_every_session, end_sessions
from core.actor import Actor
from govuk.text import plain_email

OPERATOR = Actor.system("Operator")


class Command(BaseCommand):
    """End every session of one user, or all there are. Answers that were saved are kept."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--of", metavar="ADDRESS", help="the email address of an account")
        whose.add_argument("--everybody", action="store_true", help="also whoever is half way in")

    def handle(self, *args: Any, of: str | None = None, everybody: bool = False, **options: Any) -> None:
        """End them, and say how many there were."""
        if everybody:
            ended = end_every_session(by=OPERATOR)
        else:
            user = User.objects.filter(email=plain_email(of or "")).first()
            if user is None:
                raise CommandError("No account has this address")
            ended = end_sessions(user, by=OPERATOR)
        self.stdout.write(f"{ended} sessions ended")
