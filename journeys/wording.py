"""The questions of a page as they are put to somebody, to be read beside their answers."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from govuk.fields.base import GovukField
from govuk.fields.choices import Choice, ChoiceField
from journeys.answers import KnownAnswers
from journeys.forms import QuestionForm, filled_in

Question = tuple[str, str, GovukField]
"""The name of an answer, its question in words, and what kind of question it is."""


class _Asked(NamedTuple):
    """The questions of a form in one language, with gaps where a name goes, and whether all are asked the same."""

    questions: tuple[Question, ...]
    same_for_all: bool


def questions_on(
    form: type[QuestionForm], language: str | None, known: Callable[[], KnownAnswers]
) -> tuple[Question, ...]:
    """The questions of a page, in this language, as worded to somebody of whom this is known: asked for only where it
    matters."""
    asked = _asked(form, language)
    return asked.questions if asked.same_for_all else _worded(form, asked.questions, known())


@functools.cache
def _asked(form: type[QuestionForm], _language: str | None) -> _Asked:
    """Put into words once in each language, without what is not read beside an answer."""
    questions = tuple((name, str(field.label), _in_words(field)) for name, field in form.govuk_fields().items())
    has_gaps = any("{" in question for _name, question, _field in questions)
    return _Asked(questions, same_for_all=not (has_gaps or _adapts(form) or form.offers_by_answers()))


def _in_words(field: GovukField) -> GovukField:
    """A question whose choices are in words already, unless they are worked out each time."""
    if not isinstance(field, ChoiceField) or field.choices_vary:
        return field
    return _offering(field, [(choice[0], str(choice[1])) for choice in field.choices])


def _offering(field: GovukField, choices: Sequence[Choice]) -> GovukField:
    """The same question with these choices."""
    twin = copy.copy(field)
    cast("ChoiceField", twin).set_choices(choices)
    return twin


def _worded(form: type[QuestionForm], questions: Sequence[Question], known: KnownAnswers) -> tuple[Question, ...]:
    """The questions of a form that earlier answers change. To make the form itself takes many times as long."""
    if _adapts(form):
        made = cast("dict[str, GovukField]", form(known=known).fields)
        return tuple((name, str(field.label), field) for name, field in made.items())
    words, offered = form.words(known), form.offered(known)
    return tuple(
        (name, filled_in(question, words), _offering(field, offered[name]) if name in offered else field)
        for name, question, field in questions
    )


def _adapts(form: type[QuestionForm]) -> bool:
    """Whether it is worded by more than filling gaps."""
    return form.adapt is not QuestionForm.adapt
