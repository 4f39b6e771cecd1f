"""Every PDF that the service makes, with an example of somebody invented in it, in either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from claims.answers_pdf import answers_pdf
from claims.journey import CLAIM
from claims.models import Claim, Declaration
from claims.submission import declaration_wording
from core import clock
from demo.filling import responses_of
from demo.stories import LONE_PARENT
from govuk.fields.base import Words
from journeys.check import CheckGroup, check_all
from journeys.sitting import Sitting
from letters.setting import Words as LetterWords
from letters.setting import set_letter
from notifications.models import LetterFormat
from notifications.templates import render
from privacy.copying import document_of
from privacy.pdf import copy_pdf

REFERENCE = "UC-7K3F-9Q2M"


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF: the template that sets it, what it is called, who gets it when, and what makes an example of it."""

    template: str
    title: Words
    when: Words
    example: Callable[[str], bytes]


def _answers(language: str) -> bytes:
    with translation.override(language):
        groups = [
            group for task in check_all(Sitting(CLAIM, responses_of(LONE_PARENT)), came_from="") for group in task
        ]
        person = Person(given_names=LONE_PARENT.answers["given_names"], family_name=LONE_PARENT.answers["family_name"])
        declaration = Declaration(
            person=person,
            wording="\n".join(declaration_wording()),
            language=language,
            declared_at=clock.now(),
            declared_by_name=person.full_name,
        )
        declared = {"declaration": declaration, "groups": [_as_read(group) for group in groups]}
        return answers_pdf(Claim(reference=REFERENCE), [declared], own=True)


def _copy(language: str) -> bytes:
    person = Person(given_names=LONE_PARENT.answers["given_names"], family_name=LONE_PARENT.answers["family_name"])
    person.language = language
    return copy_pdf(document_of(person))


def _letter(language: str) -> bytes:
    answers = LONE_PARENT.answers
    name = f"{answers['given_names']} {answers['family_name']}"
    words = render("statement_ready", language, {}, is_listed=True)
    address = (name, *(str(answers[part]) for part in ("address_line_1", "town", "postcode")))
    letter = LetterWords(address, "7K3F-9Q2M-4T8X", words.subject, words.body, language, LetterFormat.LARGE_PRINT)
    return set_letter(letter, at=clock.now()).pdf


def _as_read(group: CheckGroup) -> dict[str, Any]:
    rows = [{"question": row.question, "answer": row.answer, "secret": row.secret} for row in group.rows]
    return {"task": group.task, "title": group.title, "item": str(group.item or ""), "rows": rows}


DOCUMENTS: Mapping[str, Document] = {
    "answers": Document(
        "claims/answers.typ",
        _("A copy of your answers"),
        _("Somebody who sent a claim keeps a copy, or staff with the record open do"),
        _answers,
    ),
    "copy": Document(
        "privacy/copy.typ",
        _("A copy of your data"),
        _("Somebody asked for a copy of all that we hold about them"),
        _copy,
    ),
    "letter": Document(
        "letters/letter.typ",
        _("A letter, in large print"),
        _("Somebody who chose letters is told something"),
        _letter,
    ),
}
