"""Asking for a copy of one's data, and making it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.identity.levels import Thing
from accounts.identity.standing import standing_of
from accounts.models import Person
from accounts.services import tell
from audit.services import record
from claims.models import Claim
from claims.records import people_on
from core import clock
from core.actor import Actor
from core.permissions import Permission
from core.states import MoveRefused
from privacy.copying import document_of
from privacy.models import DataCopy
from privacy.tasks import make_copy as queue_copy
from privacy.words import COPY_PRINTED, COPY_READY


def ask_for_copy(*, by: Actor) -> DataCopy:
    """Have a copy of everything made that we hold about whoever asks. While one is being made, asking again changes
    nothing. Nobody asks for somebody else: raises MoveRefused."""
    if by.person_id is None or by.on_behalf_of_id is not None:
        raise MoveRefused("A copy of their data is made for the person themself")
    with transaction.atomic():
        # The person's row is the lock, so that two requests at once make one copy.
        person = Person.objects.select_for_update(of=("self",)).only("pk").get(pk=by.person_id)
        if waiting := DataCopy.objects.filter(person=person, ready_at=None).first():
            return waiting
        copy = DataCopy.objects.create(person=person, asked_at=clock.now())
        record("data_copy_asked", by=by, subject=copy, person_id=person.pk)
        queue_copy.defer(copy_id=str(copy.pk))
    return copy


def make_copy(copy_id: UUID, *, by: Actor) -> DataCopy | None:
    """Make a copy that was asked for, delete the ones before it, and tell its owner. None when it is made already."""
    with transaction.atomic():
        waiting = DataCopy.objects.select_for_update(of=("self",)).filter(pk=copy_id, ready_at=None)
        copy = waiting.select_related("person").first()
        if copy is None:
            return None
        copy.document, copy.ready_at = document_of(copy.person), clock.now()
        copy.save(update_fields=["document", "ready_at"])
        DataCopy.objects.filter(person=copy.person_id).exclude(pk=copy.pk).delete()
        record("data_copy_made", by=by, subject=copy, person_id=copy.person_id)
        tell(person=copy.person, template=COPY_READY, by=by)
    return copy


def note_download(*, copy: DataCopy, form: str, by: Actor) -> None:
    """Add to the record that its owner downloaded a copy."""
    record("data_copy_downloaded", by=by, subject=copy, person_id=copy.person_id, form=form)


class NotForThem(Exception):
    """A copy on paper is for somebody on the claim who has no account, and who proved who they are."""


def may_have_on_paper(person: Person) -> bool:
    """Whether a copy of their data can be printed for this person: they have no account to ask for it in, and we are
    sure enough of who they are."""
    return person.user_id is None and standing_of(person).may(Thing.ACCEPTANCE)


def print_copy(*, claim: Claim, person: Person, way: str, by: Actor) -> dict[str, Any]:
    """A copy of everything that we hold about somebody, to be printed and given to them as they asked (``way``: by post
    or by hand). They are told, and see it on their record. Kept nowhere. Raises MoveRefused for who may not print it,
    or is close to them; NotForThem."""
    if not by.may(Permission.PRINT_DATA) or not Claim.objects.opened_by(by).filter(pk=claim.pk).exists():
        raise MoveRefused("Only staff who opened the record print a copy")
    with transaction.atomic():
        if person not in people_on(claim) or not may_have_on_paper(person):
            raise NotForThem
        record(
            "data_copy_printed", by=by, subject=person, person_id=person.pk, claim_reference=claim.reference, way=way
        )
        tell(person=person, template=COPY_PRINTED, by=by)
        return document_of(person)
