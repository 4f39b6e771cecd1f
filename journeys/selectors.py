"""Reading saved answers, and where people leave: a fixed number of queries, however many pages, entries and drafts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from core import clock
from core.actor import Channel
from core.prepared import prepared_cursor
from journeys.answers import Answer, Responses
from journeys.definition import Exit, Journey, ListTask, Page
from journeys.models import PageAnswer, PageTally, PageVisit
from journeys.sitting import CHECK

SECRET = PageAnswer._meta.get_field("secret")

# One query, because a page pays for it, and of an answer's key only what opens a secret. What has no answer is an entry
# of a list.
SAVED = """
    SELECT CASE WHEN secret IS NOT NULL THEN id END, item_id, page, data::text, secret,
        CASE WHEN saved_by_id IS DISTINCT FROM %(user)s::bigint THEN saved_by_name END
    FROM journeys_pageanswer WHERE draft_id = ANY(%(drafts)s::uuid[])
    UNION ALL
    SELECT id, NULL, task, NULL, NULL, NULL FROM journeys_draftitem WHERE draft_id = ANY(%(drafts)s::uuid[])
"""

TALLIED = ("shown", "answered", "mistaken", "seen_last")

UNTOUCHED_FOR = timedelta(days=7)
"""Whoever has not come back after so long is counted as having left, for as long as they do not."""


def load_responses(draft_ids: Iterable[UUID], user_id: int | None = None) -> Responses:
    """Everything saved in these drafts (a claim's shared one and one person's own), and which of it by whom, where
    that was somebody else than this user.

    One query, as values and not as objects: every page of a journey begins with this.
    """
    with prepared_cursor() as cursor:
        # As text: a list of keys takes as long to write out as everything else there is to ask.
        cursor.execute(SAVED, {"drafts": "{" + ",".join(map(str, draft_ids)) + "}", "user": user_id})
        rows = cursor.fetchall()
    items: dict[str, list[UUID]] = defaultdict(list)
    for key, task in sorted((key, name) for key, _item, name, data, *_rest in rows if data is None):
        items[task].append(key)  # keys are in order of time: first added first
    saved = [row for row in rows if row[3] is not None]
    # One long document is read several times as fast as many short ones.
    answers = json.loads(f"[{','.join(row[3] for row in saved)}]")
    pages: dict[tuple[UUID | None, str], Answer] = {}
    by_others: dict[str, set[str]] = defaultdict(set)
    for (key, item, page, _data, sealed, other), answer in zip(saved, answers, strict=True):
        pages[item, page] = {**answer, **SECRET.open_in_row(bytes(sealed), key)} if sealed else answer
        if other is not None:
            by_others[other].add(page)
    return Responses(pages=pages, items=dict(items), by_others=by_others)


@dataclass(frozen=True, slots=True)
class PageCounts:
    """How many people were shown a page, answered it, got it wrong at least once, and were seen last on it.

    ``left`` are those who went away without submitting. Whoever an exit told that they cannot go on did not leave:
    that is how it ended for them, and they are in ``ended``. The check page is answered by submitting.
    """

    task: str
    page: str
    shown: int = 0
    answered: int = 0
    mistaken: int = 0
    left: int = 0
    ended: int = 0


def drop_off(journey: Journey, since: datetime, until: datetime) -> list[PageCounts]:
    """What became of the drafts begun from ``since`` and before ``until``, by page in the journey's order.

    A person is counted at the page that they were last asked and had not answered until then; they left once their
    draft lapsed, was closed or was left alone for seven days. Of drafts that are over only whole days are known.
    Pages no longer asked come last. Three queries.
    """
    visits = PageVisit.objects.filter(
        draft__journey=journey.slug,
        draft__started_at__gte=since,
        draft__started_at__lt=until,
        # True of them all, since no page is shown before its draft is begun: the rest of the table need not be read.
        first_shown_at__gte=since,
    )
    counts = {
        row["page"]: row
        for row in visits.values("page").annotate(
            shown=Count("pk"),
            done=Count("first_answered_at"),
            mistaken=Count("pk", filter=Q(mistakes__gt=0)),
            submitted=Count("draft__submitted_at"),
        )
    }
    last_seen = _last_seen(visits)
    ended = _ended(journey, since, until)
    exits = {task.exit_slug for task in journey.tasks}
    places = _places(journey)
    none = dict.fromkeys(("shown", "done", "mistaken", "submitted", "answered", "seen_last"), 0)
    listed = []
    for page in [*places, *sorted((counts.keys() | ended.keys()) - places.keys())]:
        now, before = counts.get(page, none), ended.get(page, none)
        seen_last = last_seen.get(page, 0) + before["seen_last"]
        listed.append(
            PageCounts(
                task=places.get(page, ""),
                page=page,
                shown=now["shown"] + before["shown"],
                answered=now["submitted" if page == CHECK else "done"] + before["answered"],
                mistaken=now["mistaken"] + before["mistaken"],
                left=0 if page in exits else seen_last,
                ended=seen_last if page in exits else 0,
            )
        )
    return listed


def _ended(journey: Journey, since: datetime, until: datetime) -> dict[str, dict[str, int]]:
    """Page -> the counts of the drafts that are over, begun on these days."""
    last = until - timedelta(microseconds=1)
    tallies = PageTally.objects.filter(
        journey=journey.slug, begun_on__range=(timezone.localdate(since), timezone.localdate(last))
    )
    sums = [Sum(name) for name in TALLIED]
    rows = tallies.values("page").annotate(*sums).values_list("page", *(each.default_alias for each in sums))
    return {page: dict(zip(TALLIED, counted, strict=True)) for page, *counted in rows}


def _places(journey: Journey) -> dict[str, str]:
    """Every page that visits are noted of -> the task it belongs to, in order."""
    places: dict[str, str] = {}
    for task in journey.tasks:
        pages = [*task.pages, *(task.item_pages if isinstance(task, ListTask) else ())]
        places |= {page.slug: task.slug for page in pages if isinstance(page, Page)}
        if isinstance(task, ListTask):
            places[task.another_slug] = task.slug
        if any(isinstance(page, Exit) for page in pages):
            places[task.exit_slug] = task.slug
    return places | {CHECK: ""}


def _last_seen(visits: QuerySet[PageVisit]) -> dict[str, int]:
    """Page -> in how many drafts that were given up it was the last one seen."""
    now = clock.now()
    last = visits.filter(draft__submitted_at=None).order_by("draft", "-last_shown_at", "-pk").distinct("draft")
    given_up = (
        Q(draft__closed_at__isnull=False) | Q(draft__expires_at__lte=now) | Q(last_shown_at__lt=now - UNTOUCHED_FOR)
    )
    rows = PageVisit.objects.filter(given_up, pk__in=last.values("pk")).values("page").annotate(drafts=Count("pk"))
    return {row["page"]: row["drafts"] for row in rows}


def answered_at(draft_ids: Iterable[UUID], pages: Iterable[str]) -> dict[str, datetime]:
    """When each of these pages, which are asked once in a journey, was last answered, of those that were."""
    found = PageAnswer.objects.filter(draft__in=list(draft_ids), item=None, page__in=list(pages))
    return dict(found.values_list("page", "saved_at"))


def typed_for_them(draft_ids: Iterable[UUID], page: str) -> tuple[int, str, str] | None:
    """Who typed the answer to this page, which is asked once in a journey, for whom it is about: key and name of a
    member of staff, and the channel by which they were told it. None where people typed it themselves."""
    found = PageAnswer.objects.filter(draft__in=list(draft_ids), item=None, page=page).exclude(channel=Channel.ONLINE)
    return found.values_list("saved_by_id", "saved_by_name", "channel").first()
