"""Asking somebody to do something, noting that it is done, and writing to their journal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import Person
from accounts.services import tell
from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.holidays import working_day_everywhere
from core.permissions import Permission
from core.states import MoveRefused
from journal.deadlines import DueDay, Missed, MissedState, MoreTime, MoreTimeState, Said, TodoNote, WhyThatDay
from journal.kinds import TODO_KINDS
from journal.models import Entry, Todo, TodoState

ANSWERED = "todo_answered"


def create_todo(
    *, person: Person, kind: str, due: date | None, subject: str = "", details: str = "", by: Actor
) -> Todo:
    """Ask a person to do something; while it is open, asking again adds what is said with it, and returns the same.

    It is due on a working day: on the next one, where ``due`` is none. ``details`` are words of whoever asks. Writes to
    their journal, and sends them a message when the kind is announced and they can be reached. Raises KeyError for an
    unknown kind.
    """
    words = TODO_KINDS[kind]
    day = due and working_day_everywhere(due)
    with transaction.atomic():
        # The person's row is the lock, so that two requests at once make one to-do. Not its key: rows that name the
        # person are written meanwhile by whoever has locked one of their to-dos.
        Person.objects.select_for_update(of=("self",), no_key=True).only("pk").get(pk=person.pk)
        asked: Todo | None = Todo.objects.filter(
            person=person, kind=kind, subject=subject, state=TodoState.OPEN
        ).first()
        if asked:
            if details and all(note.words != details for note in asked.notes.all()):
                say(asked, Said.ASKED, details, by)
            return asked
        todo = Todo.objects.create(
            person=person,
            kind=kind,
            subject=subject,
            due=day,
            created_at=clock.now(),
            created_by_name=by.name,
        )
        if day:
            _note_day(todo, day, WhyThatDay.ASKED, by)
        if details:
            say(todo, Said.ASKED, details, by)
        record("todo_added", by=by, subject=todo, person_id=person.pk, todo=kind, about=subject)
        add_entry(person=person, kind="todo_added", data={"todo": kind}, by=by)
        if words.announced:
            tell(person=person, template="todo_added", by=by)
    return todo


def move_due_day(*, todo: Todo, day: date, why: WhyThatDay, by: Actor) -> Todo:
    """Have an open to-do due on another day, or on the next working day after it. The days that it had are kept.
    Raises MoveRefused when it is not open."""
    with transaction.atomic():
        locked: Todo = Todo.objects.select_for_update(of=("self",)).get(pk=todo.pk)
        if locked.state != TodoState.OPEN:
            raise MoveRefused(f"{locked} is not open")
        day = working_day_everywhere(day)
        if locked.due != day:
            if locked.due and not locked.due_days.exists():
                # It was asked for before its days were kept.
                first = {"set_at": locked.created_at, "set_by_name": locked.created_by_name}
                DueDay.objects.create(todo=locked, day=locked.due, why=WhyThatDay.ASKED, **first)
            record("todo_moved", by=by, subject=locked, person_id=locked.person_id, before=locked.due, after=day)
            locked.due = todo.due = day
            locked.save(update_fields=["due"])
            _note_day(locked, day, why, by)
    return locked


def _note_day(todo: Todo, day: date, why: WhyThatDay, by: Actor) -> None:
    DueDay.objects.create(todo=todo, day=day, why=why, set_at=clock.now(), set_by_name=by.name)


def say(todo: Todo, said: Said, words: str, by: Actor) -> TodoNote:
    """Keep what somebody wrote about a to-do, for both sides to read."""
    return TodoNote.objects.create(todo=todo, said=said, words=words, at=clock.now(), by_name=by.name)


def complete_todo(*, todo: Todo, by: Actor) -> Todo:
    """Note that it is done. Raises MoveRefused when it is not open or this actor may not."""
    return _close(todo, "complete", "todo_completed", by=by, completed_at=clock.now())


def withdraw_todo(*, todo: Todo, by: Actor) -> Todo:
    """Note that it is no longer needed. Raises MoveRefused when it is not open or this actor may not."""
    return _close(todo, "withdraw", "todo_withdrawn", by=by)


def answer_todo(*, todo: Todo, is_done: bool, words: str, by: Actor) -> Todo:
    """Note that it is done, or else no longer needed, with words to the claimant. Raises as those do."""
    with transaction.atomic():
        closed = complete_todo(todo=todo, by=by) if is_done else withdraw_todo(todo=todo, by=by)
        say(closed, Said.ANSWER, words, by)
        tell(person=closed.person, template=ANSWERED, by=by)
    return closed


def complete_open_todo(*, person: Person, kind: str, subject: str = "", by: Actor) -> Todo | None:
    """Note that what was asked is done, for callers that know what but not which; None when none is open."""
    with transaction.atomic():
        todo = (
            Todo.objects.select_for_update()
            .filter(person=person, kind=kind, subject=subject, state=TodoState.OPEN)
            .first()
        )
        return complete_todo(todo=todo, by=by) if todo else None


def withdraw_open_todos(*, person: Person, subject: str, by: Actor) -> None:
    """Note that nothing more is to be done about something, such as a claim that has ended."""
    with transaction.atomic():
        asked = Todo.objects.select_for_update().filter(person=person, subject=subject, state=TodoState.OPEN)
        for todo in asked.order_by("pk"):
            withdraw_todo(todo=todo, by=by)


def _close(todo: Todo, event: str, entry: str, *, by: Actor, **fields: Any) -> Todo:
    if not (by.is_system or by.may(Permission.OPEN_CLAIMS) or todo.person_id in (by.person_id, by.on_behalf_of_id)):
        raise MoveRefused(f"{todo.pk} is somebody else's")
    with transaction.atomic():
        closed = move(todo, event, by=by, person_id=todo.person_id, set_fields=fields, todo=todo.kind)
        for asked in MoreTime.objects.filter(todo=closed, state=MoreTimeState.ASKED):
            move(asked, "withdraw", by=by, person_id=todo.person_id, todo=todo.kind)
        looked_at = {"looked_at": clock.now(), "looked_at_by_name": by.name}
        for missed in Missed.objects.filter(todo=closed, state__in=(MissedState.WAITING, MissedState.NOTED)):
            move(missed, event, by=by, person_id=todo.person_id, set_fields=looked_at, todo=todo.kind)
        add_entry(person=closed.person, kind=entry, data={"todo": todo.kind}, by=by)
    return closed


def add_entry(*, person: Person, kind: str, data: dict[str, Any] | None = None, by: Actor) -> Entry:
    """Write what happened to a person's journal. ``data`` is JSON and must never hold a secret.

    Raises KeyError for an unknown kind or when its words need a value that is missing.
    """
    # Its owner needs to be told who did it only when that was another human being.
    by_name = "" if by.is_system or by.person_id == person.pk else by.name
    entry = Entry(person=person, kind=kind, data=data or {}, at=clock.now(), by_name=by_name, by_channel=by.channel)
    _ = entry.text  # An entry that cannot be worded must fail where it is written, not where it is read.
    entry.save(force_insert=True)
    return entry
