"""Keeping feedback."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.urls import Resolver404, resolve

from core import clock
from core.digests import steady_digest
from home.models import Feedback

MOST_AN_HOUR = 10
KEPT_IN_PAGE = frozenset({"task", "page", "benefit"})
"""Parts of an address that say which page it is; the others say whose, and are not kept."""


class TooMuchFeedback(Exception):
    """More has come from one place in an hour than one person sends."""


def leave_feedback(*, page: str, satisfaction: str, comment: str, language: str, address: str) -> Feedback:
    """Keep what somebody said about a page. ``address`` is where they are on the network; it is not kept.

    It takes no actor, because it must not be known who said it. Raises TooMuchFeedback.
    """
    now = clock.now()
    sender = steady_digest(f"feedback {clock.today()} {address}")
    with transaction.atomic():
        if Feedback.objects.filter(sender=sender, at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
            raise TooMuchFeedback
        return Feedback.objects.create(
            at=now,
            page=page_without_person(page),
            satisfaction=satisfaction,
            comment=comment,
            language=language,
            sender=sender,
        )


def page_without_person(path: str) -> str:
    """An address with what it is about left out: "/claims/UC-1/home/rent/" is "/claims/reference/home/rent/"."""
    try:
        match = resolve(path)
    except Resolver404:
        return ""
    hidden = {str(value): name for name, value in match.kwargs.items() if name not in KEPT_IN_PAGE}
    return "/".join(hidden.get(part, part) for part in path.split("/"))[:200]
