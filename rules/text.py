"""Sentences that people read, kept as a template and its values so that they can be translated later."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def N_(template: str) -> str:
    """Mark a template for translators; it is translated when it is shown, not here."""
    return template


class Money(NamedTuple):
    """An amount in pence that prints as "£1,234.56"."""

    pence: int

    def __str__(self) -> str:
        """The amount as people write it."""
        sign = "-" if self.pence < 0 else ""
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{sign}£{pounds:,}.{pence:02}"


def day_in_words(day: date) -> str:
    """A date as "6 April 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Text(NamedTuple):
    """A sentence: an English template and the values that fill it. `str()` gives the English."""

    template: str
    values: Mapping[str, "Value"]

    def __str__(self) -> str:
        """The sentence in English."""
        return self.render()

    def render(
        self,
        translate: Callable[[str], str] = str,
        *,
        day: Callable[[date], str] = day_in_words,
    ) -> str:
        """The sentence with its template, and every phrase inside it, passed through `translate`."""
        filled = {
            name: value.render(translate, day=day)
            if isinstance(value, Text)
            else day(value)
            if isinstance(value, date)
            else str(value)
            for name, value in self.values.items()
        }
        return translate(self.template).format_map(filled)

    def to_data(self) -> dict[str, Any]:
        """The sentence as JSON-able data."""
        return {"template": self.template, "values": {name: _value_data(v) for name, v in self.values.items()}}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Text":
        """The sentence that `to_data` wrote."""
        return text(data["template"], **{name: _data_value(v) for name, v in data["values"].items()})


WRONG_VALUE = "A sentence can be filled with words, whole numbers, dates, Money and Text, not {kind}."
Value = str | int | date | Money | Text


def text(template: str, /, **values: Value) -> Text:
    """Fill a template marked with `N_`."""
    return Text(template, values)


def _value_data(value: Value) -> Any:
    if isinstance(value, Text):
        return {"text": value.to_data()}
    if isinstance(value, Money):
        return {"pence": value.pence}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, str | int):
        return value
    raise TypeError(WRONG_VALUE.format(kind=type(value).__name__))


def _data_value(data: Any) -> Value:
    if isinstance(data, dict):
        ((kind, value),) = data.items()
        if kind == "text":
            return Text.from_data(value)
        return Money(value) if kind == "pence" else date.fromisoformat(value)
    if isinstance(data, str | int):
        return data
    raise TypeError(WRONG_VALUE.format(kind=type(data).__name__))
