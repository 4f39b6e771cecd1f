"""Objects as they were when they were made: written down, and put in the place of those that a step was given."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, ClassVar

from django.db import models
from django.test import Client


def changeable(value: Any) -> list[Any]:
    """What is given and may become another while it stays the same object, in an order that is always the same."""
    found: dict[int, Any] = {}

    def look(value: Any) -> None:
        if isinstance(value, (models.Model, Client)):
            found.setdefault(id(value), value)
        elif is_dataclass(value) and not isinstance(value, type):
            if not value.__dataclass_params__.frozen:  # type: ignore[union-attr]
                found.setdefault(id(value), value)
            for each in fields(value):
                look(getattr(value, each.name))
        elif isinstance(value, Mapping):
            look(tuple(value.values()))
        elif isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
            for each in value:
                look(each)

    look(value)
    return list(found.values())


def state(each: Any) -> Any:
    """All that may change of it."""
    return each.cookies if isinstance(each, Client) else vars(each)


def become(each: Any, state: Any) -> None:
    """The same object, as it was kept."""
    if isinstance(each, Client):
        each.cookies = state
    else:
        vars(each).clear()
        vars(each).update(state)


def _browser(cookies: Any) -> Client:
    browser = Client()
    browser.cookies = cookies
    return browser


class _Pickler(pickle.Pickler):
    """Writes what was there before as its number, and a browser as its cookies."""

    dispatch_table: ClassVar[Any] = {**copyreg.dispatch_table, Client: lambda each: (_browser, (each.cookies,))}
    numbers: Mapping[int, int] = {}

    def persistent_id(self, value: Any) -> int | None:
        return self.numbers.get(id(value))


class _Unpickler(pickle.Unpickler):
    known: Sequence[Any] = ()

    def persistent_load(self, number: int) -> Any:
        return self.known[number]


def dumped(value: Any, known: list[Any]) -> bytes:
    written = io.BytesIO()
    pickler = _Pickler(written)
    pickler.numbers = {id(each): number for number, each in enumerate(known)}
    pickler.dump(value)
    return written.getvalue()


def loaded(written: bytes, known: list[Any]) -> Any:
    unpickler = _Unpickler(io.BytesIO(written))
    unpickler.known = known
    return unpickler.load()
