"""What two steps must share to be the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import time_machine
from django.conf import UserSettingsHolder, settings
from django.db import models
from django.test import Client
from django.utils import translation


class Unsayable(Exception):
    """An argument is of a kind of which two cannot be told to be the same."""


def surroundings(moved_on: timedelta) -> tuple[Any, ...]:
    """The settings that a test has changed, the language, and today, or the moment to which it set the clock: not
    where that stands by now, for the first to ask sets it going. It was moved on since by so much."""
    when: Any
    if time_machine.traveller_stack:
        traveller = time_machine.traveller_stack[-1]
        when = traveller._tick, traveller._destination_timestamp_ns - moved_on // timedelta(microseconds=1) * 1000
    else:
        when = date.today()  # noqa: DTZ011 - as the computer has it
    return _overridden(), translation.get_language(), when


def _overridden() -> tuple[Any, ...]:
    """The settings that a test has changed."""
    holder, changed = settings._wrapped, []  # type: ignore[misc]
    while isinstance(holder, UserSettingsHolder):
        changed += sorted((name, repr(value)) for name, value in vars(holder).items() if name.isupper())
        holder = holder.default_settings
    return tuple(changed)


def said(value: Any) -> Any:
    """An argument, so that it can be compared: things in the database by their keys, everything else by its value."""
    match value:
        case None | str() | bytes() | int() | float() | date() | timedelta() | UUID():
            return type(value), value
        case models.Model() if value.pk is not None:
            return value._meta.label, value.pk
        case Client():
            return "browser", value.cookies.output(), repr(value.defaults)
        case Mapping():
            return tuple((key, said(each)) for key, each in value.items())
        case Set():
            return frozenset(said(each) for each in value)
        case Sequence():
            return tuple(said(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value), tuple(said(getattr(value, each.name)) for each in fields(value))
    raise Unsayable(type(value).__name__)
