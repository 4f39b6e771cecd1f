"""A connection that was kept is used while it stands; what was prepared on it answers, whatever has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import NotSupportedError, connection

pytestmark = pytest.mark.django_db

TABLE = "prepared_statements_of_tests"


@pytest.fixture
def kept() -> Iterator[Any]:
    """A connection as a request finds it that another was answered on."""
    wrapper = connection.copy()
    wrapper.ensure_connection()
    wrapper.health_check_enabled, wrapper.health_check_done = True, False
    yield wrapper
    wrapper.close()


@pytest.fixture
def other() -> Iterator[Any]:
    wrapper = connection.copy()
    yield wrapper
    wrapper.close()


def ask(wrapper: Any, sql: str, *values: Any) -> list[Any]:
    with wrapper.prepared_cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def process_of(wrapper: Any) -> int:
    return int(wrapper.connection.info.backend_pid)


def test_a_statement_is_read_once_and_what_it_is_given_each_time(kept: Any) -> None:
    assert [ask(kept, "SELECT 1 + %s", number) for number in (1, 2, 3)] == [[(2,)], [(3,)], [(4,)]]
    with kept.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements")
        assert cursor.fetchall() == [("SELECT 1 + $1", 3)]


def test_a_connection_that_stands_is_used_without_asking(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "is_usable", lambda: pytest.fail("A question that tells nothing"))
    process = process_of(kept)
    assert ask(kept, "SELECT 1") == [(1,)]
    assert process_of(kept) == process


def test_one_that_the_server_ended_is_replaced(kept: Any, other: Any) -> None:
    process = process_of(kept)
    with other.cursor() as cursor:
        # It waits until the server's process is gone, as long as five seconds.
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
        assert cursor.fetchall() == [(True,)]
    assert ask(kept, "SELECT 1") == [(1,)]
    assert process_of(kept) != process


def test_one_on_which_something_else_was_said_is_asked_and_kept(kept: Any, other: Any) -> None:
    process = process_of(kept)
    with kept.cursor() as cursor:
        cursor.execute("LISTEN tests")
    with other.cursor() as cursor:
        cursor.execute("NOTIFY tests")
        cursor.execute("SELECT 1")
    kept.health_check_done = False
    assert ask(kept, "SELECT 1") == [(1,)]
    assert process_of(kept) == process


@pytest.fixture
def table(other: Any) -> Iterator[str]:
    with other.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} AS SELECT 'Ama'::varchar(10) AS name")
    yield f"SELECT name FROM {TABLE}"
    with other.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


def widen(other: Any) -> None:
    """What a migration does while the service runs."""
    with other.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} ALTER name TYPE varchar(20)")


def test_a_statement_whose_columns_were_migrated_since_is_read_anew(kept: Any, other: Any, table: str) -> None:
    assert ask(kept, table) == [("Ama",)]
    widen(other)
    assert ask(kept, table) == ask(kept, table) == [("Ama",)]


def test_within_a_transaction_it_fails_and_does_not_hide_that_all_of_it_did(kept: Any, other: Any, table: str) -> None:
    ask(kept, table)
    widen(other)
    with kept.cursor() as cursor:
        cursor.execute("BEGIN")
    with pytest.raises(NotSupportedError):
        ask(kept, table)
    with kept.cursor() as cursor:
        cursor.execute("ROLLBACK")
    assert ask(kept, table) == [("Ama",)]
