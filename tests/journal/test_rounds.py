"""Every morning people are reminded, once of each, and what was not done goes to a person before anything follows."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import Person
from accounts.services import add_person
from core.actor import Actor
from core.states import MoveRefused
from journal.deadlines import Missed, Reminder, TodoNote
from journal.missing import note_for_decision, tell_why_late
from journal.models import Entry, Todo
from journal.more_time import ask_more_time, give_more_time
from journal.pauses import _PAUSES, Pause, add_pauses
from journal.rounds import NotAllDone, find_missed, remind_of_todos
from journal.services import complete_todo, create_todo
from notifications.models import Message

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("Tests")
DUE = date(2026, 6, 30)


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC)):
        yield


def ask(person: Person, subject: str = "UC-1", kind: str = "call_us", due: date = DUE) -> Todo:
    return create_todo(person=person, kind=kind, due=due, subject=subject, by=SYSTEM)


def morning(day: date, times: int = 2) -> list[int]:
    with time_machine.travel(datetime(day.year, day.month, day.day, 8, 20, tzinfo=UTC)):
        return [remind_of_todos(by=SYSTEM) for _ in range(times)]


def missed_on(day: date) -> int:
    with time_machine.travel(datetime(day.year, day.month, day.day, 8, 40, tzinfo=UTC)):
        return find_missed(by=SYSTEM)


def sent(template: str) -> list[str]:
    return [message.body for message in Message.objects.filter(template=template).order_by("queued_at", "pk")]


def test_three_reminders_each_once_however_often_and_never_of_what(person: Person, stranger: Person) -> None:
    ask(person), ask(person, "UC-2")
    done = ask(stranger)
    complete_todo(todo=done, by=SYSTEM)
    days = [DUE - timedelta(days=each) for each in range(9)]
    assert {day: found for day in reversed(days) if any(found := morning(day))} == {
        days[7]: [1, 0],
        days[2]: [1, 0],
        days[0]: [1, 0],
    }
    bodies = sent("todos_due")
    assert len(bodies) == 3
    assert not any("Call us" in body or "UC-" in body for body in bodies)
    assert Reminder.objects.count() == 6


def test_a_late_reminder_is_one_and_a_new_todo_has_only_those_to_come(person: Person) -> None:
    ask(person)
    with time_machine.travel(datetime(2026, 6, 26, 12, tzinfo=UTC)):
        ask(person, "UC-2")
    # No worker ran on the seventh day before; the second one was asked since.
    assert morning(date(2026, 6, 26)) == [1, 0]
    assert (len(sent("todo_due")), len(sent("todos_due"))) == (1, 0)
    assert morning(date(2026, 6, 29)) == [1, 0]
    assert (len(sent("todo_due")), len(sent("todos_due"))) == (1, 1)


def test_who_is_not_reminded_and_misses_nothing(
    person: Person, stranger: Person, adviser: Actor, monkeypatch: Any
) -> None:
    waits = ask(person)
    ask_more_time(todo=waits, until=date(2026, 7, 20), why="Away", by=actor_for(person.user))
    in_hospital = ask(stranger)
    unreachable = add_person(by=adviser)
    ask(unreachable)
    monkeypatch.setattr("journal.pauses._PAUSES", [*_PAUSES])
    until = date(2026, 7, 10)
    add_pauses(lambda people, on: {each: Pause("Ill") for each in people if each == stranger.pk and on <= until})
    assert morning(DUE) == [1, 0]
    assert missed_on(date(2026, 7, 1)) == 1
    assert not Message.objects.filter(template__in=["todo_due", "todo_late"]).exists()
    assert Missed.objects.get().todo.person == unreachable
    assert missed_on(until + timedelta(days=7)) == 0
    assert missed_on(until + timedelta(days=8)) == 1
    assert Missed.objects.filter(todo=in_hospital).exists()


def test_a_few_days_in_hospital_are_no_days_to_miss_anything(
    person: Person, adviser: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    todo = ask(person)
    monkeypatch.setattr("journal.pauses._PAUSES", [])
    ill = (date(2026, 6, 30), date(2026, 7, 3))
    add_pauses(lambda people, on: {each: Pause("Ill") for each in people if ill[0] <= on <= ill[1]})
    assert [missed_on(date(2026, 7, day)) for day in (2, 4, 9, 11)] == [0, 0, 0, 1]
    # And who is ill again is noted for nobody.
    ill = (date(2026, 7, 12), date(2026, 7, 12))
    with time_machine.travel(datetime(2026, 7, 13, 12, tzinfo=UTC)), pytest.raises(MoveRefused):
        note_for_decision(todo=todo, words="Not done", by=adviser)


def test_what_is_missed_waits_for_a_person_and_nothing_follows(person: Person, adviser: Actor, browser: Any) -> None:
    todo, by = ask(person), actor_for(person.user)
    address = reverse("journal:todo", args=[todo.pk])
    assert missed_on(DUE) == 0
    assert [missed_on(date(2026, 7, 1)), missed_on(date(2026, 7, 2))] == [1, 0]
    assert len(sent("todo_late")) == 1
    assert Entry.objects.filter(kind="todo_late").count() == 1
    with time_machine.travel(datetime(2026, 7, 3, 12, tzinfo=UTC)):
        client = browser(person.user_id)
        page = client.get(address).content.decode()
        for words in ("3 days late", "You can still do it. Nobody has decided anything yet.", "something stopped you"):
            assert words in page
        why_late = reverse("journal:todo_why_late", args=[todo.pk])
        assert "Enter what stopped you" in client.post(why_late, {"why_late": ""}).content.decode()
        for _ in range(2):
            assert client.post(why_late, {"why_late": "I was ill"}).url == address
        assert TodoNote.objects.count() == 1
        with pytest.raises(MoveRefused):
            note_for_decision(todo=todo, words="No", by=by)
        note_for_decision(todo=todo, words="Did not call, though well", by=adviser)
        page = client.get(address).content.decode()
        assert "We noted it for a decision maker. Nothing changes unless they decide that and tell you." in page
        assert "Did not call, though well" in page
        assert Todo.objects.get().state == "open"

        tell_why_late(todo=todo, why="I was in hospital", by=by)
        assert Missed.objects.get().state == "waiting"
        give_more_time(todo=todo, until=date(2026, 7, 20), words="Get well", by=adviser)
        assert Missed.objects.get().state == "more_time"
        assert [note.words for note in TodoNote.objects.order_by("at", "pk")][-1] == "Get well"
    # With its new day it is reminded of and missed anew.
    assert morning(date(2026, 7, 13)) == [1, 0]
    assert missed_on(date(2026, 7, 21)) == 1
    complete_todo(todo=todo, by=by)
    assert set(Missed.objects.values_list("due", "state")) == {(DUE, "more_time"), (date(2026, 7, 20), "done")}


def test_one_who_cannot_be_seen_to_stops_nobody_else(person: Person, stranger: Person, monkeypatch: Any) -> None:
    ask(person), ask(stranger)
    real = remind_of_todos.__globals__["send"]

    def fails(**given: Any) -> Any:
        if given["to"].reference == str(person.pk):
            raise RuntimeError("No")
        return real(**given)

    monkeypatch.setattr("journal.rounds.send", fails)
    with pytest.raises(NotAllDone):
        morning(DUE)
    assert Reminder.objects.get().todo.person == stranger
    monkeypatch.setattr("journal.rounds.send", real)
    assert morning(DUE) == [1, 0]
    assert len(sent("todo_due")) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once_and_miss_once(person: Person, stranger: Person) -> None:
    for each in (person, stranger):
        for number in range(5):
            ask(each, str(number))
    for day, look in ((30, remind_of_todos), (31, find_missed)):
        with time_machine.travel(datetime(2026, 6, 30, 9, tzinfo=UTC) + timedelta(days=day - 30)):
            assert sum(_by_two(lambda look=look: look(by=SYSTEM))) == 2  # type: ignore[misc]
    assert (Reminder.objects.count(), Missed.objects.count()) == (10, 10)
    for template in ("todos_due", "todo_late"):
        assert Message.objects.filter(template=template).count() == 2


def _by_two(work: Callable[[], int]) -> list[int]:
    start, found = threading.Barrier(2), []

    def at_once() -> None:
        try:
            start.wait(5)
            found.append(work())
        finally:
            connection.close()

    workers = [threading.Thread(target=at_once) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    assert len(found) == 2
    return found
