"""Sealing: every row once, however long whoever wrote it took, and nobody waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from audit import sealing
from audit.canonical import unpacked
from audit.models import Access, Event, Seal
from audit.sealing import oldest_unsealed, seal_new_rows
from audit.services import record
from audit.tasks import seal
from core import clock
from core.actor import Actor
from tests.audit.records import happen, read

SYSTEM = Actor.system("Tests")


def sealed_positions(table: str = "audit_event") -> list[int]:
    return [row.position for seal in Seal.objects.filter(table=table).order_by("number") for row in unpacked(seal.rows)]


def positions() -> list[int]:
    return list(Event.objects.order_by("position").values_list("position", flat=True))


@contextmanager
def on_another_connection(deed: Callable[[], Any]) -> Iterator[None]:
    """Somebody did this in a transaction that goes on until the block ends."""
    done, may_end = threading.Event(), threading.Event()
    problems: list[Exception] = []

    def run() -> None:
        try:
            with transaction.atomic():
                deed()
                done.set()
                assert may_end.wait(20)
        except Exception as problem:
            problems.append(problem)
        finally:
            done.set()
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    assert done.wait(20)
    try:
        yield
    finally:
        may_end.set()
        thread.join(20)
    assert not problems


@pytest.mark.django_db
def test_a_seal_says_which_rows_were_there() -> None:
    happen(3)
    read(2)
    assert (seal_new_rows().seals, Seal.objects.count()) == (2, 2)
    events, accesses = Seal.objects.order_by("number")
    assert (events.table, events.number, events.count, events.first) == ("audit_event", 1, 3, 1)
    assert events.last == Event.objects.latest("position").position
    assert (accesses.table, accesses.number, accesses.count) == ("audit_access", 2, 2)
    assert (events.previous_hash, accesses.previous_hash) == ("0" * 64, events.hash)
    assert sealed_positions() == positions()


@pytest.mark.django_db
def test_what_is_sealed_is_not_sealed_again() -> None:
    happen(2)
    seal_new_rows()
    assert seal_new_rows().seals == 0
    happen(1)
    assert (seal_new_rows().rows, sealed_positions()) == (1, positions())


@pytest.mark.django_db
def test_many_rows_make_several_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "ROWS_A_SEAL", 3)
    happen(7)
    assert seal_new_rows().seals == 3
    assert list(Seal.objects.order_by("number").values_list("count", flat=True)) == [3, 3, 1]
    assert sealed_positions() == positions()


@pytest.mark.django_db
def test_positions_that_were_drawn_by_what_was_undone_are_nobodys() -> None:
    happen(1)
    with transaction.atomic():
        happen(2)
        transaction.set_rollback(True)
    happen(1)
    seal_new_rows()
    assert sealed_positions() == positions()
    assert Seal.objects.get().count == 2


@pytest.mark.django_db
def test_a_writer_does_not_choose_the_position() -> None:
    happen(1)
    [event] = Event.objects.bulk_create([Event(position=1, at=clock.now(), user_name="x", channel="online", kind="y")])
    assert event.position > Event.objects.earliest("position").position
    assert record("more", by=SYSTEM).position > event.position


@pytest.mark.django_db(transaction=True)
def test_a_row_that_appears_late_is_sealed_with_those_after_it() -> None:
    happen(1)
    with on_another_connection(lambda: happen(1)):
        happen(1)  # nobody waits for the other one
        came = seal_new_rows(patience_seconds=0)
        assert came.passed_over == ["audit_event"]
        assert sealed_positions() == []
    assert seal_new_rows().rows == 3
    assert sealed_positions() == positions()


@pytest.mark.django_db(transaction=True)
def test_who_writes_while_it_is_sealed_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    happen(1)
    monkeypatch.setattr(sealing, "read_rows", lambda *a, rows=sealing.read_rows, **k: meanwhile(rows(*a, **k)))
    took = []

    def meanwhile(rows: Any) -> Any:
        began = time.monotonic()
        with on_another_connection(lambda: happen(1)):
            took.append(time.monotonic() - began)
        return rows

    seal_new_rows()
    assert took
    assert max(took) < 5
    assert len(sealed_positions()) == 1
    monkeypatch.undo()
    seal_new_rows()
    assert sealed_positions() == positions()


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_writes_nothing_here_holds_nothing_up() -> None:
    happen(1)

    def elsewhere() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE nothing ON COMMIT DROP AS SELECT 1")
            cursor.execute("SELECT count(*) FROM audit_event")

    with on_another_connection(elsewhere):
        assert seal_new_rows(patience_seconds=0).rows == 1


@pytest.mark.django_db(transaction=True)
def test_there_is_one_sealer() -> None:
    happen(1)
    with on_another_connection(sealing._is_only_sealer):
        assert seal_new_rows().seals == 0
    assert seal_new_rows().seals == 1


@pytest.mark.django_db(transaction=True)
def test_many_who_write_at_once_are_all_sealed() -> None:
    """Sealed over and over while four people write and some of it is undone: each row once, in order."""
    stop = threading.Event()

    def write() -> None:
        try:
            for number in range(25):
                with transaction.atomic():
                    happen(2)
                    transaction.set_rollback(number % 5 == 0)
        finally:
            connections.close_all()

    def keep_sealing() -> None:
        try:
            while not stop.is_set():
                seal_new_rows()
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(4)]
    sealers = [threading.Thread(target=keep_sealing) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join(60)
    stop.set()
    for thread in sealers:
        thread.join(60)
    seal_new_rows()
    assert len(positions()) == 4 * 20 * 2
    assert sealed_positions() == positions()
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == [
        *range(1, Seal.objects.count() + 1)
    ]


@pytest.mark.django_db
def test_how_old_the_oldest_unsealed_row_is() -> None:
    assert oldest_unsealed() is None
    happen(2)
    first = Event.objects.earliest("position")
    Access.objects.bulk_create([Access(at=first.at - timedelta(days=1), user_name="x", channel="online", page="y")])
    assert oldest_unsealed() == first.at - timedelta(days=1)
    seal()
    assert oldest_unsealed() is None


@pytest.mark.django_db
def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    happen(2)
    call_command("seal_audit")
    assert capsys.readouterr().out == "2 rows sealed, in 1 seals\n"


@pytest.mark.django_db(transaction=True)
def test_the_command_says_what_it_could_not_do() -> None:
    with on_another_connection(lambda: happen(1)), pytest.raises(CommandError, match="audit_event"):
        call_command("seal_audit", patience=0)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"count": 3}, {"hash": "0" * 64}])
def test_a_seal_is_never_changed(change: dict[str, Any]) -> None:
    happen(1)
    seal_new_rows()
    with pytest.raises(Exception, match="Cannot"), transaction.atomic():
        Seal.objects.update(**change)
    with pytest.raises(Exception, match="Cannot"), transaction.atomic():
        Seal.objects.all().delete()
