"""Sets of traits and of known places."""

from __future__ import annotations

from django.db import models

from claims.models import ClaimState
from core import clock

COMPARED = (ClaimState.SUBMITTED, ClaimState.OPEN)
"""Only claims that were sent and have not ended are compared."""


class TraitQuerySet(models.QuerySet):
    """Traits."""

    def compared(self) -> TraitQuerySet:
        """Of what is believed today, and of claims that are compared."""
        return self.filter(
            fact__superseded_at__isnull=True, fact__applies__contains=clock.today(), claim__state__in=COMPARED
        )


class KnownQuerySet(models.QuerySet):
    """What many people share for an ordinary reason."""

    def digests(self, kind: str) -> KnownQuerySet:
        """The keyed hashes of those of a kind."""
        return self.filter(kind=kind).values("digest")
