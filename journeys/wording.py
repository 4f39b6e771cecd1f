"""The questions of a page as they are put to somebody, to be read beside their answers."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Mapping
from typing import NoReturn, cast

from django.utils.translation import get_language

from govuk.fields.base import GovukField
from govuk.fields.choices import ChoiceField
from journeys.answers import KnownAnswers
from journeys.forms import QuestionForm

Question = tuple[str, str, GovukField]
"""The name of an answer, its question in words, and what kind of question it is."""


class _Reading(QuestionForm):
    """A form of which nothing is typed in, so that nothing but its questions need be put into words: nor hints, nor
    what is said when something is wrong. A page of answers has a hundred of them."""

    title = why = ""

    def __init__(self, *, known: KnownAnswers) -> None:
        self.known = known
        self.fields = {name: copy.copy(field) for name, field in _questions_alone(type(self), get_language()).items()}
        for name, choices in self.offered(known).items():
            cast("ChoiceField", self.fields[name]).set_choices(choices)
        self.adapt(known)


class _WordsDepend(Exception):
    """What is known of somebody changes the questions of a form."""


def questions_on(
    form: type[QuestionForm], language: str | None, known: Callable[[], KnownAnswers]
) -> tuple[Question, ...]:
    """The questions of a page, in this language, as worded to somebody of whom this is known: asked for only where it
    matters."""
    return _same_for_all(form, language) or _in_words(_reading(form).as_worded(known))


@functools.cache
def _same_for_all(form: type[QuestionForm], language: str | None) -> tuple[Question, ...]:
    """The questions of a form that no answer changes, put into words once in each language; none of another form."""
    try:
        _reading(form).as_worded(_if_that_matters)
    except _WordsDepend:
        return ()
    return _in_words(_questions_alone(form, language))


def _if_that_matters() -> NoReturn:
    raise _WordsDepend


@functools.cache
def _reading(form: type[QuestionForm]) -> type[QuestionForm]:
    return type(form.__name__, (_Reading, form), {"__module__": form.__module__})


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
