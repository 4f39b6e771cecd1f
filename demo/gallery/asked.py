"""Every question that the service asks, with where it asks it: read from the journeys and the other forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TypeGuard

from django.conf import settings
from django.utils.functional import Promise

from demo.gallery.purposes import field_kinds
from demo.gallery.words import PLACE
from govuk.checks import form_classes
from govuk.fields import GovukField, Words
from govuk.forms import GovukForm
from journeys.definition import Journey, ListTask, Page
from journeys.forms import another_form
from journeys.registry import JOURNEYS

ANOTHER = "AnotherForm"
"""What the form is called that ends a list: there is one for each."""


@dataclass(frozen=True)
class Asking:
    """A form where it is asked: a page of a journey, the end of one of its lists, or a page of another kind."""

    form: type[GovukForm]
    journey: str = ""
    task: str | Promise = ""
    page: str = ""
    is_entry: bool = False
    """Whether it is asked about each entry of a list."""

    @property
    def is_a_page(self) -> bool:
        """Whether it is a page of a journey, rather than the end of one of its lists or of no journey."""
        return bool(self.journey) and self.form.__name__ != ANOTHER

    @property
    def slug(self) -> str:
        """The page in a journey, else the form's own name: one of a kind."""
        return self.page or self.form.__name__.strip("_")

    @property
    def title(self) -> Words:
        """What the page is called."""
        fields = self.form.govuk_fields()
        return self.form.title or (next(iter(fields.values())).label or "" if fields else "")

    @property
    def where(self) -> str:
        """The file that the form is written in, or the journey's."""
        return self.form.__module__.replace(".", "/") + ".py"


@dataclass(frozen=True)
class Question:
    """One question and the form that asks it."""

    asking: Asking
    name: str
    field: GovukField

    @property
    def label(self) -> str:
        """What it asks. What earlier answers put into it stands in square brackets."""
        return in_brackets(self.field.label)


@cache
def askings() -> tuple[Asking, ...]:
    """Every form with questions, those of journeys first, in their order."""
    import_module(settings.ROOT_URLCONF)  # and with it the views, and their forms
    found = [asking for journey in JOURNEYS.values() for asking in _of_a_journey(journey)]
    known = {asking.form for asking in found}
    others = [form for form in dict.fromkeys(form_classes()) if form not in known and form.base_fields]
    return (*found, *(Asking(form) for form in others if _is_asked_by_itself(form)))


def _of_a_journey(journey: Journey) -> Iterator[Asking]:
    for task in journey.tasks:
        yield from (Asking(page.form, journey.slug, task.title, page.slug) for page in task.pages if _asks(page))
        if isinstance(task, ListTask):
            entry = [page for page in task.item_pages if _asks(page)]
            yield from (Asking(page.form, journey.slug, task.title, page.slug, is_entry=True) for page in entry)
            another = another_form(task.words.another, task.words.another_missing)
            yield Asking(another, journey.slug, task.title, task.another_slug)


def _asks(page: object) -> TypeGuard[Page]:
    return isinstance(page, Page)


def _is_asked_by_itself(form: type[GovukForm]) -> bool:
    """Whether it is neither the demonstration's, nor made for a list, nor there for other forms to begin with."""
    inherited = any(not each.__module__.startswith("tests.") for each in form.__subclasses__())
    return not (form.__module__.startswith("demo.") or form.__name__ == ANOTHER or inherited)


def in_brackets(words: Words | None) -> str:
    """Words whose places for earlier answers are in square brackets, as in every list of the gallery."""
    return PLACE.sub(r"[\1]", str(words or ""))


@cache
def questions() -> tuple[Question, ...]:
    """Every question of every form."""
    return tuple(
        Question(asking, name, field) for asking in askings() for name, field in asking.form.govuk_fields().items()
    )


def kind_of(field: GovukField) -> str:
    """The kind of question it is: the nearest of those that forms are made from."""
    kinds = {kind: name for name, kind in field_kinds().items()}
    return next(kinds[base] for base in type(field).__mro__ if base in kinds)


@cache
def questions_of(kind: str) -> tuple[Question, ...]:
    """Every question of one kind."""
    return tuple(question for question in questions() if kind_of(question.field) == kind)
