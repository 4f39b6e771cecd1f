"""The form of a question page: a GOV.UK form that knows what was answered before it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from govuk.fields import YesNoField
from govuk.fields.base import GovukField
from govuk.fields.choices import Choice, ChoiceField
from govuk.forms import GovukForm
from journeys.answers import Answer, KnownAnswers


class QuestionForm(GovukForm):
    """Questions, hints and every error message of one page of a journey."""

    def __init__(self, *args: Any, known: KnownAnswers | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known or KnownAnswers()
        if known is not None:
            for name, choices in self.offered(known).items():
                cast("ChoiceField", self.fields[name]).set_choices(choices)
            self.adapt(known)

    def adapt(self, known: KnownAnswers) -> None:
        """Word the questions by earlier answers. The fields stay the same."""
        if words := self.words(known):
            self.put_into_words(**words)

    @classmethod
    def words(cls, known: KnownAnswers) -> Mapping[str, str]:  # noqa: ARG003 - for those it matters to
        """What goes where the page says ``{name}`` and the like: a child's name."""
        return {}

    @classmethod
    def offered(cls, known: KnownAnswers) -> Mapping[str, Sequence[Choice]]:  # noqa: ARG003 - for those it matters to
        """The choices that depend on earlier answers, by field: which of their children."""
        return {}

    @classmethod
    def offers_by_answers(cls) -> bool:
        """Whether it has choices that depend on earlier answers."""
        return cls.offered.__func__ is not QuestionForm.offered.__func__  # type: ignore[attr-defined]

    @classmethod
    def still_offers(cls, answer: Answer, known: KnownAnswers) -> bool:
        """Whether every choice in a kept answer can still be chosen, as the questions and earlier answers now are."""
        choosing, varies = _choosing(cls)
        offered = cls.offered(known) if varies else {}
        for name, field, values in choosing:
            if name in offered:
                values = frozenset(choice[0] for choice in offered[name]) | (
                    {field.beside[0]} if field.beside else set()
                )
            if not values.issuperset(field.chosen(answer.get(name))):
                return False
        return True

    def put_into_words(self, **words: str) -> None:
        """Fill ``{name}`` in headings, reasons, labels, hints and messages."""
        self.title, self.why = filled_in(self.title, words), filled_in(self.why, words)  # type: ignore[misc]
        # Wordings are templates still: a business called "50% (off)s" must come out as it is.
        in_wordings = {key: word.replace("%", "%%") for key, word in words.items()}
        for field in cast("dict[str, GovukField]", self.fields).values():
            field.label, field.hint, field.missing, field.name = (
                filled_in(text, words) for text in (field.label, field.hint, field.missing, field.name)
            )
            field.wordings = {code: filled_in(text, in_wordings) for code, text in field.wordings.items()}

    @classmethod
    def secret_fields(cls) -> frozenset[str]:
        """The names of answers that are encrypted at rest."""
        return frozenset(name for name, field in cls.govuk_fields().items() if field.secret)


@functools.cache
def _choosing(form: type[QuestionForm]) -> tuple[tuple[tuple[str, ChoiceField, frozenset[str]], ...], bool]:
    """The questions of a form that offer choices, with the values they offer; and whether some of those vary."""
    fields = form.govuk_fields().items()
    choosing = [(name, field, frozenset(field.labels)) for name, field in fields if isinstance(field, ChoiceField)]
    return tuple(choosing), bool(choosing) and form.offers_by_answers()


def another_form(question: Any, missing: Any) -> type[GovukForm]:
    """The question that ends a list: is there another to add?"""
    field = YesNoField(label=question, personal=False, missing=missing, inline=True)
    return type("AnotherForm", (GovukForm,), {"another": field, "__module__": __name__})


class RemoveForm(GovukForm):
    """Confirming that an entry of a list goes."""

    remove = YesNoField(
        label=_("Are you sure you want to remove this?"),
        personal=False,
        missing=_("Select yes if you want to remove this"),
        inline=True,
    )


def filled_in(text: Any, words: Mapping[str, str]) -> str:
    """A text with these words in its gaps. Only what is written in braces: a name may hold braces of its own."""
    filled = str(text)
    if "{" in filled:
        for key, word in words.items():
            filled = filled.replace("{" + key + "}", word)
    return filled
