"""`manage.py signals_about REFERENCE EMAIL`: what belongs in the copy that a claimant asks for."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from accounts.models import Person
from claims.models import Claim, Member
from signals.selectors import told_of


class Command(BaseCommand):
    """Prints a line of JSON for each comparison that found something in a claim, for one person on it: what was
    compared, when, and what came of it. Never what was seen in the rows of somebody else on the claim, whose other
    claims it was compared with, nor what staff wrote. Somebody reads it before it is sent."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="the reference of the claim")
        parser.add_argument("email", help="the email address of the person on it who asked")

    def handle(self, *args: Any, reference: str, email: str, **options: Any) -> None:
        claim = Claim.objects.filter(reference=reference.upper()).first()
        if claim is None:
            raise CommandError(f"There is no claim {reference}")
        on_it = Member.objects.as_known(None).filter(claim=claim).values("person")
        people = Person.objects.filter(pk__in=on_it, email__iexact=email).defer("nino")
        if len(people) != 1:
            raise CommandError(f"Not one person on {claim.reference} has that email address, but {len(people)}")
        for each in told_of(people[0], claim):
            self.stdout.write(json.dumps(each, cls=DjangoJSONEncoder))
