"""Claims that were filled in faster than anybody reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import DateTimeField, F, Window
from django.db.models.functions import Lag

from claims.models import Claim
from core import clock
from journeys.models import PageAnswer
from signals.finding.found import Found, Seen, key_of
from signals.querysets import COMPARED, places_compared

SENT_DAYS = 90
"""How long ago a claim was sent at most."""
A_PAGE = timedelta(seconds=2)
"""To have a page come, read its question, answer it and press its button takes longer, however well one knows it."""


def fast_answers(threshold: int) -> Iterator[Found]:
    """Claims of which at least so many pages were each answered within two seconds of the one before. Answers that were
    kept in one go, because they were known already, count for nothing. Three queries."""
    sent = Claim.objects.filter(state__in=COMPARED, submitted_at__gte=clock.now() - timedelta(days=SENT_DAYS))
    claim_of: dict[UUID, UUID] = dict(sent.values_list("draft", "pk"))
    claim_of |= dict(places_compared().filter(claim__in=sent).values_list("draft", "claim"))
    before = Window(
        Lag("saved_at"), partition_by=[F("draft")], order_by=["saved_at", "pk"], output_field=DateTimeField(null=True)
    )
    answers = PageAnswer.objects.filter(draft__in=list(claim_of)).annotate(before=before)
    fast = answers.filter(saved_at__gt=F("before"), saved_at__lt=F("before") + A_PAGE)
    pages = Counter(claim_of[draft] for draft in fast.values_list("draft", flat=True))
    for claim, count in pages.items():
        if count >= threshold:
            yield Found(key_of("fast_answers", claim), count, (Seen("claims.Claim", str(claim), claim),))
