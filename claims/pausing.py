"""When somebody's to-dos stand still: while they are in hospital, and after a death in the family."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models import Fact
from journal.pauses import Pause

BEREAVEMENT = "bereavement"
IN_HOSPITAL = _("You told us that you are in hospital.")
AFTER_A_DEATH = _("Somebody close to you died.")


def pauses(people: Collection[UUID], on: date) -> Mapping[UUID, Pause]:
    """Of these people, whose to-dos stand still on a day, by what is believed of them. One query."""
    rows = Fact.objects.as_known().on(on).filter(Q(kind=BEREAVEMENT) | Q(kind="health", value__hospital=True))
    found: dict[UUID, Pause] = {}
    for person, kind, applies in (
        rows.filter(person__in=people).order_by("kind").values_list("person", "kind", "applies")
    ):
        # A death comes first: nobody is spoken to of anything else.
        why = AFTER_A_DEATH if kind == BEREAVEMENT else IN_HOSPITAL
        found.setdefault(person, Pause(why, applies.upper - timedelta(days=1) if applies.upper else None))
    return found
