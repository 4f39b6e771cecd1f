"""The form of a question page: a GOV.UK form that knows what was answered before it."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from govuk.fields import YesNoField
from govuk.fields.base import GovukField
from govuk.forms import GovukForm
from journeys.answers import KnownAnswers


class QuestionForm(GovukForm):
    """Questions, hints and every error message of one page of a journey."""

    def __init__(self, *args: Any, known: KnownAnswers | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known or KnownAnswers()
        if known is not None:
            self.adapt(known)

    def adapt(self, known: KnownAnswers) -> None:
        """Word the questions by earlier answers, such as a child's name. The fields stay the same."""

    def put_into_words(self, **words: str) -> None:
        """Fill ``{name}`` in headings, labels, hints and messages."""
        self.title = _fill(self.title, words)  # type: ignore[misc]
        for field in cast("dict[str, GovukField]", self.fields).values():
            field.label, field.hint, field.missing = (
                _fill(text, words) for text in (field.label, field.hint, field.missing)
            )
            field.wordings = {code: _fill(text, words) for code, text in field.wordings.items()}

    @classmethod
    def secret_fields(cls) -> frozenset[str]:
        """The names of answers that are encrypted at rest."""
        return frozenset(name for name, field in cls.govuk_fields().items() if field.secret)


def another_form(question: Any, missing: Any) -> type[GovukForm]:
    """The question that ends a list: is there another to add?"""
    field = YesNoField(label=question, personal=False, missing=missing, inline=True)
    return type("AnotherForm", (GovukForm,), {"another": field})


class RemoveForm(GovukForm):
    """Confirming that an entry of a list goes."""

    remove = YesNoField(
        label=_("Are you sure you want to remove this?"),
        personal=False,
        missing=_("Select yes if you want to remove this"),
        inline=True,
    )


def _fill(text: Any, words: dict[str, str]) -> Any:
    """Only what is written in braces: a name may hold braces of its own."""
    filled = str(text)
    for key, word in words.items():
        filled = filled.replace("{" + key + "}", word)
    return filled
