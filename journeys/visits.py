"""Noting which pages people are asked, answer and get wrong, and letting go of who they were.

(``selectors.drop_off`` counts.)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from core import clock
from core.actor import Actor
from core.ids import new_id
from core.prepared import prepared_cursor
from journeys.models import PageTally, PageVisit
from journeys.sitting import CHECK

KEPT = timedelta(days=400)
"""A year can be compared with the one before; then the counts go."""

DRAFTS_AT_ONCE = 200

# One statement, because a page pays for it: a row that is there already is added to, whoever else is writing it.
# A draft that takes no more answers is counted already.
NOTE = """
    INSERT INTO journeys_pagevisit AS visit
        (id, draft_id, page, channel, first_shown_at, last_shown_at, first_answered_at, mistakes)
    SELECT %(id)s, id, %(page)s, %(channel)s, %(now)s, %(now)s, %(answered_at)s, %(mistakes)s
    FROM journeys_draft WHERE id = %(draft)s AND closed_at IS NULL
    ON CONFLICT (draft_id, page) DO UPDATE SET
        last_shown_at = EXCLUDED.last_shown_at,
        first_answered_at = COALESCE(visit.first_answered_at, EXCLUDED.first_answered_at),
        mistakes = visit.mistakes + EXCLUDED.mistakes
"""

# One statement, so that nobody is counted twice or not at all. In order, so that two at once never wait for each other.
TALLY = """
    WITH ended AS (
        SELECT id, journey, (started_at AT TIME ZONE %(zone)s)::date AS begun_on, submitted_at IS NOT NULL AS was_sent
        FROM journeys_draft WHERE id = ANY(%(drafts)s)
    ), taken AS (
        DELETE FROM journeys_pagevisit AS visit USING ended WHERE visit.draft_id = ended.id
        RETURNING ended.journey, ended.begun_on, ended.was_sent, visit.*
    ), placed AS (
        SELECT *, row_number() OVER (PARTITION BY draft_id ORDER BY last_shown_at DESC, id DESC) = 1 AS is_last
        FROM taken
    )
    INSERT INTO journeys_pagetally AS tally (journey, begun_on, page, shown, answered, mistaken, seen_last)
    SELECT
        journey, begun_on, page,
        count(*),
        count(*) FILTER (WHERE first_answered_at IS NOT NULL OR (was_sent AND page = %(check)s)),
        count(*) FILTER (WHERE mistakes > 0),
        count(*) FILTER (WHERE is_last AND NOT was_sent)
    FROM placed GROUP BY journey, begun_on, page ORDER BY journey, begun_on, page
    ON CONFLICT (journey, begun_on, page) DO UPDATE SET
        shown = tally.shown + EXCLUDED.shown,
        answered = tally.answered + EXCLUDED.answered,
        mistaken = tally.mistaken + EXCLUDED.mistaken,
        seen_last = tally.seen_last + EXCLUDED.seen_last
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
    with prepared_cursor() as cursor:
        cursor.execute(NOTE, values)


def tally_visits(draft_ids: Sequence[UUID]) -> None:
    """Add what was noted of these drafts, which take no more answers, to the counts of the day on which they were
    begun, and delete it: from then on nothing tells whom a page was put to. One query; twice is once."""
    values: dict[str, Any] = {"drafts": list(draft_ids), "zone": settings.TIME_ZONE, "check": CHECK}
    with connection.cursor() as cursor:
        cursor.execute(TALLY, values)


def tally_ended() -> None:
    """The same for every draft that was sent, lapsed or was closed, some at a time."""
    ended = PageVisit.objects.filter(Q(draft__closed_at__isnull=False) | Q(draft__expires_at__lte=clock.now()))
    while some := list(ended.values_list("draft", flat=True).order_by("draft").distinct()[:DRAFTS_AT_ONCE]):
        tally_visits(some)


def forget_tallies() -> int:
    """Delete counts of journeys begun more than 400 days ago. Returns how many rows there were."""
    return PageTally.objects.filter(begun_on__lt=clock.today() - KEPT).delete()[0]
