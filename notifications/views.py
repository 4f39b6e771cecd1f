"""What the carrier tells us."""

from __future__ import annotations

import hmac
import json
import logging
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core import access
from notifications.models import Arrival
from notifications.receipts import note_receipt

logger = logging.getLogger(__name__)
MOST_BYTES = 16 * 1024


@access.machine
@csrf_exempt
@never_cache
def notify_callback(request: HttpRequest) -> HttpResponse:
    """A delivery receipt of GOV.UK Notify, which sends the token that was given there. 200 also for what we do not
    know or knew already: Notify would only say it again."""
    token = settings.NOTIFY["callback_token"]
    if not token or request.method != "POST":
        return HttpResponse(status=405 if token else 404, content_type="text/plain")
    expected = f"Bearer {token}".encode()
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected):
        return HttpResponse(status=401, content_type="text/plain")
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return HttpResponse(status=413, content_type="text/plain")
    try:
        told: dict[str, Any] = json.loads(request.read(MOST_BYTES))
        reference, sent = told["reference"], UUID(str(told["id"]))
        status = Arrival(told["status"])
    except (ValueError, LookupError, TypeError):
        return HttpResponse(status=400, content_type="text/plain")
    if not _noted(reference, sent, status):
        logger.info("GOV.UK Notify told us %s of a message that we do not know, or knew of: %s", status, sent)
    return HttpResponse(content_type="text/plain")


def _noted(reference: object, sent: UUID, status: Arrival) -> bool:
    try:
        message_id = UUID(str(reference))
    except ValueError:  # sent by somebody from Notify's own pages
        return False
    return note_receipt(message_id=message_id, provider_reference=str(sent), status=status) is not None
