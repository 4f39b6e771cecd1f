"""Noting which pages people are asked, answer and get wrong. (``selectors.drop_off`` counts them.)"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from core import clock
from core.actor import Actor
from core.ids import new_id
from journeys.models import PageVisit

KEPT = timedelta(days=400)
"""A year can be compared with the one before; then the rows go."""

AT_ONCE = 10_000

# One statement, because a page pays for it: a row that is there already is added to, whoever else is writing it.
NOTE = """
    INSERT INTO journeys_pagevisit AS visit
        (id, draft_id, page, channel, first_shown_at, last_shown_at, first_answered_at, mistakes)
    VALUES (%(id)s, %(draft)s, %(page)s, %(channel)s, %(now)s, %(now)s, %(answered_at)s, %(mistakes)s)
    ON CONFLICT (draft_id, page) DO UPDATE SET
        last_shown_at = EXCLUDED.last_shown_at,
        first_answered_at = COALESCE(visit.first_answered_at, EXCLUDED.first_answered_at),
        mistakes = visit.mistakes + EXCLUDED.mistakes
"""


def note_visit(*, draft_id: UUID, page: str, by: Actor, answered: bool = False, mistaken: bool = False) -> None:
    """Note that a page was shown, and whether it was answered or shown again with errors. One query."""
    now = clock.now()
    values: dict[str, Any] = {
        "id": new_id(),
        "draft": draft_id,
        "page": page,
        "channel": by.channel,
        "now": now,
        "answered_at": now if answered else None,
        "mistakes": int(mistaken),
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTE, values)


def forget_visits() -> int:
    """Delete what was noted more than 400 days ago, some at a time. Returns how many rows there were."""
    old = PageVisit.objects.filter(first_shown_at__lt=clock.now() - KEPT)
    forgotten = 0
    while some := list(old.values_list("pk", flat=True)[:AT_ONCE]):
        forgotten += PageVisit.objects.filter(pk__in=some).delete()[0]
    return forgotten
