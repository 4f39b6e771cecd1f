"""Where the people of a claim live, as they told us when they claimed."""

from __future__ import annotations

from uuid import UUID

from claims.models import Fact, Member
from core import clock
from core.holidays import DIVISIONS


def nation_said(person_id: UUID) -> str:
    """The part of Great Britain in which somebody on this person's claims said that they live; "" where none did, or
    they live elsewhere. One query."""
    claims = Member.objects.filter(person=person_id, superseded_at=None).values("claim")
    people = Member.objects.filter(claim__in=claims, superseded_at=None).values("person")
    known = Fact.objects.filter(person__in=people, kind="residence").as_known(None).on(clock.today())
    value = known.order_by("-recorded_at").values_list("value", flat=True).first() or {}
    nation = str(value.get("country", ""))
    return nation if nation in DIVISIONS else ""
