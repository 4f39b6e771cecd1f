"""Asking people to do things, once, and noting that they are done."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.actors import actor_for
from accounts.models import Person
from accounts.services import add_person
from audit.models import Event
from core.actor import Actor
from core.states import MoveRefused
from journal.kinds import TODO_KINDS, TodoKind, add_todo_kind
from journal.models import Entry, Todo
from journal.selectors import open_todos
from journal.services import complete_open_todo, complete_todo, create_todo, withdraw_todo
from notifications.selectors import outbox_for
from tests.structure.test_url_access import EVERY

pytestmark = pytest.mark.django_db

DUE = date(2026, 6, 30)
SYSTEM = Actor.system("Tests")


def ask(person: Person, subject: str = "UC-1", kind: str = "verify_identity", by: Actor = SYSTEM) -> Todo:
    return create_todo(person=person, kind=kind, due=DUE, subject=subject, by=by)


def test_asking_again_while_it_is_open_changes_nothing(person: Person) -> None:
    first = ask(person)
    again = create_todo(person=person, kind="verify_identity", due=date(2027, 1, 1), subject="UC-1", by=SYSTEM)
    assert again == first
    assert Todo.objects.get().due == DUE
    assert Entry.objects.count() == 1
    assert Event.objects.filter(kind="todo_added").count() == 1


def test_another_subject_or_person_is_another_todo(person: Person, stranger: Person) -> None:
    assert len({ask(person).pk, ask(person, "UC-2").pk, ask(stranger).pk}) == 3


def test_once_done_it_can_be_asked_again(person: Person) -> None:
    first = ask(person)
    complete_todo(todo=first, by=SYSTEM)
    assert ask(person) != first


def test_the_database_refuses_two_open(person: Person) -> None:
    todo = ask(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Todo.objects.create(
            person=person, kind=todo.kind, subject=todo.subject, created_at=todo.created_at, created_by_name=""
        )


def test_an_unknown_kind_is_refused(person: Person) -> None:
    with pytest.raises(KeyError):
        ask(person, kind="juggle")


def test_a_message_goes_out_only_for_kinds_that_are_announced(person: Person, adviser: Actor) -> None:
    ask(person)
    assert not outbox_for(str(person.pk)).exists()
    ask(person, kind="account_needed")
    assert [message.template for message in outbox_for(str(person.pk))] == ["todo_added"]
    unreachable = add_person(by=adviser)
    assert ask(unreachable, kind="account_needed").state == "open"


def test_completing_is_recorded_and_told(person: Person) -> None:
    todo = ask(person)
    complete_todo(todo=todo, by=actor_for(person.user))
    stored = Todo.objects.get()
    assert stored.state == "done"
    assert stored.completed_at is not None
    assert Event.objects.get(kind="todo_completed").person_id == person.pk
    assert "Prove who you are" in Entry.objects.get(kind="todo_completed").text
    with pytest.raises(MoveRefused):
        complete_todo(todo=todo, by=SYSTEM)


def test_it_can_be_completed_by_what_it_is(person: Person, stranger: Person, adviser: Actor) -> None:
    todo, other = ask(person), ask(stranger)
    assert complete_open_todo(person=person, kind="verify_identity", subject="UC-1", by=adviser) == todo
    assert complete_open_todo(person=person, kind="verify_identity", subject="UC-1", by=adviser) is None
    assert Todo.objects.get(pk=other.pk).state == "open"


def test_nobody_completes_somebody_elses(person: Person, stranger: Person) -> None:
    todo = ask(person)
    for actor in (actor_for(stranger.user), Actor.anonymous()):
        with pytest.raises(MoveRefused):
            complete_todo(todo=todo, by=actor)
    with pytest.raises(MoveRefused):
        withdraw_todo(todo=todo, by=actor_for(person.user))
    assert Todo.objects.get().state == "open"


def test_staff_withdraw_what_is_no_longer_needed(person: Person, adviser: Actor) -> None:
    withdraw_todo(todo=ask(person), by=adviser)
    assert Todo.objects.get().state == "withdrawn"
    assert not open_todos(person).exists()


def test_what_is_done_is_not_opened_again(person: Person) -> None:
    complete_todo(todo=ask(person), by=SYSTEM)
    with pytest.raises(DatabaseError), transaction.atomic():
        Todo.objects.update(state="open")


def test_the_soonest_comes_first(person: Person) -> None:
    never = create_todo(person=person, kind="verify_identity", due=None, subject="a", by=SYSTEM)
    late = create_todo(person=person, kind="verify_identity", due=date(2026, 8, 1), subject="b", by=SYSTEM)
    soon = create_todo(person=person, kind="verify_identity", due=date(2026, 7, 1), subject="c", by=SYSTEM)
    assert list(open_todos(person)) == [soon, late, never]


def test_a_kind_has_words_and_a_page_that_exists() -> None:
    named = {each.name: len(each.converters) for each in EVERY}
    for kind in TODO_KINDS.values():
        assert all(str(words) for words in (kind.title, kind.why, kind.if_missed))
        if kind.url_name:
            assert named[kind.url_name] == kind.url_takes_subject


def test_two_kinds_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="verify_identity"):
        add_todo_kind(TodoKind("verify_identity", "Another", "Why", "Or else"))


@pytest.mark.django_db(transaction=True)
def test_asked_twice_at_once_there_is_one(person: Person) -> None:
    start = threading.Barrier(3)
    made: list[Todo] = []

    def work() -> None:
        try:
            start.wait(5)
            made.append(ask(person))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(10)
    assert len(made) == 3
    assert {todo.pk for todo in made} == {Todo.objects.get().pk}
