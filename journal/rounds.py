"""The morning's rounds over everybody's to-dos: who is reminded, and what was not done.

By sets of people, each set in a transaction of its own: it can be stopped and run again, and run beside itself."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Person
from accounts.selectors import recipient_for
from audit.services import record
from core import clock
from core.actor import Actor
from journal.deadlines import DueDay, Missed, MoreTime, MoreTimeState, Reminder
from journal.models import Entry, Todo, TodoState
from journal.pauses import pauses_of, stood_still
from notifications.services import send

logger = logging.getLogger(__name__)

DAYS_BEFORE = (0, 2, 7)
"""People are reminded so many days before a to-do's day, once of each; the nearest stands for those before it."""
A_SET = 500
"""People who are seen to in one transaction."""
Found = Mapping[UUID, Sequence[Any]]
"""What there is of each person."""


class NotAllDone(Exception):
    """Something went wrong with some people, whom the log names; the others were seen to."""


def remind_of_todos(*, by: Actor) -> int:
    """Remind everybody of what is due in seven days, in two, and today. Returns how many people were.

    One message a person and day, however much is due, by their way and in their language; once of each to-do, day and
    number, whoever runs this and how often. Not those who ask for more time or whose to-dos stand still, nor of what
    was asked since the reminder would have been due. One that was not sent in time is sent late, until the next is due.
    Raises NotAllDone.
    """
    found: dict[UUID, list[Reminder]] = defaultdict(list)
    now = clock.now()
    for days in DAYS_BEFORE:
        for todo, due in _to_remind(days):
            reminder = Reminder(todo_id=todo.pk, due=due, days_before=days, sent_at=now)
            found[todo.person_id].append(reminder)
    return _in_sets(found, lambda people: _remind(people, by))


def _to_remind(days: int) -> Iterator[tuple[Todo, date]]:
    today = clock.today()
    fewer = max((each for each in DAYS_BEFORE if each < days), default=-1)
    reminded = Reminder.objects.filter(todo=OuterRef("pk"), due=OuterRef("due"), days_before=days)
    reminded_today = Reminder.objects.filter(todo__person=OuterRef("person"), sent_at__gte=_start_of(today))
    since = DueDay.objects.filter(todo=OuterRef("pk")).order_by("-set_at", "-pk").values("set_at")[:1]
    due = _open().filter(due__gt=today + timedelta(days=fewer), due__lte=today + timedelta(days=days))
    due = (
        due.exclude(Exists(reminded))
        .exclude(Exists(reminded_today))
        .annotate(since=Coalesce(Subquery(since), "created_at"))
    )
    for todo in due.only("person", "due").order_by("pk").iterator():
        assert todo.due is not None
        if todo.since < _start_of(todo.due - timedelta(days=days)):
            yield todo, todo.due


def _remind(found: Found, by: Actor) -> int:
    paused = pauses_of(list(found), clock.today())
    rows = [row for person in sorted(found.keys() - paused.keys()) for row in found[person]]
    whose = {row.todo_id: person for person, of_person in found.items() for row in of_person}
    counts: dict[UUID, int] = defaultdict(int)
    for todo_id in _added(Reminder.objects.all(), rows):
        counts[whose[todo_id]] += 1
    for person in _people(counts):
        record("todos_reminded", by=by, subject=person, person_id=person.pk, how_many=counts[person.pk])
        to = recipient_for(person)
        if to.can_be_reached:
            send(to=to, template="todos_due" if counts[person.pk] > 1 else "todo_due", context={}, by=by)
    return len(counts)


def find_missed(*, by: Actor) -> int:
    """Put what was not done by its day before somebody who looks at why, and tell whose it is that they can still do it
    and that nobody has decided anything. Returns of how many people there was something.

    Once for each day that a to-do had. Not of those who ask for more time, nor of those whose to-dos stand still or did
    in the last week. Raises NotAllDone.
    """
    now = clock.now()
    known = Missed.objects.filter(todo=OuterRef("pk"), due=OuterRef("due"))
    found: dict[UUID, list[Missed]] = defaultdict(list)
    late = _open().filter(due__lt=clock.today()).exclude(Exists(known))
    for todo in late.only("person", "due", "kind").order_by("pk").iterator():
        assert todo.due is not None
        found[todo.person_id].append(Missed(todo=todo, due=todo.due, found_at=now))
    return _in_sets(found, lambda people: _miss(people, by))


def _miss(found: Found, by: Actor) -> int:
    paused = stood_still(list(found), clock.today())
    rows = [row for person in sorted(found.keys() - paused) for row in found[person]]
    todos = {row.todo_id: row.todo for row in rows}
    new: dict[UUID, list[Todo]] = defaultdict(list)
    for todo_id in _added(Missed.objects.all(), rows):
        new[todos[todo_id].person_id].append(todos[todo_id])
    entries = [_entry(todo, by) for of_person in new.values() for todo in of_person]
    Entry.objects.bulk_create(entries)
    for person in _people(new):
        kinds = sorted(todo.kind for todo in new[person.pk])
        record("todos_missed", by=by, subject=person, person_id=person.pk, todos=kinds)
        to = recipient_for(person)
        if to.can_be_reached:
            send(to=to, template="todo_late", context={}, by=by)
    return len(new)


def _entry(todo: Todo, by: Actor) -> Entry:
    return Entry(
        person_id=todo.person_id, kind="todo_late", data={"todo": todo.kind}, at=clock.now(), by_channel=by.channel
    )


def _open() -> QuerySet[Todo]:
    asked = MoreTime.objects.filter(todo=OuterRef("pk"), state=MoreTimeState.ASKED)
    return Todo.objects.filter(state=TodoState.OPEN).exclude(Exists(asked))


def _added(model: QuerySet[Any], rows: Sequence[Any]) -> list[UUID]:
    """Add those of these rows that nobody added before, of to-dos that are still open and due then: of which to-dos.
    Who adds the same at the same time is waited for, and adds nothing."""
    still = Todo.objects.filter(pk__in=[row.todo_id for row in rows], state=TodoState.OPEN)
    days = dict(still.select_for_update(of=("self",), skip_locked=True).values_list("pk", "due"))
    wanted = [row for row in rows if days.get(row.todo_id) == row.due]
    model.bulk_create(wanted, ignore_conflicts=True)
    return list(model.filter(pk__in=[row.pk for row in wanted]).order_by("pk").values_list("todo_id", flat=True))


def _people(keys: Mapping[UUID, Any]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=list(keys)).defer("nino").order_by("pk")


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


def _in_sets(found: Found, see_to: Callable[[Found], int]) -> int:
    """See to everybody, a set at a time; where a set fails, to each of it alone. Returns what those return together."""
    done, failed, left = 0, 0, iter(sorted(found))
    while people := list(islice(left, A_SET)):
        try:
            with transaction.atomic():
                done += see_to({person: found[person] for person in people})
        except Exception:
            logger.exception("A set of people could not be seen to together")
            for person in people:
                try:
                    with transaction.atomic():
                        done += see_to({person: found[person]})
                except Exception:
                    logger.exception("The to-dos of somebody could not be seen to: %s", person)
                    failed += 1
    if failed:
        raise NotAllDone(f"{failed} people could not be seen to")
    return done
