"""Circumstances in words: each part named as the question that asks for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from claims.fact_tables import TABLES
from claims.journey import CLAIM
from claims.models import Claim, Fact
from core import clock
from govuk.fields.base import GovukField
from journeys.definition import Page
from rules.rates import area_name
from staff.declared import SHOWN_IN_FULL, hidden

TITLES = {
    "birth": gettext_lazy("Date of birth"),
    "residence": gettext_lazy("Whether they can claim"),
    "identity": gettext_lazy("Name and National Insurance number"),
    "contact": gettext_lazy("How to reach them"),
    "home": gettext_lazy("Home"),
    "area": gettext_lazy("Area"),
    "tenancy": gettext_lazy("Tenancy"),
    "children": gettext_lazy("Children"),
    "child": gettext_lazy("Child"),
    "own_bedroom": gettext_lazy("Why not the rate for a shared home"),
    "work": gettext_lazy("Work"),
    "job": gettext_lazy("Job"),
    "capital": gettext_lazy("Savings"),
    "savings": gettext_lazy("Account or investment"),
    "nationality": gettext_lazy("Nationality and residence"),
    "other_adults": gettext_lazy("Other adults"),
    "other_adult": gettext_lazy("Other adult"),
    "childcare_used": gettext_lazy("Childcare"),
    "childcare": gettext_lazy("Childcare provider"),
    "other_income": gettext_lazy("Money other than pay"),
    "income": gettext_lazy("Income"),
    "health": gettext_lazy("Health"),
    "stopped_work": gettext_lazy("Work that stopped"),
    "carer": gettext_lazy("Caring"),
    "caring": gettext_lazy("Person cared for"),
    "course": gettext_lazy("Courses and training"),
    "bank": gettext_lazy("Where to pay"),
    "bereavement": gettext_lazy("Death of somebody close"),
}
# What a question is worded with, and the part of the circumstance that holds it.
NAMED_BY = {"name": "given_names", "employer": "employer"}
AREA_PARTS = {"brma": gettext_lazy("Broad Rental Market Area"), "london": gettext_lazy("In Greater London")}


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One fact in words: what it is, from which day (and to which), and its parts."""

    title: str
    start: date | None
    end: date | None
    parts: list[tuple[str, str | list[str]]]


def circumstances_of(claim: Claim, people: list[Person], kinds: Collection[str] = ()) -> list[Circumstance]:
    """What is believed now (only of these kinds, if any are named), in the order in which it is asked about. One
    query."""
    today = clock.today()
    rows = Fact.objects.about(claim, [person.pk for person in people]).as_known()
    if kinds:
        rows = rows.filter(kind__in=kinds)
    order = {kind: place for place, kind in enumerate(TITLES)}
    current = [row for row in rows if row.applies.upper is None or row.applies.upper > today]
    current.sort(key=lambda row: (order.get(row.kind, len(order)), row.applies.lower, str(row.item)))
    children = {row.item: row.value["given_names"] for row in current if row.kind == "child"}
    return [_in_words(row, children) for row in current]


def _in_words(fact: Fact, children: dict[str, str]) -> Circumstance:
    questions = _questions(fact.kind)
    parts: list[tuple[str, str | list[str]]] = []
    for part, value in sorted(fact.full_value.items(), key=lambda pair: _place(questions, pair[0])):
        if value in (None, "", []):
            continue
        if fact.kind == "childcare" and part == "child":
            value = children.get(value, _("A child who is no longer on the claim"))
            parts.append((str(questions[part].label), value))
            continue
        is_hidden = part in (fact.secret or {}) and part not in SHOWN_IN_FULL
        label = _label(questions, part, fact.value)
        parts.append((label, hidden(value) if is_hidden else _words(questions, part, value)))
    title = str(TITLES.get(fact.kind) or fact.kind.replace("_", " ").capitalize())
    return Circumstance(title, fact.applies.lower, fact.applies.upper, parts)


@cache
def _questions(kind: str) -> dict[str, GovukField]:
    """The field that asks for each part of a kind of circumstance."""
    forms = [page.form for _task, page in CLAIM.pages() if isinstance(page, Page)]
    fields = {name: cast(GovukField, form.base_fields[name]) for form in forms for name in form.base_fields}
    return {
        part: fields[name]
        for table in TABLES
        if table.kind == kind
        for name, part in table.parts.items()
        if name in fields
    }


def _place(questions: dict[str, GovukField], part: str) -> int:
    names = list(questions)
    return names.index(part) if part in questions else len(names)


def _label(questions: dict[str, GovukField], part: str, value: dict[str, Any]) -> str:
    """The question, with the names that it was asked with."""
    field = questions.get(part)
    if field is None:
        return str(AREA_PARTS.get(part) or part.replace("_", " ").capitalize())
    label = str(field.label)
    for placeholder, known in NAMED_BY.items():
        label = label.replace("{" + placeholder + "}", str(value.get(known, "")))
    return label


def _words(questions: dict[str, GovukField], part: str, value: Any) -> str | list[str]:
    field = questions.get(part)
    if field is not None:
        return field.display(field.from_answer(value))
    if part == "brma":
        return area_name(value)
    return {True: _("Yes"), False: _("No")}.get(value, str(value)) if isinstance(value, bool) else str(value)
