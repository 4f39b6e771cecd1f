"""How django-axes counts wrong passwords: by the address typed and the place they came from, together.

So one person's mistakes never keep another out, and nobody can lock somebody else's account from elsewhere.
"""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.fields import normalise_email


def username(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address being tried, in its one form, so that another spelling is not another count."""
    given = credentials or request.POST
    return normalise_email(given.get("email") or given.get("username") or "")


def client_address(request: HttpRequest) -> str:
    """Where a request came from.

    ``X-Forwarded-For`` is believed only as far as ``TRUSTED_PROXY_COUNT`` proxies of ours wrote it: anybody
    can send the header, and each proxy adds the address that it saw to the right.
    """
    seen: str = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if settings.TRUSTED_PROXY_COUNT and len(hops) >= settings.TRUSTED_PROXY_COUNT:
        try:
            return str(ip_address(hops[-settings.TRUSTED_PROXY_COUNT]))
        except ValueError:
            return seen
    return seen


def locked_out(
    request: HttpRequest,
    original_response: HttpResponse | None = None,  # noqa: ARG001
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page that says when to try again, the same whether or not the address has an account."""
    last = (
        AccessAttempt.objects.filter(username=username(request, credentials), ip_address=client_address(request))
        .order_by("-attempt_time")
        .values_list("attempt_time", flat=True)
        .first()
    )
    # Axes counts in real time. A part of a minute is rounded up, so that the time shown is never too early.
    again_at = last and (last + settings.AXES_COOLOFF_TIME + timedelta(seconds=59)).replace(second=0)
    return render(request, "accounts/locked_out.html", {"again_at": again_at}, status=429)
