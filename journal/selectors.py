"""Reading a person's to-dos and journal."""

from __future__ import annotations

from django.db.models import F, QuerySet

from accounts.models import Person
from core.actor import Actor
from core.prepared import Prepared
from journal.models import Entry, Todo, TodoState

A_FEW = 5


def open_todos(person: Person) -> QuerySet[Todo]:
    """What they still have to do, the soonest first."""
    return in_order(Todo.objects.of_person(person.pk))


def in_order(todos: QuerySet[Todo]) -> QuerySet[Todo]:
    """The open ones of these, the soonest first, those without a day last."""
    return todos.filter(state=TodoState.OPEN).order_by(F("due").asc(nulls_last=True), "created_at", "pk")


def journal_entries(person: Person) -> QuerySet[Entry]:
    """What has happened, the newest first."""
    return newest_first(Entry.objects.of_person(person.pk))


def newest_first(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """These entries, the newest first."""
    return entries.order_by("-at", "-pk")


_FIRST_TODOS = Prepared(lambda person: in_order(Todo.objects.of_person(person))[: A_FEW + 1])
_LATEST_ENTRIES = Prepared(lambda person: newest_first(Entry.objects.of_person(person))[:A_FEW])


def first_todos(actor: Actor) -> list[Todo]:
    """The few that they have to do soonest: one more than ``A_FEW``, where there are more."""
    return _FIRST_TODOS.all(person=actor.claimant_id) if actor.claimant_id else []


def latest_entries(actor: Actor) -> list[Entry]:
    """The last few things that happened to them, the newest first."""
    return _LATEST_ENTRIES.all(person=actor.claimant_id) if actor.claimant_id else []
