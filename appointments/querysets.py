"""Which rows somebody may see: the query begins with who is asking."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from core.actor import Actor


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows of one person."""

    def for_actor(self, actor: Actor) -> Self:
        """The actor's own rows: none for somebody who is not a person we serve."""
        return self.none() if actor.claimant_id is None else self.of_person(actor.claimant_id)

    def of_person(self, person_id: Any) -> Self:
        """The rows of this person, for whoever knows already that they may be seen."""
        return self.filter(person_id=person_id)
