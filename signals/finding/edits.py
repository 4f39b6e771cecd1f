"""What was changed out of the ordinary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count

from core import clock
from payments.models import Pay
from signals.finding.found import Found, Seen, key_of
from signals.querysets import COMPARED

EDIT_DAYS = 90


def pay_edited(threshold: int) -> Iterator[Found]:
    """Claims on which recorded pay was changed or removed at least so many times in 90 days."""
    since = clock.now() - timedelta(days=EDIT_DAYS)
    edited = Pay.objects.filter(superseded_at__gte=since, claim__state__in=COMPARED)
    many = edited.values("claim").annotate(edits=Count("pk")).filter(edits__gte=threshold)
    rows: dict[Any, list[Seen]] = defaultdict(list)
    for pk, claim in edited.filter(claim__in=many.values("claim")).values_list("pk", "claim"):
        rows[claim].append(Seen("payments.Pay", str(pk), claim))
    for claim, seen in rows.items():
        yield Found(key_of("pay_edited", claim), len(seen), tuple(seen))
