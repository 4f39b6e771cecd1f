"""Rows as a test wrote them, and the SQL that writes them again."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import pgtrigger
from django.db import connection

from core.prepared import prepared_cursor

Rows = dict[tuple[str, str], str]  # a table and a key in it: the row, as JSON

DRAWN = "position"
"""Where a table has a trigger for it, the database fills it as a row comes (audit/migrations/0003_seals.py)."""


@dataclass(frozen=True)
class _Table:
    """A table, its columns and which of them are its key."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    draws_position: bool

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns that are kept."""
        return tuple(each for each in self.columns if not (self.draws_position and each == DRAWN))


@functools.cache
def _tables() -> dict[str, _Table]:
    """Every table but the diary of the queue, which its own triggers keep."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum),
                   array_agg(a.attname::text) FILTER (WHERE a.attnum = ANY(i.indkey)),
                   EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'draw_position')
              FROM pg_class c
              JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
               AND a.attgenerated = ''
             WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'procrastinate_events'
             GROUP BY c.oid, c.relname ORDER BY c.relname
            """
        )
        return {
            name: _Table(tuple(columns), tuple(key), draws_position)
            for name, columns, key, draws_position in cursor.fetchall()
        }


def rows_since(transaction: int, before: Rows | None = None) -> Rows:
    """What was written since that transaction, in the order in which it came; what is as before is
    kept once."""
    with prepared_cursor() as cursor:
        cursor.execute(_reading(), [transaction] * len(_tables()))
        rows = {(name, key): row for name, key, row in cursor.fetchall()}
    return {key: old if (old := (before or {}).get(key)) == row else row for key, row in rows.items()}


@functools.cache
def _reading() -> str:
    """Asks every table."""
    return " UNION ALL ".join(
        f"""(SELECT '{name}', jsonb_build_array({", ".join(table.key)})::text, (to_jsonb(t) {drawn})::text
               FROM "{name}" t WHERE xmin::text::bigint >= %s ORDER BY {order})"""
        for name, table in _tables().items()
        for drawn, order in [(f"- '{DRAWN}'", DRAWN) if table.draws_position else ("", ", ".join(table.key))]
    )


def difference(before: Rows, after: Rows) -> str:
    """What makes one of the other."""
    written: dict[str, list[str]] = {}
    for (name, key), row in after.items():
        if before.get((name, key)) != row:
            written.setdefault(name, []).append(row)
    statements = [_delete(name, key) for name, key in before.keys() - after.keys()]
    statements += [_insert(name, rows) for name, rows in written.items()]
    if not statements:
        return ""
    return "; ".join(
        [f"SELECT set_config('pgtrigger.ignore', '{{{','.join(_triggers())}}}', true)", *statements]
        + ["SELECT set_config('pgtrigger.ignore', NULL, false)"]
    )


def _insert(name: str, rows: list[str]) -> str:
    table = _tables()[name]
    columns = ", ".join(f'"{each}"' for each in table.kept)
    changes = ", ".join(f'"{each}" = EXCLUDED."{each}"' for each in table.kept)
    values = _literal(f"[{', '.join(rows)}]")
    return (
        f'INSERT INTO "{name}" ({columns}) SELECT {columns}'
        f' FROM jsonb_populate_recordset(NULL::"{name}", {values})'
        f" ON CONFLICT ({', '.join(table.key)}) DO UPDATE SET {changes}"
    )


def _delete(name: str, key: str) -> str:
    columns = ", ".join(_tables()[name].key)
    return f'DELETE FROM "{name}" WHERE jsonb_build_array({columns}) = {_literal(key)}::jsonb'


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


@functools.cache
def _triggers() -> tuple[str, ...]:
    """The triggers that keep histories and refuse changes, as they know themselves: their rows are among those kept."""
    return tuple(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
