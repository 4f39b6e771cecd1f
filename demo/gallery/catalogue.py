"""Every error that any form of the service can give, by form and question, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, override
from django.utils.translation import gettext as _

from demo.gallery.asked import Asking, Question, askings, kind_of, questions
from demo.gallery.drawn import UNASKED
from demo.gallery.mistakes import Mistake, mistakes
from demo.gallery.spoken import spoken
from demo.gallery.words import PLACE, Bilingual, both
from govuk.fields import GovukField, Words


@dataclass(frozen=True)
class Entry:
    """One error: its code in the form, and its wording."""

    code: str
    words: Bilingual


@dataclass(frozen=True)
class OfQuestion:
    """A question and every error it can give."""

    question: Question
    label: Bilingual
    kind: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class OfForm:
    """A form and its questions. ``number`` tells it from the others on the page."""

    number: int
    asking: Asking
    title: Bilingual
    questions: tuple[OfQuestion, ...]


@dataclass(frozen=True)
class OfPages:
    """What the pages of a file say beside what their questions say: the question, whether it is a doubt, the words."""

    where: str
    entries: tuple[tuple[str, bool, Bilingual], ...]


def of_forms() -> list[OfForm]:
    """Every form with every error that its questions can give, in the order in which people meet them."""
    entries = _in_both([question.field for question in questions()])
    by_form: dict[Asking, list[OfQuestion]] = {asking: [] for asking in askings()}
    for question, said in zip(questions(), entries, strict=True):
        of_question = OfQuestion(question, both(question.field.label or ""), kind_of(question.field), said)
        by_form[question.asking].append(of_question)
    return [
        OfForm(number, asking, both(asking.title), tuple(asked))
        for number, (asking, asked) in enumerate(by_form.items(), start=1)
    ]


def in_groups(forms: Sequence[OfForm]) -> list[tuple[Words, list[OfForm]]]:
    """The forms by the task that they are in; those of no journey come last."""
    groups: dict[str, list[OfForm]] = {}
    for form in forms:
        groups.setdefault(str(form.asking.task or _("Other pages")), []).append(form)
    return list(groups.items())


def of_pages() -> list[OfPages]:
    """What pages say of answers beside what their questions say, by the file that says it."""
    by_file: dict[str, list[tuple[str, bool, Bilingual]]] = {}
    for each in spoken():
        words = both(lambda words=each.words: gettext(words))  # type: ignore[misc]
        by_file.setdefault(each.where, []).append((each.question, each.is_doubt, words))
    return [OfPages(where, tuple(entries)) for where, entries in by_file.items()]


def every_wording() -> Iterator[tuple[str, str]]:
    """Each error in English, with where it is said: of the kinds of question that nobody is asked yet too."""
    for form in of_forms():
        for asked in form.questions:
            yield from ((f"{form.asking.slug}.{asked.question.name}", each.words.english) for each in asked.entries)
    for name, field in UNASKED.items():
        yield from ((name, each.message) for each in mistakes(field))
    yield from ((page.where, words.english) for page in of_pages() for _question, _is_doubt, words in page.entries)


def _in_both(fields: Sequence[GovukField]) -> list[tuple[Entry, ...]]:
    with override("cy"):
        welsh = [list(mistakes(field)) for field in fields]
    with override("en"):
        return [tuple(_entries(field, said)) for field, said in zip(fields, welsh, strict=True)]


def _entries(field: GovukField, welsh: Sequence[Mistake]) -> Iterator[Entry]:
    for english, other in zip(mistakes(field), welsh, strict=True):
        has_welsh = _is_in_welsh(field, english.code) and other.message != english.message
        words = Bilingual(PLACE.sub(r"[\1]", english.message), PLACE.sub(r"[\1]", other.message) if has_welsh else "")
        yield Entry(english.code, words)


def _is_in_welsh(field: GovukField, code: str) -> bool:
    """Whether every part of the message is: the name that begins it too."""
    if code == "required":
        return bool(both(field.missing).welsh)
    template = field.wordings[code]
    begins = "%(name)s" in str(template)
    return bool(both(template).welsh) and (not begins or bool(both(lambda: field.subject).welsh))
