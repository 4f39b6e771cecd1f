"""Questions answered by choosing."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from govuk.bound import GovukBoundField
from govuk.errors import AnswerError
from govuk.fields.base import GovukField, Words

YES, NO = _("Yes"), _("No")

Choice = tuple[str, Words] | tuple[str, Words, Words]
"""The value kept, its label, and perhaps a hint."""

Choices = Sequence[Choice] | Callable[[], Iterable[Choice]]


class ChoiceField(GovukField):
    """A question with a list of answers; one is chosen. Its value and answer are the chosen value."""

    wording: ClassVar[dict[str, Words]] = {"not_a_choice": _("%(name)s must be one of the answers shown")}

    def __init__(self, *, choices: Choices, **kwargs: Any) -> None:
        self.set_choices(choices)
        super().__init__(**kwargs)

    @property
    def choices(self) -> list[Choice]:
        """The answers that can be chosen, now."""
        return list(self._choices() if callable(self._choices) else self._choices)

    @property
    def choices_vary(self) -> bool:
        """Whether the answers that can be chosen are worked out each time."""
        return callable(self._choices)

    def set_choices(self, choices: Choices) -> None:
        """Offer these instead, on this form only: answers that depend on what was answered before."""
        self._choices = choices
        # Worked out once: a page of answers asks a hundred times.
        self._labels = None if callable(choices) else _labels(choices)

    @property
    def beside(self) -> tuple[str, Words] | None:
        """An answer that can be chosen whatever the choices are, set apart from them."""
        return None

    @property
    def labels(self) -> dict[str, Words]:
        """Each value's label."""
        labels = self._labels if self._labels is not None else _labels(self.choices)
        return labels | (dict([self.beside]) if self.beside else {})

    def chosen(self, answer: Any) -> list[str]:
        """The values in a kept answer."""
        return [] if answer is None else [str(self.prepare_value(answer))]

    def words_shown(self) -> list[Words]:
        words = [] if callable(self._choices) else [word for choice in self._choices for word in choice[1:]]
        return [*super().words_shown(), *words, *([self.beside[1]] if self.beside else [])]

    def can_say(self, code: str) -> bool:
        return not self.missing

    def error(self, code: str, parts: tuple[str, ...] = (), **details: Any) -> AnswerError:
        """Whatever is wrong with what was sent, what helps is being told what to select."""
        return self.nothing_given() if self.missing else super().error(code, parts, **details)

    def understand(self, typed: Any) -> Any:
        if typed not in self.labels:
            raise self.error("not_a_choice")
        return typed

    def display(self, value: Any) -> str | list[str]:
        return "" if value is None else str(self._label(value))

    def _label(self, value: Any) -> Words:
        """What a value is called. A choice since withdrawn is shown as it was kept."""
        labels = self._labels if self._labels is not None else _labels(self.choices)
        if isinstance(value, str) and value in labels:
            return labels[value]
        return self.beside[1] if self.beside and self.beside[0] == value else str(value)

    def items(self, chosen: set[str]) -> list[dict[str, Any]]:
        """The choices as a component's items."""
        items = []
        for value, label, *hint in self.choices:
            item: dict[str, Any] = {"value": value, "text": str(label), "checked": value in chosen}
            if hint and hint[0]:
                item["hint"] = {"text": str(hint[0])}
            items.append(item)
        return items


def _labels(choices: Iterable[Choice]) -> dict[str, Words]:
    return {choice[0]: choice[1] for choice in choices}


class RadiosField(ChoiceField):
    """One answer from a few, all in sight. `inline` for two short ones.

    `apart` adds an answer that is not like the others, after an "or" ("prefer_not", "Prefer not to say").
    """

    component = ("radios", "govukRadios")
    grouped = True

    def __init__(self, *, inline: bool = False, apart: tuple[str, Words] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.inline = inline
        self.apart = apart

    @property
    def beside(self) -> tuple[str, Words] | None:
        return self.apart

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        given = bound.value()
        chosen = {given} if isinstance(given, str) else set()
        items = self.items(chosen)
        if self.apart:
            key, label = self.apart
            items.append({"divider": _now("or")})
            items.append({"value": key, "text": str(label), "checked": key in chosen})
        return {"classes": "govuk-radios--inline" if self.inline else "", "items": items}


class YesNoField(RadiosField):
    """Yes or no; its value and answer are True or False. `yes` and `no` are what the answers say."""

    def __init__(self, *, yes: Words = YES, no: Words = NO, inline: bool = True, **kwargs: Any) -> None:
        super().__init__(choices=(("yes", yes), ("no", no)), inline=inline, **kwargs)

    def typed(self, value: Any) -> Any:
        return super().typed(self.prepare_value(value))

    def understand(self, typed: str) -> bool:
        return bool(super().understand(typed) == "yes")

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value

    def display(self, value: bool | None) -> str | list[str]:
        return super().display(self.prepare_value(value))


class SelectField(ChoiceField):
    """One answer from a long list, chosen from a menu."""

    component = ("select", "govukSelect")

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        chosen = bound.value()
        blank = {"value": "", "text": _now("Select an answer"), "selected": not chosen}
        items = self.items({chosen} if isinstance(chosen, str) else set())
        return {"items": [blank, *({**item, "selected": item["checked"]} for item in items)]}


class CheckboxesField(ChoiceField):
    """Any number of answers; its value and answer are the list of those chosen, in the order shown.

    `none` adds an answer that excludes the others ("none", "None of these"): choosing it gives ["none"],
    so that having said so differs from having said nothing. `missing` then says that it can be selected ("Select
    what you get, or select none of these"): it is also said when both were chosen.
    """

    component = ("checkboxes", "govukCheckboxes")
    grouped = True
    widget = forms.CheckboxSelectMultiple
    wording: ClassVar[dict[str, Words]] = {
        "none_and_others": _("%(name)s cannot include other answers when you select \u201c%(none)s\u201d"),
    }

    def __init__(self, *, none: tuple[str, Words] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.none = none

    @property
    def beside(self) -> tuple[str, Words] | None:
        return self.none

    def empty(self) -> list[str]:
        return []

    def typed(self, value: Any) -> list[str]:
        chosen = list(value) if isinstance(value, list | tuple) else [value]
        return [typed for each in chosen if (typed := super(CheckboxesField, self).typed(each))]

    def understand(self, typed: list[str]) -> list[str]:
        chosen = [value for value in self.labels if value in typed]
        if not set(typed) <= set(chosen):
            raise self.error("not_a_choice")
        if self.none and self.none[0] in chosen and len(chosen) > 1:
            raise self.error("none_and_others", none=self.none[1])
        return chosen

    def chosen(self, answer: Any) -> list[str]:
        # An answer kept when the question took one only is none of these choices, or one of them.
        return list(answer or []) if isinstance(answer, list | None) else super().chosen(answer)

    def from_answer(self, answer: Any) -> list[str]:
        return self.chosen(answer)

    def to_data(self, html_name: str, value: Any) -> dict[str, Any]:
        return {html_name: list(value or [])}

    def display(self, value: list[str] | None) -> str | list[str]:
        labels = self.labels
        lines = [str(labels.get(chosen, chosen)) for chosen in value or []]
        return lines[0] if len(lines) == 1 else (lines or "")

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        value = bound.value()
        chosen = {v for v in (value if isinstance(value, list | tuple) else [value]) if isinstance(v, str)}
        items = self.items(chosen)
        if self.none:
            key, label = self.none
            items.append({"divider": _now("or")})
            items.append({"value": key, "text": str(label), "behaviour": "exclusive", "checked": key in chosen})
        return {"items": items}
