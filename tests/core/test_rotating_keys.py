"""Keys are changed while people use the service: nothing that they write is lost, and nobody has to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import Person
from core import clock, keys
from core.actor import Channel
from core.fields import digest

pytestmark = pytest.mark.django_db(transaction=True)
NEW = b"2" * 32


def nino(number: int) -> str:
    return f"QQ{number:06}C"


@pytest.fixture
def people(settings: Any) -> list[Person]:
    """Sealed under the key before the current one."""
    now = clock.now()
    made = [Person.objects.create(nino=nino(n), created_at=now, created_through=Channel.ONLINE) for n in range(12)]
    settings.SECRET_KEYS = {"new": NEW, **settings.SECRET_KEYS}
    return made


def rotate(**options: Any) -> str:
    said = StringIO()
    call_command("rotate_keys", stdout=said, stderr=said, **options)
    return said.getvalue()


def beside(work: Callable[[], None], failures: list[BaseException]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_what_is_written_meanwhile_is_kept(people: list[Person], settings: Any) -> None:
    failures: list[BaseException] = []
    written: dict[Any, str] = {}
    begun, stop = threading.Event(), threading.Event()

    def write() -> None:
        turn = 100
        while not stop.is_set():
            for person in people:
                turn += 1
                with transaction.atomic():
                    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
                    assert row.nino == written.get(person.pk, person.nino)
                    row.nino = nino(turn)
                    row.save()
                written[person.pk] = nino(turn)
                begun.set()

    writer = beside(write, failures)
    begun.wait(10)
    try:
        # Two at once, as when somebody begins it again before the first has ended.
        second = beside(lambda: str(rotate(batch=2)), failures)
        assert "accounts.Person: " in rotate(batch=1)
        second.join()
    finally:
        stop.set()
        writer.join()
    assert not failures
    settings.SECRET_KEYS = {"new": NEW}
    for person in people:
        row = Person.objects.get(nino_digest=digest(written[person.pk]))
        assert (row.pk, row.nino) == (person.pk, written[person.pk])


def test_a_row_that_stays_locked_is_left_for_the_next_time(
    people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "WAIT_SECONDS", 0.01)
    held, done = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def hold() -> None:
        with transaction.atomic():
            Person.objects.select_for_update(of=("self",)).get(pk=people[3].pk)
            held.set()
            done.wait(30)

    holder = beside(hold, failures)
    held.wait(10)
    try:
        with pytest.raises(CommandError, match="1 rows are still sealed with another key"):
            rotate()
    finally:
        done.set()
        holder.join()
    assert "accounts.Person: 1 sealed anew, 0 left" in rotate()
    assert not failures


def test_a_row_that_is_locked_for_a_moment_is_waited_for(people: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    held, seen = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def hold() -> None:
        with transaction.atomic():
            Person.objects.select_for_update(of=("self",)).get(pk=people[3].pk)
            held.set()
            seen.wait(30)

    plain = keys._reseal_rows

    def resealed(*args: Any, is_waiting: bool, **options: Any) -> None:
        if is_waiting:
            seen.set()
        plain(*args, is_waiting=is_waiting, **options)

    monkeypatch.setattr(keys, "_reseal_rows", resealed)
    holder = beside(hold, failures)
    held.wait(10)
    said = rotate()
    holder.join()
    assert "accounts.Person: 12 sealed anew, 0 left" in said
    assert not failures


def test_a_dry_run_counts_and_changes_nothing(people: list[Person]) -> None:
    assert "accounts.Person: 12 to seal anew" in rotate(dry_run=True)
    assert "accounts.Person: 12 sealed anew, 0 left" in rotate()
    assert "accounts.Person: 0 to seal anew" in rotate(dry_run=True)
