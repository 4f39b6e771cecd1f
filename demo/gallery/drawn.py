"""A question of the service drawn in each state it can be in: as it is declared, answered as somebody answered it, and
with every mistake that can be made."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from demo.awards import sitting_of
from demo.gallery.asked import Asking, Question, in_brackets, questions_of
from demo.gallery.mistakes import Mistake, mistakes
from demo.personas import CLAIMANTS
from equality.journey import EQUALITY
from govuk.errors import AnswerError
from govuk.fields import (
    CheckboxesField,
    EmailField,
    FileField,
    FilesField,
    GovukField,
    PasswordField,
    RadiosField,
    SecurityCodeField,
    Words,
)
from govuk.fields.choices import ChoiceField
from govuk.fields.files import JPG, PDF, PNG
from govuk.forms import GovukForm
from journeys.answers import Answer, KnownAnswers
from journeys.forms import QuestionForm

# Of what nobody is asked yet: it is there for proof that somebody sends.
UNASKED: Mapping[str, GovukField] = {
    "FileField": FileField(
        label=_("Upload your tenancy agreement"),
        hint=_("A photo or a PDF, smaller than 10MB."),
        personal=True,
        missing=_("Select your tenancy agreement"),
        kinds=(JPG, PNG, PDF),
    ),
    "FilesField": FilesField(
        label=_("Add photos or files"),
        hint=_("Photos or PDFs, each smaller than 10MB."),
        personal=True,
        missing=_("Select a photo or a file"),
    ),
}
# Answers of questions that are asked before there is a claim.
EXAMPLES: Mapping[type[GovukField], Any] = {EmailField: "rosa.hughes@example.com", SecurityCodeField: "123456"}
NEVER_PUT_BACK = (PasswordField, FileField, FilesField)


@dataclass(frozen=True)
class Known:
    """What is known when a persona is asked a page, and what they answer."""

    known: KnownAnswers
    answer: Answer | None


@dataclass(frozen=True)
class FieldState:
    """One state: what it shows, how it came to it, and the question as HTML."""

    slug: str
    title: Words
    question: Question
    html: SafeString
    code: str = ""
    declared: str = ""


@cache
def known_at_pages() -> Mapping[str, Known]:
    """For each page of the claim, what the first persona who is asked it has answered before, and answers to it."""
    found: dict[str, Known] = {}
    for sitting in [sitting_of(persona) for persona in CLAIMANTS if persona.story]:
        for task, item, step in sitting.path():
            earlier = found.get(step.page.slug)
            if not earlier or (earlier.answer is None and step.answer):
                found[step.page.slug] = Known(sitting.known_at(task, step.page, item), step.answer)
    known = KnownAnswers()
    for _task, page in EQUALITY.pages():
        first = {name: _first_choice(each) for name, each in _fields_of(page).items()}
        found[page.slug] = Known(known.copy(), first)
        known.declare(page.fields, first)
    return found


def worded(question: Question) -> GovukField:
    """The question as it is put to somebody: with the child's name in it, or a mark where nobody here has a child."""
    form, known = question.asking.form, known_at_pages().get(question.asking.page)
    if known and issubclass(form, QuestionForm):
        return cast(GovukField, form(known=known.known).fields[question.name])
    asked = deepcopy(question.field)
    asked.label, asked.hint, asked.missing, asked.name = (
        in_brackets(words) for words in (asked.label, asked.hint, asked.missing, asked.name)
    )
    return asked


def draw(
    question: Question, slug: str, *, heading: bool = False, answer: Any = None, mistake: Mistake | None = None
) -> SafeString:
    """The question as HTML, its ids begun with `slug`."""
    asked = worded(question)
    settings: dict[str, Any] = {"prefix": slug, "auto_id": "id_%s"}
    if mistake:
        typed = mistake.typed if mistake.can_be_shown else asked.empty()
        name = f"{slug}-{question.name}"
        sent = {f"{name}-{part}": text for part, text in typed.items()} if isinstance(typed, dict) else {name: typed}
        form = GovukForm(sent, **settings)
        form.fields[question.name] = asked
        form.errors.clear()
        form.add_error(question.name, AnswerError(mistake.message, mistake.code, mistake.parts))
    else:
        form = GovukForm(initial={} if answer is None else {question.name: asked.from_answer(answer)}, **settings)
        form.fields[question.name] = asked
    return form.bound_fields()[0].render(heading=heading)


