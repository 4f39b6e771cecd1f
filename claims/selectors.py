"""Reading claims: the sitting of somebody's answers, and what was declared."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from claims.journey import CLAIM
from claims.models import Claim, Declaration, Member
from claims.reaching import in_step
from journeys.selectors import load_responses
from journeys.sitting import Sitting


def sitting_for(claim: Claim, member: Member, *, is_helped: bool = False) -> Sitting:
    """The claim's journey with the shared answers and this member's own, in step with their account, as they see it or
    whoever helps them does. One query, and another for who changed on their account what they had answered."""
    drafts = [claim.draft_id, member.draft_id]
    responses = in_step(load_responses(drafts, member.person.user_id), member.person, drafts)
    return Sitting(CLAIM, responses, base_url=reverse("claims:tasks", args=[claim.reference]), hides_secrets=is_helped)


def answered_by_others(sitting: Sitting) -> list[tuple[str, list[str]]]:
    """Who else gave answers that this person is about to send, and in which tasks: their helpers, as they were named
    then, and a partner where the question is about both."""
    given = []
    for name, pages in sorted(sitting.responses.by_others.items()):
        tasks = dict.fromkeys(task for task, page in CLAIM.pages() if page.slug in pages)
        given.append((name, [str(task.title) for task in tasks]))
    return given


def declared_groups(claim: Claim, member: Member | None, *, is_helped: bool = False) -> list[dict[str, Any]]:
    """What was declared, newest first: to a member their own, secret answers included; to whoever helps them the same,
    and to staff all, with those hidden.

    Each is the declaration with ``groups`` of rows, a row's answer being None where it is not shown.
    """
    declarations = claim.declarations.order_by("-declared_at").select_related("person")
    if member is not None:
        declarations = declarations.filter(person=member.person_id)
    return [_declared(each, show_secret=member is not None and not is_helped) for each in declarations]


def _declared(declaration: Declaration, *, show_secret: bool) -> dict[str, Any]:
    groups = [
        {
            **group,
            "rows": [
                {**row, "answer": declaration.secret_answer(group, row) if show_secret else None}
                if row["secret"]
                else row
                for row in group["rows"]
            ],
        }
        for group in declaration.questions
    ]
    return {"declaration": declaration, "groups": groups}
