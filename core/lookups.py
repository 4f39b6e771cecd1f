"""Making the hashes by which rows are found anew with the current key, so that an old one can be taken away.

Every such hash is made of what its own row holds sealed, so it can be made anew from that, also when the key that made
it is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from core.digests import HASH_BYTES, digest, digests, is_changing, key_label, lookup_keys
from core.fields import LookupDigestField

BATCH = 500

Digests = list[LookupDigestField]


@dataclass(slots=True)
class Renewed:
    """What became of one model's rows: how many hashes were made anew, how many are still of another key, and the rows
    that do not hold any more what theirs was made of."""

    rows: int = 0
    left: int = 0
    lost: list[str] = field(default_factory=list)


def models_with_digests() -> Iterator[tuple[type[models.Model], Digests]]:
    """Every table whose rows are found by keyed hashes."""
    for model in apps.get_models(include_auto_created=True):
        found = [each for each in model._meta.local_concrete_fields if isinstance(each, LookupDigestField)]
        if found and model._meta.managed and not model._meta.proxy:
            yield model, found


def how_many_left(model: type[models.Model], fields: Digests) -> int:
    """Of how many rows a hash was made with another key than the current one."""
    return _count(model, fields, list(lookup_keys())[:1])


def how_many_unknown(model: type[models.Model], fields: Digests) -> int:
    """Of how many rows a hash was made with a key that is not there any more: they cannot be found."""
    return _count(model, fields, list(lookup_keys()))


def renew(model: type[models.Model], fields: Digests, *, batch: int = BATCH) -> Renewed:
    """Make with the current key every hash of this table that was made with another.

    A batch is a transaction, so that it can be stopped and begun again. Rows that somebody is changing are passed over;
    a second round waits for them. The value stays what it was, so the triggers that would refuse or note a change look
    away.
    """
    done = Renewed()
    for is_waiting in (False, True):
        last = None
        while rows := _renew_batch(model, fields, done, after=last, limit=batch, is_waiting=is_waiting):
            last = rows[-1]
    done.left = how_many_left(model, fields)
    return done


def _renew_batch(
    model: type[models.Model], fields: Digests, done: Renewed, *, after: Any, limit: int, is_waiting: bool
) -> list[Any]:
    condition, values = _is_of_other(fields, list(lookup_keys())[:1])
    key = sql.Identifier(str(model._meta.pk.column))
    if after is not None:
        condition, values = sql.SQL("({}) AND {} > %s").format(condition, key), [*values, after]
    statement = sql.SQL("SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT %s FOR NO KEY UPDATE{}").format(
        key, _table(model), condition, key, sql.SQL("" if is_waiting else " SKIP LOCKED")
    )
    with transaction.atomic(), pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [*values, limit])
        keys = [each for (each,) in cursor.fetchall()]
        for row in model._base_manager.filter(pk__in=keys):
            for each in fields:
                _renew_cell(cursor, row, each, done)
    return keys


def _renew_cell(cursor: Any, row: models.Model, each: LookupDigestField, done: Renewed) -> None:
    kept = getattr(row, each.attname)
    if kept is None or _is_of(bytes(kept), next(iter(lookup_keys()))):
        return
    value = getattr(row, each.of)
    if not value:
        if str(row.pk) not in done.lost:
            done.lost.append(str(row.pk))
        return
    new = digest(value)
    statement = sql.SQL("UPDATE {} SET {} = %s WHERE {} = %s")
    columns = (sql.Identifier(str(each.column)), sql.Identifier(str(row._meta.pk.column)))
    cursor.execute(statement.format(_table(type(row)), *columns), [new, row.pk])
    for copy in each.copied_to:
        label, _, name = copy.rpartition(".")
        model = apps.get_model(label)
        column = sql.Identifier(str(model._meta.get_field(name).column))
        copies = sql.SQL("UPDATE {} SET {} = %s WHERE {} = ANY(%s)").format(_table(model), column, column)
        cursor.execute(copies, [new, [old for old in {*digests(value), bytes(kept)} if old != new]])
    done.rows += 1


def passing() -> Iterator[tuple[type[models.Model], str, int]]:
    """Hashes of another key that are of nothing that is kept: of a device's cookie, or a code on paper. They are known
    again while their key is there, and then not; how many there are of each kind, where there are any."""
    for model in apps.get_models():
        for each in model._meta.local_concrete_fields:
            if each.name.endswith("digest") and not isinstance(each, LookupDigestField):
                count = _count(model, [each], list(lookup_keys())[:1])  # type: ignore[list-item]
                if count:
                    yield model, each.name, count


def digests_in(rows: models.QuerySet[Any], name: str) -> Any:
    """By what other rows are found that hold the same as these: for ``__in``. A part of one statement; while a key is
    being changed a query of its own, because what is the same may be kept under two hashes."""
    rows = rows.exclude(**{name: None})
    if not is_changing():
        return rows.values(name)
    of = rows.model._meta.get_field(name).of
    found: set[bytes] = set()
    for row in rows:
        value = getattr(row, of)
        found.update(digests(value) if value else [bytes(getattr(row, name))])
    return list(found)


def _count(model: type[models.Model], fields: Digests, key_ids: list[str]) -> int:
    condition, values = _is_of_other(fields, key_ids)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {} WHERE {}").format(_table(model), condition), values)
        return int(cursor.fetchone()[0])


def _is_of_other(fields: Digests, key_ids: list[str]) -> tuple[sql.Composable, list[Any]]:
    """Whether a hash of a row was made with none of these keys; an empty cell is null, which is neither."""
    conditions: list[sql.Composable] = []
    values: list[Any] = []
    for each in fields:
        ofs: list[sql.Composable] = []
        for key_id in key_ids:
            label = key_label(key_id)
            ofs.append(sql.SQL("(octet_length({0}) = %s AND substring({0} from 1 for %s) = %s)").format(_column(each)))
            values += [len(label) + HASH_BYTES, len(label), label]
        conditions.append(sql.SQL("NOT ({})").format(sql.SQL(" OR ").join(ofs)))
    return sql.SQL(" OR ").join(conditions), values


def _is_of(kept: bytes, key_id: str) -> bool:
    label = key_label(key_id)
    return len(kept) == len(label) + HASH_BYTES and kept.startswith(label)


def _table(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _column(each: LookupDigestField) -> sql.Identifier:
    return sql.Identifier(str(each.column))
