"""Messages that wait for an answer, and on whose claim staff read somebody's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import Person
from claims.models import Claim, Member
from claims.records import people_on
from conversations.models import Conversation, ConversationQuerySet, LookingAfter
from conversations.topics import ONE_PERSON, TEAMS
from core.actor import Actor
from core.permissions import Permission
from staff.selectors import about_nobody_kept, claims_for_staff

LISTS = ("mine", "late", "all")


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for an answer: for this member of staff or a team of theirs, and late."""

    mine: int
    late: int


def for_staff(actor: Actor) -> ConversationQuerySet:
    """Conversations that this member of staff may read, once they said why: none of anybody close to them, or whose
    claim is kept from them."""
    if not actor.may(Permission.ANSWER_MESSAGES):
        return Conversation.objects.none()
    return about_nobody_kept(Conversation.objects.all(), actor)


def to_answer(actor: Actor, which: str = "mine") -> ConversationQuerySet:
    """Those that wait for an answer, the soonest day first: "mine" are those of people whom this member of staff looks
    after, of a team of theirs, and of people whom nobody looks after yet; "late" those whose day is over, told to team
    leaders; "all" are everybody's."""
    waiting = for_staff(actor).to_answer()
    if which == "late":
        return waiting.filter(escalated_at__isnull=False)
    return waiting if which == "all" else waiting.filter(is_for(actor))


def is_for(actor: Actor) -> Q:
    """What is ``with_whom`` this member of staff is to its ``person``, with a team of theirs, or nobody's yet."""
    looking = LookingAfter.objects.filter(person=OuterRef("person"), role=OuterRef("with_whom"), until=None)
    teams = [team for team, permission in TEAMS.items() if actor.may(permission)]
    nobodys = Q(with_whom__in=ONE_PERSON) & ~Exists(looking)
    return Q(with_whom__in=teams) | nobodys | Exists(looking.filter(staff=actor.user_id))


def waiting_for(actor: Actor) -> Waiting:
    """How much waits. One query."""
    waiting = for_staff(actor).filter(reply_by__isnull=False).annotate(is_mine=Exists(_same(actor)))
    rows = waiting.values_list("is_mine", "escalated_at")
    return Waiting(mine=sum(1 for is_mine, _at in rows if is_mine), late=sum(1 for _is_mine, at in rows if at))


def _same(actor: Actor) -> Any:
    return Conversation.objects.filter(is_for(actor), pk=OuterRef("pk"))


def with_references(rows: Any) -> Any:
    """The same, each with the ``reference`` of the claim that the person sent last; None for who has sent none."""
    sent = Member.objects.filter(person=OuterRef("person"), superseded_at=None, claim__submitted_at__isnull=False)
    latest = sent.order_by("-claim__submitted_at").values("claim__reference")[:1]
    return rows.annotate(reference=Subquery(latest))


def claim_to_read(person: Person, actor: Actor) -> Claim | None:
    """The claim on whose record this member of staff reads what this person writes; None where they are on none that
    was sent: who left one, or has not sent theirs, is answered too."""
    claims = claims_for_staff(actor).filter(pk__in=Member.objects.filter(person=person).values("claim"))
    for claim in claims.order_by("-submitted_at"):
        if person in people_on(claim):
            return claim
    return None
