"""Each request noted once: how long which view took, and how it ended. Never for whom, nor about what.

A path is not noted: a claim's reference stands in it. A view's name says as much to whoever looks for a fault.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from config import metrics
from core import logs

logger = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
"""What may be asked of a page."""
HEADER = "X-Request-ID"
_IDENTIFIER = re.compile(r"[0-9A-Za-z-]{8,64}")


def _identifier(request: HttpRequest) -> str:
    """The proxy's, where one of ours is in front, so that its lines and ours can be read together."""
    given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXY_COUNT else ""
    return given if _IDENTIFIER.fullmatch(given) else uuid4().hex


class RequestMiddleware:
    """Measures, counts and notes each request, and refuses methods that nothing has a use for. After whatever serves
    static files: those are not noted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        identifier, began = _identifier(request), time.perf_counter()
        token = logs.begin(request=identifier)
        try:
            is_asked = request.method in METHODS
            response = self.get_response(request) if is_asked else HttpResponseNotAllowed(METHODS)
            seconds = time.perf_counter() - began
            match, status = request.resolver_match, response.status_code
            view = match.view_name if match else "none"
            method = request.method if request.method in metrics.METHODS else "other"
            metrics.count_request(view=view, method=method, status=status, seconds=seconds)
            fields = {"view": view, "method": method, "status": status, "ms": round(seconds * 1000)}
            # 503 is meant, while the service is closed, or the database's.
            level = logging.ERROR if status >= 500 and status != 503 else logging.INFO
            logger.log(level, "request", extra={"fields": fields})
        finally:
            logs.end(token)
        response.headers[HEADER] = identifier
        return response
