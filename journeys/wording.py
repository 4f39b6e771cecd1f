"""The questions of a page as they are put to somebody, to be read beside their answers."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Mapping
from typing import cast

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
        self.fields = {name: _question_alone(field) for name, field in self.govuk_fields().items()}
        for name, choices in self.offered(known).items():
            cast("ChoiceField", self.fields[name]).set_choices(choices)
        self.adapt(known)


def _question_alone(field: GovukField) -> GovukField:
    """A copy of a question, which can be worded without its original."""
    question = copy.copy(field)
    question.hint = question.missing = question.name = ""
    question.wordings = {}
    return question


def questions_on(form: type[QuestionForm], known: Callable[[], KnownAnswers]) -> tuple[Question, ...]:
    """The questions of a page as worded to somebody of whom this is known, which is asked for only if it matters."""
    reading = _reading(form)
    fields = reading.as_worded(known)
    return _same_for_all(reading, get_language()) if fields is reading.base_fields else _in_words(fields)


@functools.cache
def _reading(form: type[QuestionForm]) -> type[QuestionForm]:
    return type(form.__name__, (_Reading, form), {"__module__": form.__module__})


@functools.cache
def _same_for_all(form: type[QuestionForm], _language: str | None) -> tuple[Question, ...]:
    """The questions of a form that no answer changes: put into words once in each language."""
    return _in_words(form.govuk_fields())


def _in_words(fields: Mapping[str, GovukField]) -> tuple[Question, ...]:
    return tuple((name, str(field.label), field) for name, field in fields.items())
