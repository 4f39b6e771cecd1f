"""Files that go with what was written down, such as post that was scanned."""

from __future__ import annotations

from uuid import UUID

from audit.services import record
from contacts.models import PLACE, Contact
from documents.intake import SCANNER
from documents.models import Document
from documents.waiting import when_refused
from journal.services import add_entry


def file_of(person_id: UUID, document_id: UUID) -> Document | None:
    """A file that goes with what was written down about this person; None where there is none of that key."""
    files = Document.objects.filter(pk=document_id, owner_id=person_id, place__startswith=PLACE)
    document = files.first()
    if document is None:
        return None
    noted = Contact.objects.filter(pk=document.place.removeprefix(PLACE), person=person_id)
    return document if noted.exists() else None


def _not_kept(document: Document) -> None:
    """A file that was added is not kept after all: say so to whose it is."""
    contact = Contact.objects.filter(pk=document.place.removeprefix(PLACE)).select_related("person").first()
    if contact is None:
        return
    record("contact_file_refused", by=SCANNER, subject=contact, person_id=contact.person_id)
    data = {"on_day": str(contact.on), "contact": str(contact.pk), "first": str(contact.first)}
    add_entry(person=contact.person, kind="contact_file_not_kept", data=data, by=SCANNER)


def hear_of_refusals() -> None:
    """At start-up: be told of files that are not kept after all."""
    when_refused(PLACE, _not_kept)
