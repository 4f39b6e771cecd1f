"""The questions of a page as they are put to somebody, to be read beside their answers."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Mapping
from typing import NoReturn, cast

from govuk.fields.base import GovukField
from govuk.fields.choices import ChoiceField
from journeys.answers import KnownAnswers
from journeys.forms import QuestionForm

Question = tuple[str, str, GovukField]
"""The name of an answer, its question in words, and what kind of question it is."""


class _WordsDepend(Exception):
    """What is known of somebody changes the questions of a form."""


def questions_on(
    form: type[QuestionForm], language: str | None, known: Callable[[], KnownAnswers]
) -> tuple[Question, ...]:
    """The questions of a page, in this language, as worded to somebody of whom this is known: asked for only where it
    matters."""
    return _same_for_all(form, language) or _in_words(_worded(form, language, known()))


@functools.cache
def _same_for_all(form: type[QuestionForm], language: str | None) -> tuple[Question, ...]:
    """The questions of a form that no answer changes, put into words once in each language; none of another form."""
    try:
        form.as_worded(_if_that_matters)
    except _WordsDepend:
        return ()
    return _in_words(_questions_alone(form, language))


def _if_that_matters() -> NoReturn:
    raise _WordsDepend


def _worded(form: type[QuestionForm], language: str | None, known: KnownAnswers) -> Mapping[str, GovukField]:
    """The questions of a form that earlier answers change. Making the form would put hints and messages into words too,
    which takes several times as long."""
    read = form.__new__(form)
    read.known, read.title, read.why = known, "", ""  # type: ignore[misc]
    read.fields = {name: _copied(field) for name, field in _questions_alone(form, language).items()}
    for name, choices in form.offered(known).items():
        cast("ChoiceField", read.fields[name]).set_choices(choices)
    read.adapt(known)
    return cast("dict[str, GovukField]", read.fields)


def _copied(field: GovukField) -> GovukField:
    """As copy.copy does, without asking each time how that is done."""
    twin = field.__class__.__new__(field.__class__)
    twin.__dict__.update(field.__dict__)
    return twin


@functools.cache
def _questions_alone(form: type[QuestionForm], _language: str | None) -> dict[str, GovukField]:
    """The questions of a form and their choices, in one language and without other words: copied to be filled in."""
    alone = {name: copy.copy(field) for name, field in form.govuk_fields().items()}
    for question in alone.values():
        question.label = str(question.label)
        question.hint = question.missing = question.name = ""
        question.wordings = {}
        if isinstance(question, ChoiceField) and not question.choices_vary:
            question.set_choices([(choice[0], str(choice[1])) for choice in question.choices])
    return alone


def _in_words(fields: Mapping[str, GovukField]) -> tuple[Question, ...]:
    return tuple((name, str(field.label), field) for name, field in fields.items())
