"""`manage.py household CLAIM --period N`: a stored claim in the case format, for `python -m rules award`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.household import CircumstancesMissing
from claims.models import Claim
from payments.assessment import assess
from rules.housing import MissingFact
from rules.periods import assessment_period
from rules.rates import MissingRate


class Command(BaseCommand):
    """The database and the award command can always be compared."""

    help = "Print a claim's household in an assessment period as one line of JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which claim and period."""
        parser.add_argument("claim", help="the claim's reference, such as UC-7K3F-9Q2M")
        parser.add_argument("--period", type=int, required=True, metavar="N", help="the period, from 1")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the case."""
        claim = Claim.objects.filter(reference=options["claim"]).first()
        if claim is None:
            raise CommandError(f"There is no claim {options['claim']}")
        if claim.entitled_from is None:
            raise CommandError(f"{claim} has not been accepted, so it has no assessment periods")
        if options["period"] < 1:
            raise CommandError("Periods are numbered from 1")
        period = assessment_period(claim.entitled_from, options["period"])
        try:
            self.stdout.write(assess(claim, period, estimate=True).case)
        except (CircumstancesMissing, MissingFact, MissingRate) as error:
            raise CommandError(str(error)) from error
