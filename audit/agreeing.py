"""Answering what somebody else must agree to (``core.second_person``)."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied

from audit.moves import move
from core import clock
from core.actor import Actor
from core.second_person import SecondPerson

Row = TypeVar("Row", bound=SecondPerson)


class AskedThemselves(PermissionDenied):
    """Whoever asked for something is not who agrees to it."""


def give_answer(
    row: Row,
    event: str,
    *,
    note: str,
    by: Actor,
    claim_reference: str = "",
    person_id: UUID | None = None,
    also: dict[str, Any] | None = None,
    **data: Any,
) -> Row:
    """Agree ("agree") to what somebody else asked for, or refuse it ("refuse"): one move, on the record. ``also`` is
    saved with it.

    Raises AskedThemselves for who asked, MoveRefused for who may not or once it was answered.
    """
    if by.user_id is None or by.user_id == row.asked_by_id:
        raise AskedThemselves("Somebody else has to agree to what one asked for")
    answered = {"answered_at": clock.now(), "answered_by_id": by.user_id, "answered_by_name": by.name}
    set_fields = {**answered, "answer_note": note, **(also or {})}
    return move(row, event, by=by, claim_reference=claim_reference, person_id=person_id, set_fields=set_fields, **data)


def end_asking(
    row: Row, *, by: Actor, claim_reference: str = "", set_fields: dict[str, Any] | None = None, **data: Any
) -> Row:
    """Nobody has to agree any more. Raises MoveRefused once it was answered."""
    ended = {"answered_at": clock.now(), **(set_fields or {})}
    return move(row, "end", by=by, claim_reference=claim_reference, set_fields=ended, **data)
