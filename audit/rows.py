"""Reading what was recorded as it is hashed, and what the database says of its tables."""

from __future__ import annotations

from typing import Any

from django.db import connection
from psycopg import sql

from audit.canonical import FORMS, RowHash, hasher

# What PostgreSQL gives of a column, such that no setting of a session and no driver has a part in it.
_SELECTED = {
    "whole": "{}",
    "uuid": "{}::text",
    "time": "(extract(epoch FROM {}) * 1000000)::bigint",
    "text": "{}",
    "json": "{}::text",
}
_WRITERS = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND relation = %s::regclass AND mode = 'RowExclusiveLock' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND pid IS DISTINCT FROM pg_backend_pid()
"""
_TRIGGERS = (
    "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled IN ('O', 'A') AND NOT tgisinternal"
)


def read_rows(form: int, table: str, *, after: int, upto: int, limit: int) -> list[tuple[RowHash, str]]:
    """The first rows after one position, up to another, each with its id."""
    kinds = FORMS[form][table]
    chosen = [sql.SQL(_SELECTED[kind]).format(sql.Identifier(name)) for name, kind in kinds.items()]
    statement = sql.SQL("SELECT {} FROM {} WHERE position > %s AND position <= %s ORDER BY position LIMIT %s")
    rows = _all(statement.format(sql.SQL(", ").join(chosen), _name(table)), [after, upto, limit])
    row_hash, its_id = hasher(form, table), list(kinds).index("id")
    return [(row_hash(values), values[its_id]) for values in rows]


def some_rows(table: str, condition: str, values: list[Any], *, limit: int) -> tuple[list[tuple[int, str]], int]:
    """The position and id of the first rows for which this holds, and how many there are."""
    where = sql.SQL("FROM {} WHERE " + condition).format(_name(table))
    rows = _all(sql.SQL("SELECT position, id::text {} ORDER BY position LIMIT %s").format(where), [*values, limit])
    count = _all(sql.SQL("SELECT count(*) {}").format(where), values)[0][0] if rows else 0
    return rows, count


def last_drawn(table: str) -> int:
    """The position that was drawn last, by whomever, also if what drew it was undone; 0 before the first."""
    statement = sql.SQL("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {}")
    return int(_all(statement.format(_name(f"{table}_position")), [])[0][0])


def writers_to(table: str) -> set[str]:
    """The transactions, apart from this one, that have added to a table and not ended."""
    return {name for (name,) in _all(sql.SQL(_WRITERS), [f"public.{table}"])}


def triggers_of(table: str) -> list[str]:
    """The triggers of a table that are in force."""
    return [name for (name,) in _all(sql.SQL(_TRIGGERS), [f"public.{table}"])]


def _name(table: str) -> sql.Identifier:
    return sql.Identifier("public", table)


def _all(statement: sql.Composable, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
