"""Reading saved answers: two queries, however many pages, entries and drafts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from journeys.answers import Responses
from journeys.models import DraftItem, PageAnswer


def load_responses(draft_ids: Iterable[UUID]) -> Responses:
    """Everything saved in these drafts (a claim's shared one and one person's own)."""
    ids = list(draft_ids)
    items = defaultdict(list)
    for item in DraftItem.objects.filter(draft__in=ids):
        items[item.task].append(item.id)
    pages = {(row.item_id, row.page): row.answer for row in PageAnswer.objects.filter(draft__in=ids)}
    return Responses(pages=pages, items=dict(items))
