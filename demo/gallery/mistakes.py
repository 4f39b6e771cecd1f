"""Every error that a question can give, found by making each mistake and listening to what the question says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile

from core import clock
from govuk import fields
from govuk.errors import AnswerError
from govuk.fields.choices import ChoiceField
from govuk.fields.files import MEGABYTE
from govuk.fields.identifiers import DigitsField
from govuk.fields.numbers import MoneyField
from govuk.formatting import money

DAY = timedelta(days=1)
# A text may be refused for its length before anything else is looked at.
ABSURDLY_LONG = 100_001


@dataclass(frozen=True)
class Mistake:
    """What was typed, and what the question says to it."""

    code: str
    message: str
    typed: Any
    parts: tuple[str, ...] = ()

    @property
    def can_be_shown(self) -> bool:
        """Whether it was typed by a person, and is not a book."""
        return isinstance(self.typed, str | dict | list) and len(str(self.typed)) < 500


Mistaken = Callable[[Any], Any]


def _parts(day: Any = "6", month: Any = "4", year: Any = "2026") -> dict[str, Any]:
    return {"day": day, "month": month, "year": year}


def _day(value: date) -> dict[str, Any]:
    return _parts(str(value.day), str(value.month), f"{value.year:04}")


def _bound(bound: Any) -> date:
    found: date = bound() if callable(bound) else bound
    return found


def _pounds(pence: int) -> str:
    return money(pence).replace(",", "")


def _file(content: bytes, size: int | None = None) -> InMemoryUploadedFile:
    length = len(content) if size is None else size
    return InMemoryUploadedFile(BytesIO(content), "file", "letter.pdf", "application/pdf", length, None)


# Kind of question -> code -> what to type, in ways that may be tried in turn.
WAYS: Mapping[type[fields.GovukField], Mapping[str, tuple[Mistaken, ...]]] = {
    fields.GovukField: {
        "required": (lambda _f: "",),
        "control": (lambda _f: "a\x00b",),
        "unreadable": (lambda _f: {"not": "text"},),
    },
    fields.TextField: {
        "too_long": (lambda f: "x" * (f.max_length + 1), lambda _f: "x" * ABSURDLY_LONG),
        "emoji": (lambda _f: "Rosa \U0001f642",),
    },
    fields.NameField: {"letters": (lambda _f: "R2D2",)},
    fields.PasswordField: {
        "too_short": (lambda _f: "rosa",),
        "common": (lambda _f: "password1",),
        "stolen": (lambda _f: "correct horse 44",),
    },
    fields.NinoField: {"format": (lambda _f: "AB 12 34 56",)},
    DigitsField: {"format": (lambda _f: "12-AB",)},
    fields.RollNumberField: {"length": (lambda _f: "1" * 19,), "format": (lambda _f: "12*34",)},
    fields.EmailField: {"format": (lambda _f: "rosa.example.com",)},
    fields.PhoneField: {"format": (lambda _f: "07700 FLOWERS",)},
    fields.PostcodeField: {"format": (lambda _f: "LS1",)},
    MoneyField: {
        "not_money": (lambda _f: "ten pounds",),
        "parts_of_a_penny": (lambda _f: "120.505",),
        "more_than_nothing": (lambda _f: "0",),
        "minimum": (lambda f: _pounds(f.minimum_pence - 1),),
        "maximum": (lambda f: _pounds(f.maximum_pence + 1),),
    },
    fields.WholeNumberField: {
        "not_whole": (lambda _f: "1.5",),
        "minimum": (lambda f: str(f.minimum - 1),),
        "maximum": (lambda f: str(f.maximum + 1),),
    },
    fields.DateField: {
        "control": (lambda _f: _parts(day="6\x00"),),
        "unreadable": (lambda _f: _parts(day=["6"]),),
        "no_day": (lambda _f: _parts(day=""),),
        "no_month": (lambda _f: _parts(month=""),),
        "no_year": (lambda _f: _parts(year=""),),
        "no_day_month": (lambda _f: _parts(day="", month=""),),
        "no_day_year": (lambda _f: _parts(day="", year=""),),
        "no_month_year": (lambda _f: _parts(month="", year=""),),
        "not_real": (lambda _f: _parts(day="31", month="2"),),
        "short_year": (lambda _f: _parts(year="26"),),
        "past": (lambda _f: _day(clock.today() + DAY),),
        "past_or_today": (lambda _f: _day(clock.today() + DAY),),
        "future": (lambda _f: _day(clock.today() - DAY),),
        "future_or_today": (lambda _f: _day(clock.today() - DAY),),
        "earliest": (lambda f: _day(_bound(f.earliest) - DAY),),
        "latest": (lambda f: _day(_bound(f.latest) + DAY),),
    },
    ChoiceField: {"not_a_choice": (lambda _f: "none of them",)},
    fields.CheckboxesField: {
        "required": (lambda _f: [],),
        "not_a_choice": (lambda _f: ["none of them"],),
        "none_and_others": (lambda f: [f.none[0], *[value for value in f.labels if value != f.none[0]][:1]],),
    },
    fields.FileField: {
        "unreadable": (lambda _f: "letter.pdf",),
        "empty": (lambda _f: _file(b""),),
        "too_big": (lambda f: _file(b"%PDF-", f.megabytes * MEGABYTE),),
        "kind": (lambda _f: _file(b"GIF89a"),),
    },
}


def ways(field: fields.GovukField, code: str) -> tuple[Mistaken, ...]:
    """How to make a mistake with this kind of question. Raises KeyError when nobody has said how."""
    for kind in type(field).__mro__:
        if code in WAYS.get(kind, {}):
            return WAYS[kind][code]
    raise KeyError(f"Say in {__name__} how {type(field).__name__} comes to say {code!r}")


def mistakes(field: fields.GovukField) -> Iterator[Mistake]:
    """Every error that this question can give, in the language that is spoken."""
    own = [code for code in field.wordings if code not in fields.GovukField.wording]
    for code in ("required", *own, *fields.GovukField.wording):
        if code == "not_before":
            if isinstance(field, fields.DateField) and field.not_before:
                yield _too_early(field)
        elif code == "required" or _applies(field, code):
            for way in ways(field, code):
                if mistake := _made(field, code, way(field)):
                    yield mistake
                    break


def _applies(field: fields.GovukField, code: str) -> bool:
    """Whether it can be tried: a bound that the question does not have cannot be passed."""
    has_bound = {"earliest": "earliest", "latest": "latest", "none_and_others": "none"}
    return field.can_say(code) and (code not in has_bound or getattr(field, has_bound[code], None) is not None)


def _made(field: fields.GovukField, code: str, typed: Any) -> Mistake | None:
    try:
        field.clean(typed)
    except AnswerError as error:
        return Mistake(code, error.messages[0], typed, error.parts) if error.code == code else None
    return None


def _too_early(field: fields.DateField) -> Mistake:
    first = clock.today()
    try:
        field.compare(first - DAY, {field.not_before: first})
    except AnswerError as error:
        return Mistake("not_before", error.messages[0], _day(first - DAY), error.parts)
    raise AssertionError(f"{field.label} lets the second date come first")
