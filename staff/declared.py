"""What was declared, as staff may read it: bank details hidden but for their last digits."""

from __future__ import annotations

from typing import Any

from claims.models import Claim, Declaration

SHOWN_IN_FULL = frozenset({"nino"})
"""Secret answers that staff need in full, because they check by them who somebody is."""


def declarations_of(claim: Claim) -> list[dict[str, Any]]:
    """Each declaration, the newest first, with its groups of questions and answers. One query."""
    rows = claim.declarations.order_by("-declared_at").select_related("person").defer("person__nino")
    return [{"declaration": each, "groups": _groups(each)} for each in rows]


def _groups(declaration: Declaration) -> list[dict[str, Any]]:
    secret = declaration.secret_answers or {}
    return [
        {**group, "rows": [{**row, "answer": _answer(row, secret)} for row in group["rows"]]}
        for group in declaration.questions
    ]


def _answer(row: dict[str, Any], secret: dict[str, Any]) -> Any:
    if not row["secret"]:
        return row["answer"]
    return hidden(row["field"], secret.get(f"{row['page']}.{row['field']}"))


def hidden(name: str, answer: Any) -> str:
    """A secret answer as staff see it: its last four characters, or two of a short one."""
    text = "" if answer is None else str(answer)
    if name in SHOWN_IN_FULL or not text:
        return text
    shown = text[-4:] if len(text) >= 8 else text[-2:]
    return f"•••• {shown}"
