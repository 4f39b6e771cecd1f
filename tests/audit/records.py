"""Something for the record, for tests about the record itself."""

from __future__ import annotations

from uuid import UUID

from audit.services import record, record_access
from core.actor import Actor, Channel

PERSON = UUID("019a2b3c-0000-7000-8000-00000000000a")
ADVISER = Actor(7, "Rosa Hughes", frozenset({"adviser"}), None, Channel.PHONE)


def happen(times: int) -> None:
    """So many events."""
    for number in range(times):
        record("pay_reported", by=ADVISER, person_id=PERSON, claim_reference="UC-1", number=number)


def read(times: int) -> None:
    """A page was read so many times."""
    for _ in range(times):
        record_access(by=ADVISER, person_id=PERSON, claim_reference="UC-1", reason="contact", note="", page="staff:pay")
