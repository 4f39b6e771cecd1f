"""The only ways a row changes its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models, transaction

from audit.services import record, record_all
from core.actor import Actor
from core.states import MoveRefused, StateTable

Row = TypeVar("Row", bound=models.Model)


def move(
    instance: Row,
    event: str,
    *,
    by: Actor,
    claim_reference: str = "",
    person_id: UUID | None = None,
    set_fields: dict[str, Any] | None = None,
    **data: Any,
) -> Row:
    """Lock the row, check that it may make this move and that this actor may, make it, and record it.

    The model names its table as ``STATES``. ``set_fields`` are saved with the state; ``data`` goes to the
    event. Returns the row as it now is; the instance given is brought in step. Raises MoveRefused.
    """
    table: StateTable = instance.STATES  # type: ignore[attr-defined]
    with transaction.atomic():
        locked = type(instance)._default_manager.select_for_update(of=("self",)).get(pk=instance.pk)
        made = table.check(locked, event, by)
        before = getattr(locked, table.field)
        changes = {**(set_fields or {}), table.field: made.target}
        for name, value in changes.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(changes))
        record(
            f"{locked._meta.model_name}_{made.past}",
            by=by,
            subject=locked,
            claim_reference=claim_reference,
            person_id=person_id,
            before=before,
            after=made.target,
            **data,
        )
    for name, value in changes.items():
        setattr(instance, name, value)
    return locked


def move_all(
    instances: Iterable[Row],
    event: str,
    *,
    by: Actor,
    set_fields: Callable[[Row], dict[str, Any]] = lambda _row: {},
    data: Callable[[Row], dict[str, Any]] = lambda _row: {},
) -> list[Row]:
    """Do the same as ``move`` for many rows of one model in four queries, leaving out those that cannot make this move
    (any more). ``set_fields`` and ``data`` say what is saved and noted of each. Returns the rows that moved, in the
    order of their keys. Raises MoveRefused when this actor may not."""
    given = {row.pk: row for row in instances}
    if not given:
        return []
    model = type(next(iter(given.values())))
    table: StateTable = model.STATES  # type: ignore[attr-defined]
    made = table.find(event)
    if not made.allows(by):
        raise MoveRefused(f"{by.name or 'A visitor'} may not {event} {model._meta.label}")
    with transaction.atomic():
        rows = model._default_manager.select_for_update(of=("self",)).filter(pk__in=given).order_by("pk")
        moved = [row for row in rows if getattr(row, table.field) in made.sources]
        before = {row.pk: getattr(row, table.field) for row in moved}
        changed: set[str] = {table.field}
        for row in moved:
            changes = {**set_fields(row), table.field: made.target}
            changed |= changes.keys()
            for name, value in changes.items():
                setattr(row, name, value)
                setattr(given[row.pk], name, value)
        if moved:
            _write(moved, sorted(changed))
            about = [(row, {"before": before[row.pk], "after": made.target, **data(row)}) for row in moved]
            record_all(f"{model._meta.model_name}_{made.past}", by=by, about=about)
    return moved


def _write(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """Save these fields of rows that exist. One query; not by bulk_update, which takes ten times as long."""
    model = type(rows[0])
    by_name = {each.name: each for each in model._meta.concrete_fields}
    key, fields = model._meta.pk, [by_name[name] for name in names]
    all_fields = [key, *fields]
    values = [[each.get_db_prep_save(getattr(row, each.attname), connection) for row in rows] for each in all_fields]
    table, column = connection.ops.quote_name(model._meta.db_table), {each: f'"{each.column}"' for each in all_fields}
    sets = ", ".join(f"{column[each]} = given.{column[each]}" for each in fields)
    arrays = ", ".join(f"%s::{each.db_type(connection)}[]" for each in all_fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {sets} FROM unnest({arrays}) AS given ({', '.join(column.values())})"  # noqa: S608
            f" WHERE {table}.{column[key]} = given.{column[key]}",
            values,
        )
