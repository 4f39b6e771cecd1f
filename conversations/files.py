"""Files that go with what is written: added under the key of its form before it is sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, UUIDField
from django.db.models.functions import Cast, Substr

from audit.services import record
from conversations.models import PLACE, Conversation, Post
from core import clock
from core.actor import Actor
from core.holds import held_people
from documents.intake import SCANNER, remove
from documents.models import Document
from documents.waiting import when_refused
from journal.services import add_entry

UNSENT_KEPT_FOR = timedelta(days=1)


class HasFiles(Protocol):
    """A row with files at its place."""

    pk: Any

    @property
    def place(self) -> str:
        """Where they are."""


def files_of(person_id: UUID, rows: Iterable[HasFiles]) -> dict[UUID, list[Document]]:
    """The files of each of these rows of a person, in the order in which they were added. One query."""
    by_place = {each.place: each.pk for each in rows}
    found: dict[UUID, list[Document]] = {}
    files = Document.objects.filter(owner_id=person_id, place__in=by_place).order_by("added_at", "pk")
    for document in files if by_place else ():
        found.setdefault(by_place[document.place], []).append(document)
    return found


def file_in(conversations: Iterable[Conversation], document_id: UUID) -> Document | None:
    """A file of one of these conversations; None where there is none of that key in what was sent."""
    document = Document.objects.filter(pk=document_id, place__startswith=PLACE).first()
    if document is None:
        return None
    posts = Post.objects.filter(pk=document.place.removeprefix(PLACE), conversation__in=conversations)
    return document if posts.filter(conversation__person=document.owner_id).exists() else None


def forget_unsent_files(*, by: Actor, of: type[Model] = Post, place: str = PLACE) -> int:
    """Delete files that were added a day ago to something that was then not sent: at places that begin so, under the
    key that no row of this model came to have. How many."""
    sent = Exists(of._default_manager.filter(pk=Cast(OuterRef("key"), UUIDField())))
    old = Document.objects.filter(place__startswith=place, added_at__lt=clock.now() - UNSENT_KEPT_FOR)
    unsent = old.annotate(key=Substr("place", len(place) + 1)).exclude(sent)
    found = list(unsent.exclude(owner_id__in=list(held_people())).defer("name"))
    for document in found:
        remove(document, by=by)
    return len(found)


def _not_kept(document: Document) -> None:
    """A file that was sent is not kept after all: say so to whose conversation it is in."""
    post = Post.objects.filter(pk=document.place.removeprefix(PLACE)).select_related("conversation__person").first()
    if post is None:
        return
    talk = post.conversation
    record("message_file_refused", by=SCANNER, subject=post, person_id=talk.person_id)
    data = {"topic": talk.topic, "conversation": str(talk.pk)}
    add_entry(person=talk.person, kind="message_file_not_kept", data=data, by=SCANNER)


def hear_of_refusals() -> None:
    """At start-up: be told of files that are not kept after all."""
    when_refused(PLACE, _not_kept)
