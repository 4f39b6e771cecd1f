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
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from journal.pauses import Pause
from journal.services import add_entry
from rules.periods import months_after

BEREAVEMENT = "bereavement"
IN_HOSPITAL = _("You told us that you are in hospital.")
AFTER_A_DEATH = _("Somebody close to you died.")
MOST_MONTHS = 6
"""For so long after a death nobody must look for work (UC Regs reg 99(3)(d)): nor is anything else asked by a day."""


def pauses(people: Collection[UUID], on: date) -> Mapping[UUID, Pause]:
    """Of these people, whose to-dos stand still on a day, by what is believed of them. One query."""
    bereaved = Q(kind=BEREAVEMENT, value__until__gte=on.isoformat())
    rows = Fact.objects.as_known().on(on).filter(bereaved | Q(kind="health", value__hospital=True), person__in=people)
    found: dict[UUID, Pause] = {}
    for person, kind, value in rows.order_by("kind").values_list("person", "kind", "value"):
        # A death comes first: nobody is spoken to of anything else.
        is_bereaved = kind == BEREAVEMENT
        until = date.fromisoformat(value["until"]) if is_bereaved else None
        found.setdefault(person, Pause(AFTER_A_DEATH if is_bereaved else IN_HOSPITAL, until))
    return found


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
