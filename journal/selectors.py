"""Reading a person's to-dos and journal."""

from __future__ import annotations

from django.db.models import F, QuerySet

from accounts.models import Person
from journal.models import Entry, Todo, TodoState


def open_todos(person: Person) -> QuerySet[Todo]:
    """What they still have to do, the soonest first."""
    return in_order(Todo.objects.filter(person=person))


def in_order(todos: QuerySet[Todo]) -> QuerySet[Todo]:
    """The open ones of these, the soonest first, those without a day last."""
    return todos.filter(state=TodoState.OPEN).order_by(F("due").asc(nulls_last=True), "created_at", "pk")


def journal_entries(person: Person) -> QuerySet[Entry]:
    """What has happened, the newest first."""
    return newest_first(Entry.objects.filter(person=person))


def newest_first(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """These entries, the newest first."""
    return entries.order_by("-at", "-pk")
