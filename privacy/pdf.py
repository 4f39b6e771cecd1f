"""A copy of somebody's data as a PDF to read and to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from documents.pdf import render
from govuk.contact import reach_us
from govuk.formatting import day, day_and_time

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def copy_pdf(document: dict[str, Any]) -> bytes:
    """The document of privacy/copying.py as a tagged PDF, in its language; no query. Raises NotRendered."""
    made = datetime.fromisoformat(document["made_at"])
    with translation.override(document["language"]):
        data = {
            "title": _("A copy of your data"),
            "heading": _("A copy of your data"),
            "service": str(settings.SERVICE_NAME),
            "reference": document["name"],
            "language": document["language"],
            "page_words": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
            "lead": _("Made on %(when)s.") % {"when": day_and_time(made)},
            "sections": [_shown(each) for each in document["sections"]],
            "nothing": _("We hold nothing of this kind."),
            "left_out": {
                "title": _("What is not in this copy, and why"),
                "rows": [{"question": each["what"], "answer": each["why"]} for each in document["left_out"]],
            },
            "wrong": {
                "title": _("If something is wrong"),
                "words": [_("Tell us and we will put it right."), reach_us()],
            },
        }
        return render("privacy/copy.typ", data, created=made)


def _shown(section: dict[str, Any]) -> dict[str, Any]:
    entries = [
        [{"question": section["keys"][key], "answer": _answer(value)} for key, value in row.items()]
        for row in section["rows"]
    ]
    return {"title": section["title"], "entries": entries}


def _answer(value: Any) -> str | list[str]:
    if isinstance(value, list) and len(value) == 2 and all(each is None or _is_day(each) for each in value):
        first, end = (day(date.fromisoformat(each)) if each else _("open") for each in value)
        return _("%(first)s to %(end)s") % {"first": first, "end": end}
    if isinstance(value, (dict, list)):
        return list(_lines(value)) or _("None")
    return _word(value)


def _lines(value: Any, name: str = "") -> Iterator[str]:
    """What is nested, a line each: "children 2 name: Ada"."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value, start=1) if isinstance(value, list) else None
    if pairs is None:
        yield f"{name}: {_word(value)}" if name else _word(value)
        return
    for key, each in pairs:
        yield from _lines(each, f"{name} {key}".strip().replace("_", " "))


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and bool(_DAY.fullmatch(value))


def _word(value: Any) -> str:
    if value is None or value == "":
        return _("Not provided")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return day_and_time(datetime.fromisoformat(value))
    return day(date.fromisoformat(value)) if _is_day(value) else str(value)
