"""The only way a row changes its state."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from audit.services import record
from core.actor import Actor
from core.states import StateTable

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
