"""What was declared, as staff may read it: bank details hidden but for their last digits."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from claims.considered import CONSIDERED
from claims.models import Claim, Declaration

SHOWN_IN_FULL = frozenset({"nino", "end_of_life", "own_bedroom", "spare_room_exceptions"})
"""Secret answers that staff need in full: to check who somebody is, or because they bring money (docs/adr/0007)."""


def declarations_of(claim: Claim) -> list[dict[str, Any]]:
    """Each declaration, the newest first, with its groups of questions and answers. One query."""
    rows = claim.declarations.order_by("-declared_at").select_related("person").defer("person__nino")
    return [{"declaration": each, "groups": _groups(each)} for each in rows]


def _groups(declaration: Declaration) -> list[dict[str, Any]]:
    return [
        {**group, "rows": [{**row, "answer": _answer(declaration, group, row)} for row in group["rows"]]}
        for group in declaration.questions
    ]


def _answer(declaration: Declaration, group: dict[str, Any], row: dict[str, Any]) -> Any:
    if not row["secret"]:
        return row["answer"]
    answer = declaration.secret_answer(group, row)
    return answer if row["field"] in SHOWN_IN_FULL or row["page"] == CONSIDERED else hidden(answer)


def hidden(answer: Any) -> str:
    """A secret answer as staff see it: a number's last four characters (two of a short one), and no name at all."""
    text = "" if answer is None else str(answer)
    if not text:
        return text
    if not any(letter.isdigit() for letter in text):
        return _("Hidden")
    return f"•••• {text[-4:] if len(text) >= 8 else text[-2:]}"
