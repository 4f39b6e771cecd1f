"""Sets of traits, of known places, and of the claims and people that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from claims.models import ClaimState, Member
from claims.querysets import MemberQuerySet
from core import clock

if TYPE_CHECKING:
    from signals.models import Known, Trait  # noqa: F401 - named by what holds it

COMPARED = (ClaimState.SUBMITTED, ClaimState.OPEN)
"""Only claims that were sent and have not ended are compared."""


def places_compared() -> MemberQuerySet:
    """Everybody's place on a claim that is compared, as believed now."""
    return Member.objects.as_known(None).filter(claim__state__in=COMPARED)


class TraitQuerySet(models.QuerySet["Trait"]):
    """Traits."""

    def compared(self) -> TraitQuerySet:
        """Of what is believed today, and of claims that are compared."""
        return self.filter(
            fact__superseded_at__isnull=True, fact__applies__contains=clock.today(), claim__state__in=COMPARED
        )


class KnownQuerySet(models.QuerySet["Known"]):
    """What many people share for an ordinary reason."""

    def digests(self, kind: str) -> models.QuerySet[Known, Any]:
        """The keyed hashes of those of a kind."""
        return self.filter(kind=kind).values("digest")
