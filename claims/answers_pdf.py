"""A copy of what was declared, as a PDF to keep: every question as it was worded, with its answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from claims.models import Claim, Declaration
from documents.pdf import render
from govuk.contact import reach_us
from govuk.formatting import day_and_time

LANGUAGES = {"en": "English", "cy": "Cymraeg"}
"""Each in its own words."""


def answers_pdf(claim: Claim, declarations: list[dict[str, Any]], *, own: bool) -> bytes:
    """The declarations of ``declared_groups`` as a tagged PDF, in the language of the newest; no query.

    ``own`` says that the reader is who declared them: "your answers". Raises documents.pdf.NotRendered.
    """
    newest: Declaration = declarations[0]["declaration"]
    with translation.override(newest.language):
        title = _("A copy of your answers") if own else _("A copy of the answers")
        data = {
            "title": f"{title}: {claim.reference}",
            "heading": title,
            "service": str(settings.SERVICE_NAME),
            "reference": claim.reference,
            "language": newest.language,
            "page_words": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            "wrong": _if_something_is_wrong(),
            "declarations": [],
        }
    for each in declarations:
        with translation.override(each["declaration"].language):
            data["declarations"].append(_declared(claim, each, one_of_many=len(declarations) > 1))
    return render("claims/answers.typ", data, created=newest.declared_at)


def file_name(claim: Claim) -> str:
    """What the file is called once it is kept: nobody's name, and it sorts by claim."""
    return f"universal-credit-answers-{claim.reference}.pdf"


def _declared(claim: Claim, declared: dict[str, Any], *, one_of_many: bool) -> dict[str, Any]:
    declaration: Declaration = declared["declaration"]
    when = day_and_time(declaration.declared_at)
    level = 2 if one_of_many else 1
    return {
        "language": declaration.language,
        "title": _("Sent on %(when)s") % {"when": when} if one_of_many else "",
        "about": _about(claim, declaration, when),
        "groups": list(_groups(declared["groups"], level)),
        "agreed": {
            "level": level,
            "title": _("What was agreed to"),
            "lead": _("By sending this claim I confirm that:"),
            "words": declaration.wording.splitlines(),
        },
    }


def _about(claim: Claim, declaration: Declaration, when: str) -> list[dict[str, str]]:
    about = [
        (_("Claim reference"), claim.reference),
        (_("Sent by"), declaration.declared_by_name),
        (_("For"), declaration.person.full_name),
        (_("Sent"), when),
        (_("Language of the questions"), LANGUAGES[declaration.language]),
    ]
    if declaration.person.full_name == declaration.declared_by_name:
        del about[2]
    return [{"question": question, "answer": answer} for question, answer in about]


def _groups(groups: list[dict[str, Any]], level: int) -> Iterator[dict[str, Any]]:
    """Each group with the level of its heading: an entry of a list stands under its task. Empty ones are left out."""
    holds_entries = {group.get("task") for group in groups if group.get("item")}
    for group in groups:
        is_entry = bool(group.get("item"))
        if group["rows"] or (not is_entry and group.get("task") in holds_entries):
            yield {
                "title": group["title"],
                "level": level + is_entry,
                "rows": [{"question": row["question"], "answer": _answer(row)} for row in group["rows"]],
            }


def _answer(row: dict[str, Any]) -> str | list[str]:
    answer = row["answer"]
    if answer is None and row.get("secret"):
        return _("Hidden")
    if isinstance(answer, list):
        answer = [line for line in answer if line.strip()]
        return answer[0] if len(answer) == 1 else answer or _("Not provided")
    return answer or _("Not provided")


def _if_something_is_wrong() -> dict[str, Any]:
    words = [
        _("A mistake is not fraud. If an answer is wrong, or something changes, tell us and we will put it right."),
        reach_us(),
    ]
    return {
        "title": _("If something is wrong or changes"),
        "words": words,
        "sign_in": {"lead": _("To see your claim, sign in at:"), "address": settings.SERVICE_URL},
    }
