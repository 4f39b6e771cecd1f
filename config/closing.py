"""Closing the service for a while: every page says so, and when it is back.

The switch is a file, so that it works when the database does not. While it is there the service is closed; what is in
it, a day and a time such as ``2026-12-01 18:00`` in British time, is when the service returns. Empty, nobody knows.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from core import clock
from govuk.error_views import service_unavailable

logger = logging.getLogger(__name__)


class ClosingMiddleware:
    """Answers everything but static files and machines with the page that says so, while the service is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.MAINTENANCE_FILE:
            try:
                written = Path(settings.MAINTENANCE_FILE).read_text()
            except FileNotFoundError:
                return self.get_response(request)
            return service_unavailable(request, returns_at=_returns_at(written.strip()))
        return self.get_response(request)


def _returns_at(written: str) -> datetime | None:
    """The moment that was written, unless it is over."""
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        logger.warning("The file that closes the service does not say a day and a time like 2026-12-01 18:00")
        return None
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment, timezone.get_default_timezone())
    return moment if moment > clock.now() else None
