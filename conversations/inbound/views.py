"""Texts that people send us, as GOV.UK Notify tells us of them."""

from __future__ import annotations

import hmac
import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from conversations.inbound.reading import read_text
from conversations.inbound.services import take_in
from core import access

MOST_BYTES = 64 * 1024
"""Many times the longest text there is: forty parts of 153 characters, each of which may be six bytes of JSON."""


@access.machine
@csrf_exempt
@never_cache
def notify_inbound(request: HttpRequest) -> HttpResponse:
    """A text that somebody sent to our number (documentation of GOV.UK Notify's REST API, "received text messages"), by
    the token that was given there. 200 once it is kept, also when it was kept before; after anything else Notify tells
    us again."""
    token = settings.NOTIFY["inbound_token"]
    if not token or request.method != "POST":
        return HttpResponse(status=405 if token else 404, content_type="text/plain")
    expected = f"Bearer {token}".encode()
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected):
        return HttpResponse(status=401, content_type="text/plain")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return HttpResponse(status=413, content_type="text/plain")
    try:
        told: dict[str, Any] = json.loads(request.read(MOST_BYTES))
        sent_id, sender, words = UUID(str(told["id"])), told["source_number"], told["message"]
        to = str(told.get("destination_number") or "")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return HttpResponse(status=400, content_type="text/plain")
    take_in(read_text(sent_id=sent_id, sender=str(sender or ""), words=str(words or ""), to=to))
    return HttpResponse(content_type="text/plain")
