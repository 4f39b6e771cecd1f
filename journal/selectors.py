"""Reading a person's to-dos and journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from accounts.models import Person
from core.actor import Actor
from core.prepared import Prepared
from journal.deadlines import DueDay, Missed, MissedState, MoreTime, MoreTimeState, Said, TodoNote
from journal.models import Entry, Todo, TodoState
from journal.more_time import latest_day
from journal.pauses import Pause, pause_of

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


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a to-do: each day that it had, what was said about it, the last time that more time was asked
    for and that its day passed, and whether it all stands still.

    ``ask_until``: until when more time may be asked for now.
    """

    when: str
    is_past: bool
    days: list[DueDay]
    notes: list[TodoNote]
    asked: MoreTime | None
    missed: Missed | None
    pause: Pause | None
    ask_until: date | None

    @property
    def waits(self) -> bool:
        """Whether they wait for us to say if they have more time."""
        return self.asked is not None and self.asked.state == MoreTimeState.ASKED

    @property
    def is_late(self) -> bool:
        """Whether its day passed, and nobody gave or may give more time for that."""
        return self.is_past and not self.waits and self.pause is None

    @property
    def is_noted(self) -> bool:
        """Whether staff noted for a decision maker that it was not done."""
        return self.missed is not None and self.missed.state == MissedState.NOTED

    @property
    def asked_words(self) -> list[TodoNote]:
        """What whoever asked for it wrote."""
        return [note for note in self.notes if note.said == Said.ASKED]

    @property
    def later_notes(self) -> list[TodoNote]:
        """What was said since."""
        return [note for note in self.notes if note.said != Said.ASKED]


def with_standing(todos: list[Todo], today: date) -> list[tuple[Todo, bool, str]]:
    """Each of somebody's to-dos, whether it is late, and how far away its day is, in words where that is near.

    While theirs stand still none is late, and their days are not spoken of: asked only where one would be.
    """
    late = [todo for todo in todos if todo.is_late(today)]
    if late and pause_of(late[0].person_id, today):
        return [(todo, False, "") for todo in todos]
    return [(todo, todo in late, todo.when(today)) for todo in todos]


def standing_of(todo: Todo, today: date) -> Standing:
    """How it stands with a to-do."""
    asked = MoreTime.objects.filter(todo=todo).order_by("-asked_at", "-pk").first()
    waits = asked is not None and asked.state == MoreTimeState.ASKED
    return Standing(
        when=todo.when(today),
        is_past=todo.is_late(today),
        days=list(todo.due_days.all()),
        notes=list(todo.notes.all()),
        asked=asked,
        missed=Missed.objects.filter(todo=todo).order_by("-found_at", "-pk").first(),
        pause=pause_of(todo.person_id, today) if todo.state == TodoState.OPEN else None,
        ask_until=None if waits else latest_day(todo),
    )


_FIRST_TODOS = Prepared(lambda person: in_order(Todo.objects.of_person(person))[: A_FEW + 1])
_LATEST_ENTRIES = Prepared(lambda person: newest_first(Entry.objects.of_person(person))[:A_FEW])


def first_todos(person_id: UUID) -> list[Todo]:
    """The few that this person has to do soonest, for whoever knows already that they may be told: one more than
    ``A_FEW``, where there are more."""
    return _FIRST_TODOS.all(person=person_id)


def latest_entries(actor: Actor) -> list[Entry]:
    """The last few things that happened to them, the newest first."""
    return _LATEST_ENTRIES.all(person=actor.claimant_id) if actor.claimant_id else []
