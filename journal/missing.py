"""To-dos whose day passed: somebody looks at why, and nothing follows before they did."""

from __future__ import annotations

from django.db import transaction

from accounts.services import tell
from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.states import MoveRefused
from journal.deadlines import Missed, MissedState, Said
from journal.models import Todo, TodoState
from journal.more_time import check_deals_with, waiting_for_answer
from journal.pauses import stood_still
from journal.services import ANSWERED, add_entry, say


def tell_why_late(*, todo: Todo, why: str, by: Actor) -> None:
    """Keep what stopped somebody, for whoever looks at why a to-do is late. Telling the same again changes nothing.
    Raises MoveRefused for who it is not, and where it is not late."""
    if by.claimant_id != todo.person_id:
        raise MoveRefused("It is somebody else's")
    with transaction.atomic():
        locked: Todo = Todo.objects.select_for_update(of=("self",)).select_related("person").get(pk=todo.pk)
        if not locked.is_late(clock.today()) or locked.due is None:
            raise MoveRefused(f"{locked} is not late")
        if any(note.words == why for note in locked.notes.filter(said=Said.LATE)):
            return
        found = {"found_at": clock.now()}
        missed, _is_new = Missed.objects.get_or_create(todo=locked, due=locked.due, defaults=found)
        if missed.state == MissedState.NOTED:
            # Somebody looks at it again: they did not know this.
            move(missed, "explain", by=by, person_id=locked.person_id, todo=locked.kind)
        note = say(locked, Said.LATE, why, by)
        record("late_todo_explained", by=by, subject=note, person_id=locked.person_id, todo=locked.kind)
        add_entry(person=locked.person, kind="late_explained", data={"todo": locked.kind}, by=by)


def note_for_decision(*, todo: Todo, words: str, by: Actor) -> Missed:
    """Note for a decision maker that a to-do was not done. That is recorded, and nothing follows from it by itself:
    they can still do it. Raises MoveRefused for who may not, where nobody waits for it to be looked at, and while their
    to-dos stand still."""
    check_deals_with(todo, by)
    with transaction.atomic():
        locked: Todo = Todo.objects.select_for_update(of=("self",)).select_related("person").get(pk=todo.pk)
        missed = Missed.objects.filter(todo=locked, state=MissedState.WAITING).order_by("-due").first()
        if missed is None or locked.state != TodoState.OPEN or waiting_for_answer(locked):
            raise MoveRefused(f"{locked} is not missed, or they wait for an answer")
        if stood_still([locked.person_id], clock.today()):
            raise MoveRefused("Their to-dos stand still, or did until a few days ago")
        looked_at = {"looked_at": clock.now(), "looked_at_by_name": by.name}
        noted = move(missed, "note", by=by, person_id=locked.person_id, set_fields=looked_at, todo=locked.kind)
        say(locked, Said.LOOKED_AT, words, by)
        add_entry(person=locked.person, kind="late_noted", data={"todo": locked.kind}, by=by)
        tell(person=locked.person, template=ANSWERED, by=by)
    return noted
