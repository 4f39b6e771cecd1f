"""Opening a claimant's record, so many in an hour: who wants all of them is stopped while it happens, and noted."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from accounts.throttle import Limit, MustWait, count_try
from audit.models import AccessReason
from audit.services import record
from claims.models import Claim
from claims.records import open_record, opening_of
from core.actor import Actor

_HOUR = timedelta(hours=1)


def records_an_hour() -> Limit:
    """How many records one member of staff opens within an hour, whoever they are; then they wait until it is over."""
    return Limit("records opened by staff", settings.RECORDS_OPENED_AN_HOUR, _HOUR, _HOUR, _HOUR, lasts=False)


def open_with_reason(*, claim: Claim, reason: AccessReason | str, note: str, by: Actor) -> None:
    """Open a record as ``open_record`` does. Saying anew why a record is open that is open counts for nothing.

    Raises MustWait, with nothing opened, for who opened too many; that they tried is on the record. And what
    open_record does. Not for use inside a transaction that may fail.
    """
    if opening_of(claim, by) is None:
        try:
            count_try([(records_an_hour(), str(by.user_id))])
        except MustWait:
            record("too_many_records_opened", by=by, asked_for=claim.reference)
            raise
    open_record(claim=claim, reason=reason, note=note, by=by)
