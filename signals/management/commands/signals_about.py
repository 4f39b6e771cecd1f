"""`manage.py signals_about REFERENCE`: what belongs in the copy that a claimant asks for."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import Person
from claims.models import Claim
from signals.selectors import told_of


class Command(BaseCommand):
    """Prints a line of JSON for each comparison that found something in a claim: what was compared, when, and what came
    of it. Never whose other claims it was compared with, nor what staff wrote. Somebody reads it before it is sent."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="the reference of a claim that the person is on")

    def handle(self, *args: Any, reference: str, **options: Any) -> None:
        claim = Claim.objects.filter(reference=reference.upper()).first()
        if claim is None:
            raise CommandError(f"There is no claim {reference}")
        for person in Person.objects.filter(memberships__claim=claim).distinct().defer("nino"):
            for each in told_of(person):
                self.stdout.write(json.dumps(each, cls=DjangoJSONEncoder))
