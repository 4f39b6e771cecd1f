"""What staff asked for and were refused: on the record, so that somebody who tries addresses can be found."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth import SESSION_KEY

from accounts.doors import Door, door_of
from audit.services import record
from core.http import Request
from core.ids import REFERENCE

REFUSED = frozenset({403, 404})


def note_refusal(request: Request, status: int) -> None:
    """Record that a member of staff asked for a page that is not for them, or of a claim that is not. An address that
    is no page's at all is a slip of the finger, and is not noted; nor is anything that the public asks for, which the
    log counts without a name."""
    match = request.resolver_match
    if status not in REFUSED or match is None or SESSION_KEY not in request.session:
        return
    if door_of(request.session) is not Door.STAFF or not request.actor.is_authenticated:
        return
    asked = str(match.kwargs.get("reference", "")).upper()
    claim: dict[str, Any] = {"asked_for": asked} if re.fullmatch(REFERENCE, asked) else {}
    record("page_refused", by=request.actor, view=match.view_name, status=status, **claim)
