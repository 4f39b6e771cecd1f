"""To-dos that wait for staff: those that were not done in time, and those for which somebody asks for more time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import Person
from accounts.services import tell
from claims.closeness import check_is_not_kept
from claims.models import Claim, Member
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from journal.deadlines import Missed, MissedState, MoreTime, MoreTimeState, Said, TodoNote, WhyThatDay
from journal.kinds import TODO_KINDS
from journal.models import Todo, TodoState
from journal.services import create_todo, move_due_day
from staff.selectors import about_nobody_kept, claims_for_staff


@dataclass(frozen=True, slots=True)
class Waiting:
    """A to-do that waits for staff: of whom, about which claim, how late it is, until when they ask for time, and
    whether they told us what stopped them."""

    todo: Todo
    claim: Claim | None
    days_late: int
    asked_until: date | None
    said_why: bool


def ask_todo(*, claim: Claim, person: Person, kind: str, details: str, due: date, by: Actor) -> Todo:
    """Ask somebody on a claim to do something, in words of whoever asks, and tell them. While the same is open this is
    asked for besides, by the later of the days, and once however often it is sent. Raises MoveRefused for who may not,
    and Kept."""
    if not by.may(Permission.DEAL_WITH_TODOS) or by.person_id == person.pk or not TODO_KINDS[kind].staff_may_ask:
        raise MoveRefused("This actor does not ask this person for that")
    with transaction.atomic():
        check_is_not_kept(claim, by)
        asked = Todo.objects.filter(person=person, kind=kind, subject=claim.reference, state=TodoState.OPEN).first()
        said = [note.words for note in asked.notes.all()] if asked else []
        todo = create_todo(person=person, kind=kind, subject=claim.reference, due=due, details=details, by=by)
        if asked:
            is_later = todo.due is not None and todo.due < due
            if is_later:
                todo = move_due_day(todo=todo, day=due, why=WhyThatDay.ASKED_MORE, by=by)
            if is_later or details not in said:
                tell(person=person, template="todo_added", by=by)
    return todo


def todos_waiting(actor: Actor) -> QuerySet[Todo]:
    """What waits, the one that has been due the longest first; nothing of this actor's, or of anybody whose claim is
    kept from them."""
    asked = MoreTime.objects.filter(todo=OuterRef("pk"), state=MoreTimeState.ASKED)
    missed = Missed.objects.filter(todo=OuterRef("pk"), state=MissedState.WAITING)
    waiting: QuerySet[Todo] = Todo.objects.filter(Q(Exists(asked)) | Q(Exists(missed)), state=TodoState.OPEN)
    waiting = about_nobody_kept(waiting, actor).annotate(asked_until=Subquery(asked.values("until")[:1]))
    said = TodoNote.objects.filter(todo=OuterRef("pk"), said=Said.LATE)
    waiting = waiting.annotate(said_why=Exists(said)).select_related("person").defer("person__nino")
    return waiting.order_by("due", "pk")


def with_claims(todos: Iterable[Todo], actor: Actor) -> list[Waiting]:
    """Each with the claim that this actor may open to deal with it: the last that was sent. One query."""
    found, today = list(todos), clock.today()
    claims = claims_of({todo.person_id for todo in found}, actor)
    return [
        Waiting(
            todo=todo,
            claim=claims.get(todo.person_id),
            days_late=max((today - todo.due).days, 0) if todo.due else 0,
            asked_until=todo.asked_until,  # type: ignore[attr-defined]
            said_why=todo.said_why,  # type: ignore[attr-defined]
        )
        for todo in found
    ]


def claims_of(people: set[UUID], actor: Actor) -> Mapping[UUID, Claim]:
    """The claim of each that this actor may open: the last that was sent. One query."""
    places = Member.objects.current(clock.today()).filter(person__in=people, claim__in=claims_for_staff(actor))
    return {place.person_id: place.claim for place in places.select_related("claim").order_by("claim__submitted_at")}