def states_of(kind: str) -> Iterator[FieldState]:
    """Every state that this kind of question can be in."""
    asked = questions_of(kind) or tuple(_unasked(kind))
    if not asked:
        return
    first = asked[0]
    yield _state("heading", _("The only question of a page: its words are the page’s heading"), first, heading=True)
    yield _state("among-others", _("One of several questions of a page"), first)
    for slug, title, fits in _VARIATIONS:
        # What the first one shows already is not shown again.
        if not fits(first) and (question := next((each for each in asked if fits(each)), None)):
            yield _state(slug, title, question)
    of_entries = sorted(
        (each for each in asked if each.asking.is_entry), key=lambda each: each.asking.page not in known_at_pages()
    )
    if question := next(iter(of_entries), None):
        yield _state("entry", _("About one entry of a list"), question, heading=True)
    if (answered := _answered(asked)) and not isinstance(first.field, NEVER_PUT_BACK):
        yield _state("answered", _("Answered before"), answered[0], answer=answered[1])
    yield from _wrong(asked)


def _wrong(asked: tuple[Question, ...]) -> Iterator[FieldState]:
    """Each error, at the first question that can give it."""
    seen: set[str] = set()
    for question in asked:
        for mistake in mistakes(worded(question)):
            if mistake.code not in seen:
                seen.add(mistake.code)
                yield _state(f"error-{mistake.code.replace('_', '-')}", mistake.message, question, mistake=mistake)


def _state(slug: str, title: Words, question: Question, **how: Any) -> FieldState:
    mistake: Mistake | None = how.get("mistake")
    return FieldState(
        slug,
        title,
        question,
        draw(question, slug, **how),
        code=mistake.code if mistake else "",
        declared=declaration(question.asking.form, question.name),
    )


_VARIATIONS: tuple[tuple[str, Words, Any], ...] = (
    ("no-hint", _("Without a hint"), lambda each: not each.field.hint),
    ("hint", _("With a hint"), lambda each: each.field.hint),
    ("optional", _("That may be skipped"), lambda each: each.field.optional),
    ("inline", _("With two short answers side by side"), lambda each: getattr(each.field, "inline", False)),
    (
        "stacked",
        _("With its answers one above the other"),
        lambda each: isinstance(each.field, RadiosField) and not each.field.inline,
    ),
    (
        "choice-hints",
        _("With hints to its answers"),
        lambda each: isinstance(each.field, ChoiceField) and any(len(choice) > 2 for choice in each.field.choices),
    ),
    ("apart", _("With an answer set apart from the others"), lambda each: getattr(each.field, "apart", None)),
    ("none", _("With an answer that takes away the others"), lambda each: getattr(each.field, "none", None)),
    ("suffix", _("With words after the input"), lambda each: getattr(each.field, "suffix", "")),
)


def _answered(asked: tuple[Question, ...]) -> tuple[Question, Any] | None:
    for question in asked:
        known = known_at_pages().get(question.asking.page)
        answer = (known.answer or {}).get(question.name) if known else None
        if answer not in (None, [], ""):
            return question, answer
    example = next((value for kind, value in EXAMPLES.items() if isinstance(asked[0].field, kind)), None)
    if example is None and isinstance(asked[0].field, ChoiceField):
        example = _first_choice(asked[0].field)
    return (asked[0], example) if example is not None else None


def _first_choice(asked: GovukField) -> Any:
    if not isinstance(asked, ChoiceField) or not asked.labels:
        return None
    value = next(iter(asked.labels))
    return [value] if isinstance(asked, CheckboxesField) else asked.to_answer(asked.clean(value))


def _fields_of(page: Any) -> Mapping[str, GovukField]:
    return page.form.govuk_fields() if hasattr(page, "form") else {}


def _unasked(kind: str) -> Iterator[Question]:
    if kind in UNASKED:
        yield Question(Asking(GovukForm), "file", UNASKED[kind])


@cache
def declaration(form: type[GovukForm], name: str) -> str:
    """How a form declares a question, as it stands in the code; nothing where it is made as the form is."""
    for kind in form.__mro__:
        if name not in vars(kind).get("declared_fields", {}) or kind.__module__ == "journeys.forms":
            continue
        try:
            source = textwrap.dedent(inspect.getsource(kind))
        except (OSError, TypeError):
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
                return textwrap.dedent(" " * node.col_offset + (ast.get_source_segment(source, node) or ""))
    return ""
