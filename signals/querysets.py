"""Sets of traits, of known places, and of the claims and people that are compared."""

from __future__ import annotations

from django.db import models

from claims.models import ClaimState, Member
from claims.querysets import MemberQuerySet
from core import clock

COMPARED = (ClaimState.SUBMITTED, ClaimState.OPEN)
"""Only claims that were sent and have not ended are compared."""


def places_compared() -> MemberQuerySet:
    """Everybody's place on a claim that is compared, as believed now."""
    return Member.objects.as_known(None).filter(claim__state__in=COMPARED)


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
