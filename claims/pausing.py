"""When somebody's to-dos stand still: while they are in hospital, and for a time after a death in the family."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from audit.services import record
from claims.circumstances import PERSON, Circumstance, record_circumstances
from claims.closeness import check_is_not_kept
from claims.models import Claim, Fact
from claims.querysets import FactQuerySet
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.prepared import Prepared
from core.states import MoveRefused
from journal.pauses import Pause
from journal.services import add_entry
from rules.periods import months_after

BEREAVEMENT = "bereavement"
IN_HOSPITAL = _("You told us that you are in hospital.")
AFTER_A_DEATH = _("Somebody close to you died.")
MOST_MONTHS = 6
"""For so long after a death nobody must look for work (UC Regs reg 99(3)(d)): nor is anything else asked by a day."""


_OF_ONE = Prepared(lambda person, on: _rows(on).filter(person=person).defer("secret"))


def pauses(people: Collection[UUID], on: date) -> Mapping[UUID, Pause]:
    """Of these people, whose to-dos stand still on a day, by what is believed of them. One query."""
    if len(people) == 1:  # as their home asks each time
        rows = _OF_ONE.all(person=next(iter(people)), on=on)
    else:
        rows = list(_rows(on).filter(person__in=people).only("person", "kind", "value"))
    found: dict[UUID, Pause] = {}
    for fact in rows:
        # A death comes first: nobody is spoken to of anything else.
        until = date.fromisoformat(fact.value["until"]) if fact.kind == BEREAVEMENT else None
        if fact.person_id is not None and (until is None or until >= on):
            found.setdefault(fact.person_id, Pause(IN_HOSPITAL if until is None else AFTER_A_DEATH, until))
    return found


def _rows(on: date) -> FactQuerySet:
    """Deaths that were noted, also those whose time is over, before stays in hospital."""
    rows = Fact.objects.as_known().on(on).filter(Q(kind=BEREAVEMENT) | Q(kind="health", value__hospital=True))
    return rows.order_by("kind")


def latest_after_a_death() -> date:
    """Until when to-dos may stand still for a death that we hear of today."""
    return months_after(clock.today(), MOST_MONTHS)


def note_bereavement(*, claim: Claim, person: Person, until: date, by: Actor) -> None:
    """Note that somebody close to somebody on a claim died: their to-dos stand still until a day, which is in six
    months at the latest. Noted again, the new day counts. Raises MoveRefused for who may not, ValueError for another
    day, and Kept."""
    if not by.may(Permission.DEAL_WITH_TODOS) or by.person_id == person.pk:
        raise MoveRefused("This actor does not note that")
    if until > latest_after_a_death():
        raise ValueError(f"{until} is too late")
    with transaction.atomic():
        check_is_not_kept(claim, by)
        died = Circumstance(BEREAVEMENT, PERSON, {"until": until.isoformat()})
        today = clock.today()
        about = {"claim": claim, "person": person, "kinds": [BEREAVEMENT], "from_day": today}
        record_circumstances(**about, circumstances=[died], by=by)  # type: ignore[arg-type]
        record("bereavement_noted", by=by, claim_reference=claim.reference, person_id=person.pk)
        add_entry(person=person, kind="todos_stand_still", data={"until_day": until.isoformat()}, by=by)
