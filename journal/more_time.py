"""Asking for more time to do something, and what is answered."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from accounts.services import tell
from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from core.holidays import working_day_everywhere
from core.permissions import Permission
from core.states import MoveRefused
from journal.deadlines import Missed, MissedState, MoreTime, MoreTimeState, Said, WhyThatDay
from journal.models import Todo, TodoState
from journal.services import ANSWERED, add_entry, move_due_day, say

BY_ITSELF = Actor.system("More time")


class CannotAskForTime(Exception):
    """There is no more time to be had in this service, or not until that day."""


def latest_day(todo: Todo) -> date | None:
    """Until when more time may be asked for; None where none may, or where it is due then already. One query."""
    first, days = _first_day(todo), todo.words.most_days
    if first is None or not days or todo.state != TodoState.OPEN or todo.due is None:
        return None
    latest = working_day_everywhere(first + timedelta(days=days))
    return latest if latest > max(todo.due, clock.today()) else None


def day_at_once(todo: Todo) -> date | None:
    """Until when more time is had without anybody's answer; None where it is late, or where staff answer it always."""
    first = _first_day(todo)
    if first is None or not todo.words.days_at_once or todo.is_late(clock.today()):
        return None
    return working_day_everywhere(first + timedelta(days=todo.words.days_at_once))


def _first_day(todo: Todo) -> date | None:
    first = todo.due_days.first()
    return first.day if first else todo.due


def ask_more_time(*, todo: Todo, until: date, why: str, by: Actor) -> MoreTime:
    """Ask for time until a day. A few days more are given at once, as far as the kind of to-do allows; else staff
    answer. Asking again while that waits, or for the day that was given, changes nothing. Raises CannotAskForTime, and
    MoveRefused for who it is not."""
    if by.claimant_id != todo.person_id:
        raise MoveRefused("It is somebody else's")
    with transaction.atomic():
        locked: Todo = Todo.objects.select_for_update(of=("self",)).select_related("person").get(pk=todo.pk)
        if waiting := waiting_for_answer(locked):
            return waiting
        until, latest = working_day_everywhere(until), latest_day(locked)
        if until == locked.due and (given := given_until(locked)):
            return given
        if latest is None or locked.due is None or not locked.due < until <= latest or until < clock.today():
            raise CannotAskForTime
        at_once = day_at_once(locked)
        asked = MoreTime.objects.create(todo=locked, until=until, asked_at=clock.now())
        say(locked, Said.MORE_TIME, why, by)
        record("more_time_asked", by=by, subject=asked, person_id=locked.person_id, todo=locked.kind, until=until)
        add_entry(person=locked.person, kind="more_time_asked", data={"todo": locked.kind}, by=by)
        if at_once and until <= at_once:
            _give(locked, until, WhyThatDay.MORE_TIME, by=BY_ITSELF)
            asked.refresh_from_db()
    return asked


def take_back_asking(*, todo: Todo, by: Actor) -> None:
    """Note that they do not ask for more time any more. Nothing where they do not. Raises MoveRefused."""
    if by.claimant_id != todo.person_id:
        raise MoveRefused("It is somebody else's")
    with transaction.atomic():
        locked: Todo = Todo.objects.select_for_update(of=("self",)).select_related("person").get(pk=todo.pk)
        if asked := waiting_for_answer(locked):
            move(asked, "withdraw", by=by, person_id=locked.person_id, todo=locked.kind)
            add_entry(person=locked.person, kind="more_time_withdrawn", data={"todo": locked.kind}, by=by)


def give_more_time(*, todo: Todo, until: date, words: str, by: Actor) -> Todo:
    """Have a to-do due on a later day, whether they asked for that or not, and tell them. Raises MoveRefused for who
    may not, or when it is not open, and CannotAskForTime for a day that is not later."""
    check_deals_with(todo, by)
    with transaction.atomic():
        locked: Todo = Todo.objects.select_for_update(of=("self",)).select_related("person").get(pk=todo.pk)
        if until < clock.today() or (locked.due and until <= locked.due):
            raise CannotAskForTime
        moved = _give(locked, until, WhyThatDay.STAFF, by=by)
        say(locked, Said.ANSWER, words, by)
        tell(person=locked.person, template=ANSWERED, by=by)
    return moved


def refuse_more_time(*, todo: Todo, words: str, by: Actor) -> None:
    """Answer somebody who asked for more time that there is none, with why, and tell them. Nothing where nobody asks
    any more. Raises MoveRefused for who may not."""
    check_deals_with(todo, by)
    with transaction.atomic():
        locked: Todo = Todo.objects.select_for_update(of=("self",)).select_related("person").get(pk=todo.pk)
        if asked := waiting_for_answer(locked):
            move(asked, "refuse", by=by, person_id=locked.person_id, set_fields=_answered(by), todo=locked.kind)
            say(locked, Said.ANSWER, words, by)
            add_entry(person=locked.person, kind="more_time_refused", data={"todo": locked.kind}, by=by)
            tell(person=locked.person, template=ANSWERED, by=by)


def waiting_for_answer(todo: Todo) -> MoreTime | None:
    """The time that they asked for and of which nobody said yet whether they have it."""
    return MoreTime.objects.filter(todo=todo, state=MoreTimeState.ASKED).first()


def given_until(todo: Todo) -> MoreTime | None:
    """The time that they asked for and have: it is due on that day."""
    given = MoreTime.objects.filter(todo=todo, state=MoreTimeState.ALLOWED)
    return given.filter(until=todo.due).first() if todo.due else None


def check_deals_with(todo: Todo, by: Actor) -> None:
    """Raise MoveRefused for whoever does not deal with this to-do."""
    if not by.may(Permission.DEAL_WITH_TODOS) or by.person_id == todo.person_id:
        raise MoveRefused("This actor does not deal with it")


def _give(todo: Todo, until: date, why: WhyThatDay, *, by: Actor) -> Todo:
    moved = move_due_day(todo=todo, day=until, why=why, by=by)
    if asked := waiting_for_answer(todo):
        move(asked, "allow", by=by, person_id=todo.person_id, set_fields=_answered(by), todo=todo.kind)
    looked_at = {"looked_at": clock.now(), "looked_at_by_name": by.name}
    for missed in Missed.objects.filter(todo=todo, state__in=(MissedState.WAITING, MissedState.NOTED)):
        move(missed, "give_more_time", by=by, person_id=todo.person_id, set_fields=looked_at, todo=todo.kind)
    add_entry(person=todo.person, kind="more_time_given", data={"todo": todo.kind}, by=by)
    return moved


def _answered(by: Actor) -> dict[str, object]:
    return {"answered_at": clock.now(), "answered_by_name": by.name}
