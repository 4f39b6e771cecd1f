"""Asking for more time: a few days at once, more from staff; every day that a to-do had is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.actors import actor_for
from accounts.models import Person
from core.actor import Actor
from core.states import MoveRefused
from journal.deadlines import MoreTime, TodoNote, WhyThatDay
from journal.models import Entry, Todo
from journal.more_time import CannotAskForTime, ask_more_time, give_more_time, latest_day, refuse_more_time
from journal.pauses import _PAUSES, Pause, add_pauses
from journal.services import complete_todo, create_todo, move_due_day
from notifications.selectors import outbox_for

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("Tests")
DUE = date(2026, 6, 30)  # a Tuesday
LATER, MUCH_LATER = date(2026, 7, 6), date(2026, 7, 20)


@pytest.fixture(autouse=True)
def in_june() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 6, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def todo(person: Person, in_june: None) -> Todo:
    return create_todo(person=person, kind="call_us", due=DUE, subject="UC-1", details="About your rent", by=SYSTEM)


def days_of(todo: Todo) -> list[tuple[date, str]]:
    return list(todo.due_days.values_list("day", "why"))


def test_a_day_that_is_none_of_work_moves_on(person: Person) -> None:
    for kind, asked, due in (
        ("call_us", date(2026, 8, 1), date(2026, 8, 4)),  # a Saturday, and a bank holiday in Scotland after it
        ("evidence", date(2026, 12, 25), date(2026, 12, 29)),
    ):
        assert create_todo(person=person, kind=kind, due=asked, by=SYSTEM).due == due


def test_a_few_days_more_are_given_at_once_and_every_day_is_kept(person: Person, todo: Todo) -> None:
    asked = ask_more_time(todo=todo, until=LATER, why="Away", by=actor_for(person.user))
    assert (asked.state, asked.answered_by_name) == ("allowed", "More time")
    todo.refresh_from_db()
    assert todo.due == LATER
    assert days_of(todo) == [(DUE, "asked"), (LATER, "more_time")]
    assert list(Entry.objects.order_by("at", "pk").values_list("kind", flat=True))[-2:] == [
        "more_time_asked",
        "more_time_given",
    ]
    # Days that were given count from the first one: asking again and again does not move it on for ever.
    waits = ask_more_time(todo=todo, until=date(2026, 7, 10), why="Still away", by=actor_for(person.user))
    assert waits.state == "asked"


def test_what_staff_answer(person: Person, todo: Todo, adviser: Actor) -> None:
    by = actor_for(person.user)
    asked = ask_more_time(todo=todo, until=MUCH_LATER, why="In Spain", by=by)
    assert asked.state == "asked"
    assert ask_more_time(todo=todo, until=LATER, why="Again", by=by) == asked
    refuse_more_time(todo=todo, words="We need it before the payment", by=adviser)
    refuse_more_time(todo=todo, words="Twice", by=adviser)
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by_name) == ("refused", "Rosa Hughes")
    assert [note.words for note in TodoNote.objects.order_by("at", "pk")] == [
        "About your rent",
        "In Spain",
        "We need it before the payment",
    ]
    assert outbox_for(str(person.pk)).filter(template="todo_answered").count() == 1

    again = ask_more_time(todo=todo, until=MUCH_LATER, why="My flight", by=by)
    give_more_time(todo=todo, until=MUCH_LATER, words="Yes", by=adviser)
    again.refresh_from_db()
    todo.refresh_from_db()
    assert (again.state, todo.due) == ("allowed", MUCH_LATER)
    with pytest.raises(CannotAskForTime):
        give_more_time(todo=todo, until=MUCH_LATER, words="Again", by=adviser)


def test_what_may_not_be_asked(person: Person, stranger: Person, todo: Todo, adviser: Actor) -> None:
    by = actor_for(person.user)
    latest = latest_day(todo)
    assert latest == date(2026, 7, 28)
    for until in (DUE, date(2026, 6, 1), latest + timedelta(days=1)):
        with pytest.raises(CannotAskForTime):
            ask_more_time(todo=todo, until=until, why="Why", by=by)
    for nobody in (actor_for(stranger.user), adviser, SYSTEM):
        with pytest.raises(MoveRefused):
            ask_more_time(todo=todo, until=LATER, why="Why", by=nobody)
    for claimant in (by, actor_for(stranger.user)):
        with pytest.raises(MoveRefused):
            give_more_time(todo=todo, until=LATER, words="Yes", by=claimant)
    never = create_todo(person=person, kind="account_needed", due=DUE, by=SYSTEM)
    assert latest_day(never) is None
    assert not MoreTime.objects.exists()


def test_what_waits_ends_with_the_todo(person: Person, todo: Todo) -> None:
    ask_more_time(todo=todo, until=MUCH_LATER, why="Away", by=actor_for(person.user))
    complete_todo(todo=todo, by=SYSTEM)
    assert MoreTime.objects.get().state == "withdrawn"
    with pytest.raises(MoveRefused):
        move_due_day(todo=todo, day=LATER, why=WhyThatDay.STAFF, by=SYSTEM)


def test_the_page_says_all_of_it_and_its_buttons_do_what_they_say(
    person: Person, stranger: Person, browser: Any
) -> None:
    todo = create_todo(person=person, kind="asked_by_staff", due=DUE, details="Bring <b>both</b>", by=SYSTEM)
    address, more = (reverse(f"journal:{name}", args=[todo.pk]) for name in ("todo", "todo_more_time"))
    client = browser(person.user_id)
    page = client.get(address).content.decode()
    for words in ("Do this by 30 June 2026", "Bring &lt;b&gt;both&lt;/b&gt;", "Ask for more time", "I have done it"):
        assert words in page
    answer = client.post(more, {"until-day": "30", "until-month": "6", "until-year": "2026", "reason": ""})
    for words in ("Error: ", "Enter a day after the one by which we asked for it", "Enter why you need more time"):
        assert words in answer.content.decode()
    asked = {"until-day": "20", "until-month": "7", "until-year": "2026", "reason": "Away"}
    assert client.post(more, asked).url == address
    page = client.get(address).content.decode()
    assert "You asked for time until 20 July 2026. We have not answered yet." in page
    with time_machine.travel(datetime(2026, 7, 2, 12, tzinfo=UTC)):
        assert "This is not late while we look at it" in browser(person.user_id).get(address).content.decode()
    client.post(address, {"do": "take-back"})
    assert MoreTime.objects.get().state == "withdrawn"
    for nobody in (browser(stranger.user_id),):
        assert {nobody.get(each).status_code for each in (address, more)} == {404}
        assert nobody.post(address, {"do": "done"}).status_code == 404
    # What is given at once is given once, and whoever presses twice is told the same.
    soon = {**asked, "until-day": "4", "reason": "Ill"}  # a Saturday
    for _ in range(2):
        assert "You have until 6 July 2026." in client.post(more, soon, follow=True).content.decode()
    assert MoreTime.objects.filter(state="allowed").count() == 1
    client.post(address, {"do": "done"})
    assert "Done" in client.get(address).content.decode()
    assert "what you sent was not kept" in client.post(more, asked, follow=True).content.decode()


def test_the_calendar_file_says_when_and_not_what(person: Person, browser: Any, todo: Todo) -> None:
    response = browser(person.user_id).get(reverse("journal:todo_calendar", args=[todo.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="to-do.ics"'
    event = response.content.decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260630" in event
    for fact in ("Call", "rent", "sam@", "UC-1"):
        assert fact not in event


def test_what_stands_still_is_not_late(person: Person, browser: Any, todo: Todo, monkeypatch: Any) -> None:
    monkeypatch.setattr("journal.pauses._PAUSES", [*_PAUSES])
    add_pauses(lambda people, _on: dict.fromkeys(people, Pause("You told us that you are in hospital.")))
    with time_machine.travel(datetime(2026, 7, 2, 12, tzinfo=UTC)):
        client = browser(person.user_id)
        for address in (reverse("journal:todos"), reverse("journal:todo", args=[todo.pk])):
            page = client.get(address).content.decode()
            assert "You told us that you are in hospital. You do not have to do th" in page
            assert "Late" not in page
