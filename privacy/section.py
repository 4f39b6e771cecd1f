"""What a section of a copy is: rows of a model that are about somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.db.models import Q

from accounts.models import Person
from govuk.fields.base import Words

Rows = models.QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of a model that are about somebody: ``rows`` finds them, ``fields`` are what is told of each (its name, the
    key in the file, and what it means). ``value``, where given, says what stands there instead of the column."""

    key: str
    title: Words
    model: str
    rows: Callable[[Person], Q]
    fields: Mapping[str, Words]
    value: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)

    def of(self, person: Person) -> Rows:
        """The rows about this person, the earliest first."""
        everything = cast("Rows", apps.get_model(self.model)._default_manager.all())
        return everything.filter(self.rows(person)).order_by("pk")


def read(name: str) -> Callable[[Any], Any]:
    """What an attribute says that is no column: a value with its encrypted part, a sentence."""
    return lambda row: getattr(row, name)
