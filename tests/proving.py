"""Proof of who people are, recorded the way the service records it."""

from __future__ import annotations

from typing import Any

from accounts.identity.services import record_identity_check
from accounts.models import IdentityCheck, Person
from core.actor import Actor
from tests.beginnings import beginning

MEDIUM: dict[str, Any] = {
    "route": "two_documents",
    "documents": ["passport", "bank_card"],
    "face_compared": True,
}
LOW: dict[str, Any] = {"route": "two_documents", "documents": ["birth_certificate", "bank_card"]}


@beginning
def prove(person: Person, *, by: Actor, evidence: dict[str, Any] = MEDIUM) -> IdentityCheck:
    """An adviser saw two documents: a passport whose photo is of them, unless other evidence is given."""
    return record_identity_check(person=person, by=by, **evidence)
