"""The copy itself: what each section of the register holds about somebody, as JSON with what every key means."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.backends.postgresql.psycopg_any import Range
from django.utils import translation

from accounts.models import Person
from core import clock
from privacy.register import LEFT_OUT, SECTIONS
from privacy.section import Section

FORM = 1
"""The shape of the document; a later one that is shaped otherwise says so by another number."""


def document_of(person: Person) -> dict[str, Any]:
    """Everything that we give somebody of what we hold about them, in their language.

    ``sections`` in order: each with its key, title, what its keys mean, and its rows. Dates and moments are in ISO form
    (moments in UTC), ranges of days a pair of which the second is the day after the last, money in pence.
    """
    with translation.override(person.language):
        return {
            "form": FORM,
            "made_at": _plain(clock.now()),
            "language": person.language,
            "name": person.full_name,
            "sections": [_section(each, person) for each in SECTIONS],
            "left_out": [{"what": str(each.what), "why": str(each.why)} for each in LEFT_OUT],
        }


def _section(section: Section, person: Person) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": str(section.title),
        "keys": {name: str(words) for name, words in section.fields.items()},
        "rows": [{name: _value(section, row, name) for name in section.fields} for row in section.of(person)],
    }


def _value(section: Section, row: models.Model, name: str) -> Any:
    if name in section.value:
        return _plain(section.value[name](row))
    if hasattr(row, f"get_{name}_display"):
        return str(getattr(row, f"get_{name}_display")())
    return _plain(getattr(row, name))


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Range):
        return [_plain(value.lower), _plain(value.upper)]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (UUID, models.Model)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a copy")
