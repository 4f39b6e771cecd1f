"""Files that are there already, made without opening any."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID

from accounts.models import Person
from audit.moves import move
from claims.evidence import EvidenceKind, Proof
from claims.models import Claim
from claims.showing import ask_for_evidence
from core import clock
from core.actor import Actor
from documents.intake import SCANNER
from documents.keeping import keep
from documents.kinds import Kind
from documents.models import Document


def file_of(owner_id: UUID, place: str, *, by: Actor, name: str = "Letter", number: int = 1) -> Document:
    """A file that was found clean."""
    document = Document(
        owner_id=owner_id,
        place=place,
        sent_as="pdf",
        kind=Kind.PDF,
        name=f"{name}.pdf",
        size_bytes=5,
        pages=number,
        sha256=f"{number:064}",
        added_at=clock.now(),
        added_by_id=by.user_id,
        added_by_name=by.name,
        added_through=by.channel,
    )
    keep(io.BytesIO(b"%PDF-"), document)
    document.save(force_insert=True)
    return move(document, "pass", by=SCANNER, person_id=owner_id)


def evidence_of(
    claim: Claim, person: Person, *, by: Actor, details: str = "The page with the rent", files: int = 1
) -> Proof:
    """Something that somebody was asked to show, and so many files that they added."""
    due = clock.today() + timedelta(days=14)
    asked = ask_for_evidence(claim=claim, person=person, kinds=[EvidenceKind.RENT], details=details, due=due, by=by)
    for number in range(files):
        file_of(person.pk, asked.place, by=by, name=details, number=number)
    return asked
