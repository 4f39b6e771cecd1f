"""What machines ask of the service: whether it is well, and what it counts.

They are answered first, without a redirect to HTTPS, a check of the host's name or a session: a load balancer asks
each server by its number, and asks often.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config import health, metrics
from core import access


@access.machine
@never_cache
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers at all. When it does not, start it again."""
    return JsonResponse({"ok": True})


@access.machine
@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """Whether to send people to this server: 200, or 503."""
    return _report(health.ready())


@access.machine
@never_cache
@require_safe
def whole(_request: HttpRequest) -> HttpResponse:
    """Whether everything works: 200, or 503 and somebody is called."""
    return _report(health.whole())


def _report(found: dict[str, str]) -> HttpResponse:
    is_well = health.is_well(found)
    return JsonResponse({"ok": is_well, **found}, status=200 if is_well else 503)


@access.machine
@never_cache
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """What is counted, for whoever brings the token. Without one set there is no such page."""
    if not settings.METRICS_TOKEN:
        return HttpResponseNotFound(content_type="text/plain")
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"}, content_type="text/plain")
    return HttpResponse(metrics.exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


VIEWS = {
    "health/": ("health", whole),
    "health/live/": ("health_live", live),
    "health/ready/": ("health_ready", ready),
    "metrics": ("metrics", counts),
}
urlpatterns = [path(place, view, name=name) for place, (name, view) in VIEWS.items()]


class MachinesMiddleware:
    """Answers machines before anything else of the service has a say."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        _name, view = VIEWS.get(request.path_info.removeprefix("/"), ("", None))
        return view(request) if view else self.get_response(request)
