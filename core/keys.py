"""Sealing every secret anew with the current key, so that an old one can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection, models, transaction
from psycopg import sql
from psycopg.errors import LockNotAvailable

from core.fields import SecretTextField, current_key_label, decrypt, encrypt

BATCH = 500
WAIT_SECONDS = 10
"""For one row that somebody is changing, before it is left."""


@dataclass(slots=True)
class Resealed:
    """What became of one model's rows: how many were sealed anew, how many still are not, and the primary keys
    of those that no key we have opens."""

    rows: int = 0
    left: int = 0
    closed: list[str] = field(default_factory=list)


Resealing = Callable[..., Resealed]
"""Seals files anew with the current key (``dry_run=True``: only counts), and says what became of them."""
SEALED_FILES: dict[str, Resealing] = {}
"""By the model whose rows name the files."""


def add_sealed_files(label: str, resealing: Resealing) -> None:
    """Have these files sealed anew with everything else. Higher packages say so at start-up (``AppConfig.ready``)."""
    SEALED_FILES[label] = resealing


def models_with_secrets() -> Iterator[tuple[type[models.Model], list[SecretTextField]]]:
    """Every table with encrypted columns."""
    for model in apps.get_models(include_auto_created=True):
        secrets = [each for each in model._meta.local_concrete_fields if isinstance(each, SecretTextField)]
        if secrets and model._meta.managed and not model._meta.proxy:
            yield model, secrets


def reseal(model: type[models.Model], secrets: list[SecretTextField], *, batch: int = BATCH) -> Resealed:
    """Seal with the current key every secret of this table that is sealed with another.

    A batch is a transaction, so that it can be stopped and begun again. Rows that somebody is changing are passed
    over, and come last, one at a time, so that nobody who holds several waits for one of ours; those that stay locked
    are counted as left. Nothing but the cipher changes, also where rows are only ever added: the value and its digest
    stay what they were, so the triggers that would refuse or note a change look away.
    """
    done = Resealed()
    _reseal_rows(model, secrets, done, batch=batch, is_waiting=False)
    done.left = how_many_left(model, secrets)
    if done.left > len(done.closed):
        _reseal_rows(model, secrets, done, batch=1, is_waiting=True)
        done.left = how_many_left(model, secrets)
    return done


def how_many_left(model: type[models.Model], secrets: list[SecretTextField]) -> int:
    """Of how many rows a secret is sealed with another key than the current one."""
    condition, values = _is_not_current(secrets)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {} WHERE {}").format(_table(model), condition), values)
        return int(cursor.fetchone()[0])


def _reseal_rows(
    model: type[models.Model], secrets: list[SecretTextField], done: Resealed, *, batch: int, is_waiting: bool
) -> None:
    last = None
    while True:
        try:
            # The inner savepoint, because the triggers are told to look again also after a wait in vain.
            with transaction.atomic(), pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
                if is_waiting:
                    cursor.execute(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
                cursor.execute(*_not_current(model, secrets, after=last, limit=batch, is_waiting=is_waiting))
                rows = cursor.fetchall()
                for key, *cells in rows:
                    _reseal_row(cursor, model, key, list(zip(secrets, cells, strict=True)), done)
        except OperationalError as reason:
            if not isinstance(reason.__cause__, LockNotAvailable):
                raise
            return
        if not rows:
            return
        last = rows[-1][0]


def _reseal_row(
    cursor: Any, model: type[models.Model], key: Any, cells: list[tuple[SecretTextField, Any]], done: Resealed
) -> None:
    label, changes = current_key_label(), {}
    try:
        for secret, cell in cells:
            if cell is not None and not bytes(cell).startswith(label):
                place = secret.place_in_row(key)
                changes[secret.column] = encrypt(decrypt(bytes(cell), bound_to=place), bound_to=place)
    except (InvalidTag, ImproperlyConfigured):
        if str(key) not in done.closed:
            done.closed.append(str(key))
        return
    pairs: list[sql.Composable] = [sql.SQL("{} = %s").format(sql.Identifier(str(column))) for column in changes]
    columns = sql.SQL(", ").join(pairs)
    statement = sql.SQL("UPDATE {} SET {} WHERE {} = %s").format(_table(model), columns, _key(model))
    cursor.execute(statement, [*changes.values(), key])
    done.rows += 1


def _not_current(
    model: type[models.Model], secrets: list[SecretTextField], *, after: Any, limit: int, is_waiting: bool
) -> tuple[sql.Composed, list[Any]]:
    """The next rows, by primary key, of which a secret is sealed with another key; locked."""
    condition, values = _is_not_current(secrets)
    names: list[sql.Composable] = [_key(model), *map(_column, secrets)]
    columns = sql.SQL(", ").join(names)
    where = sql.SQL("({})").format(condition)
    if after is not None:
        where += sql.SQL(" AND {} > %s").format(_key(model))
        values.append(after)
    statement = sql.SQL("SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT %s FOR UPDATE{}")
    locked = sql.SQL("" if is_waiting else " SKIP LOCKED")
    return statement.format(columns, _table(model), where, _key(model), locked), [*values, limit]


def _is_not_current(secrets: list[SecretTextField]) -> tuple[sql.Composed, list[Any]]:
    label = current_key_label()
    # An empty cell is null, which differs from nothing.
    other = sql.SQL("substring({} from 1 for %s) <> %s")
    conditions: list[sql.Composable] = [other.format(_column(each)) for each in secrets]
    return sql.SQL(" OR ").join(conditions), [value for _ in secrets for value in (len(label), label)]


def _table(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _key(model: type[models.Model]) -> sql.Identifier:
    return _column(model._meta.pk)


def _column(field: models.Field[Any, Any]) -> sql.Identifier:
    return sql.Identifier(str(field.column))
