"""What we agreed with people to do: what waits for this member of staff, and what is late."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from contacts.models import Promise, PromiseState
from core.actor import Actor
from core.permissions import Permission
from staff.messages import Waiting, is_for
from staff.selectors import about_nobody_kept


def promises_for_staff(actor: Actor) -> QuerySet[Promise]:
    """What we agreed with people whose records this member of staff may open."""
    if not actor.may(Permission.ANSWER_MESSAGES):
        return Promise.objects.none()
    found: QuerySet[Promise] = about_nobody_kept(Promise.objects.select_related("person").defer("person__nino"), actor)
    return found


def promises_to_keep(actor: Actor, which: str = "mine") -> QuerySet[Promise]:
    """What is not done yet, the soonest day first: "mine" is for this member of staff or a team of theirs, or of
    people whom nobody looks after yet; "late" is what team leaders were told of; "all" is everybody's."""
    waiting = promises_for_staff(actor).filter(state=PromiseState.OPEN).order_by("due", "pk")
    if which == "late":
        return waiting.filter(escalated_at__isnull=False)
    return waiting if which == "all" else waiting.filter(_mine(actor))


def promises_waiting(actor: Actor) -> Waiting:
    """How much waits. One query."""
    same: Any = Promise.objects.filter(_mine(actor), pk=OuterRef("pk"))
    waiting = promises_for_staff(actor).filter(state=PromiseState.OPEN).annotate(is_mine=Exists(same))
    rows = waiting.values_list("is_mine", "escalated_at")
    return Waiting(mine=sum(1 for is_mine, _at in rows if is_mine), late=sum(1 for _is_mine, at in rows if at))


def _mine(actor: Actor) -> Q:
    return Q(staff=actor.user_id) | is_for(actor)
