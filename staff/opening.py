"""What one member of staff does so often in an hour and no more: who goes through all records, letters or concerns is
stopped while it happens, and noted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings

from accounts.concerns import deal_with_concern
from accounts.models import Concern
from accounts.throttle import Limit, MustWait, count_try
from audit.models import AccessReason
from audit.services import record
from claims.models import Claim
from claims.records import open_record, opening_of
from core.actor import Actor
from letters.batches import send_alone
from notifications.models import Message

_HOUR = timedelta(hours=1)


def records_an_hour() -> Limit:
    """How many records one member of staff opens within an hour, whoever they are; then they wait until it is over."""
    return Limit("records opened by staff", settings.RECORDS_OPENED_AN_HOUR, _HOUR, _HOUR, _HOUR, lasts=False)


def send_one(*, message: Message, by: Actor) -> None:
    """Mark a letter or call as made, as ``send_alone`` does: raises what it raises. Raises MustWait, with nothing
    marked, for who marked too many. Not for use inside a transaction that may fail."""
    limit = Limit("letters sent by staff", settings.LETTERS_AN_HOUR, _HOUR, _HOUR, _HOUR, lasts=False)
    _count(limit, "too_many_letters_sent", by, {"message": str(message.pk)})
    send_alone(message=message, by=by)


def deal_with_one(*, concern: Concern, note: str, by: Actor) -> None:
    """Note what was done about a concern, as ``deal_with_concern`` does: raises what it raises. Raises MustWait, with
    nothing noted, for who dealt with too many. Not for use inside a transaction that may fail."""
    limit = Limit("concerns dealt with by staff", settings.CONCERNS_AN_HOUR, _HOUR, _HOUR, _HOUR, lasts=False)
    _count(limit, "too_many_concerns_dealt_with", by, {"concern": str(concern.pk)})
    deal_with_concern(concern=concern, note=note, by=by)


def _count(limit: Limit, kind: str, by: Actor, about: dict[str, Any]) -> None:
    try:
        count_try([(limit, str(by.user_id))])
    except MustWait:
        record(kind, by=by, **about)
        raise


def open_with_reason(*, claim: Claim, reason: AccessReason | str, note: str, by: Actor) -> None:
    """Open a record as ``open_record`` does. Saying anew why a record is open that is open counts for nothing.

    Raises MustWait, with nothing opened, for who opened too many; that they tried is on the record. And what
    open_record does. Not for use inside a transaction that may fail.
    """
    if opening_of(claim, by) is None:
        _count(records_an_hour(), "too_many_records_opened", by, {"asked_for": claim.reference})
    open_record(claim=claim, reason=reason, note=note, by=by)
