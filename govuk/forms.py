"""The form on a page: its questions, what is wrong, and its answers as canonical JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self, cast

from django import forms
from django.forms.utils import ErrorDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from govuk.bound import GovukBoundField, component
from govuk.errors import AnswerError
from govuk.fields.base import GovukField, Words
from govuk.languages import typed_so_far


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about an answer that is likely to be a mistake, but may be right: said once, never insisted on.

    ``field`` is where to look, ``beside`` the other questions whose answers it is about too.
    """

    field: str
    message: Words
    beside: tuple[str, ...] = ()

    def is_news(self, answer: Mapping[str, Any], kept: Mapping[str, Any] | None) -> bool:
        """Whether an answer that it is about differs from the one kept, to which it was said already."""
        return kept is None or any(answer[name] != kept.get(name) for name in (self.field, *self.beside))


class GovukForm(forms.Form):
    """The questions on one page.

    With one question its label is the page's h1. With several, `title` is.
    """

    title: ClassVar[Words] = ""
    """The page's h1, when no single question is."""

    body: ClassVar[Words] = ""
    """A sentence or two before the questions."""

    why: ClassVar[Words] = ""
    """Why we ask, shown under "Why we ask this"."""

    button: ClassVar[Words] = ""
    """What the button says, if not "Continue"."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        typed = typed_so_far() if data is None else None
        self.is_only_shown = typed is not None
        """It holds what somebody had typed when they changed the language: shown again, not judged yet."""
        super().__init__(typed if self.is_only_shown else data, *args, **kwargs)

    def full_clean(self) -> None:
        if self.is_only_shown:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        """The values, once each has been held against the others."""
        given = super().clean() or self.cleaned_data
        for name, field in cast("dict[str, GovukField]", self.fields).items():
            if given.get(name) is not None:
                try:
                    field.compare(given[name], given)
                except AnswerError as error:
                    self.add_error(name, error)
        return given

    def is_valid(self) -> bool:
        return not self.is_only_shown and super().is_valid()

    @property
    def heading(self) -> str:
        """The page's h1."""
        return str(self.title) if self.title else str(self.bound_fields()[0].field.label_text)

    def bound_fields(self) -> list[GovukBoundField]:
        """The questions, in order."""
        return [cast(GovukBoundField, self[name]) for name in self.fields]

    def error_summary(self) -> SafeString:
        """What is wrong, each item leading to its input; nothing when all is well."""
        if not self.errors:
            return SafeString()
        fields = self.bound_fields()
        first = fields[0].error_href if fields else "#main-content"
        items = [{"text": str(message), "href": first} for message in self.non_field_errors()]
        items += [{"text": b.error_message, "href": b.error_href} for b in fields if b.errors]
        return component(
            "error-summary", "govukErrorSummary", {"titleText": _("There is a problem"), "errorList": items}
        )

    def doubts(self) -> list[Doubt]:
        """What to look at again before it is kept. Only after `is_valid()`."""
        return []

    @classmethod
    def govuk_fields(cls) -> dict[str, GovukField]:
        """The fields by name."""
        return cast("dict[str, GovukField]", cls.base_fields)

    def answers(self) -> dict[str, Any]:
        """The answers as canonical JSON. Only after `is_valid()`."""
        fields = cast("dict[str, GovukField]", self.fields)
        return {name: field.to_answer(self.cleaned_data[name]) for name, field in fields.items()}

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The `initial` of a form that shows these kept answers. Answers to other questions are left out."""
        return {n: f.from_answer(answers[n]) for n, f in cls.govuk_fields().items() if answers.get(n) is not None}

    @classmethod
    def answered_with(cls, answers: Mapping[str, Any], **kwargs: Any) -> Self:
        """A form sent with these kept answers, to judge them again as if they had just been typed."""
        return cls(cls.as_sent(answers), **kwargs)

    @classmethod
    def as_sent(cls, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What a browser sends for these kept answers."""
        data: dict[str, Any] = {}
        values = cls.from_answers(answers)
        for name, field in cls.govuk_fields().items():
            data |= field.to_data(name, values.get(name))
        return data

    @classmethod
    def display(cls, answers: Mapping[str, Any]) -> list[tuple[str, str, str | list[str]]]:
        """Name, label and words of every question, for check answers; skipped ones have no words."""
        values = cls.from_answers(answers)
        return [(n, str(f.label), f.display(values[n]) if n in values else "") for n, f in cls.govuk_fields().items()]
