"""Taking what people send: each file is judged by itself, and is kept whole or not at all."""

from __future__ import annotations

import hashlib
import logging
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, BinaryIO, Protocol
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Sum

from audit.moves import move
from audit.services import record
from core import clock
from core.actor import Actor
from documents import child
from documents.cleaning import NotCleaned, NoTurn, clean
from documents.keeping import discard, keep
from documents.kinds import LOOKED_AT, SENT_AS, sent_as, tidy_name
from documents.models import Document, DocumentState
from documents.refusals import WORDS, Refusal
from documents.scanning import NotScanned, scanner

logger = logging.getLogger(__name__)

MEGABYTE = 1_000_000
SCANNER = Actor.system("Virus check")
PIECE = 64 * 1024
SECONDS = 40
"""For all files of a request: the next is not begun after that."""


class Sent(Protocol):
    """A file as it comes from a browser, such as Django's UploadedFile."""

    name: str | None

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Its content."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken: megabytes of one file, files at once and in one place, and of one owner within a day."""

    megabytes: int = 10
    files_at_once: int = 10
    files_in_a_place: int = 20
    files_a_day: int = 100
    megabytes_a_day: int = 300


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the document that it is now, or in words why it was not kept."""

    name: str
    document: Document | None = None
    refusal: Refusal | None = None
    words: str = ""


class _Refused(Exception):
    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def take(
    files: Iterable[Sent],
    *,
    owner_id: UUID,
    place: str,
    by: Actor,
    claim_reference: str = "",
    limits: Limits = LIMITS,
) -> list[Outcome]:
    """Check, make harmless, seal and keep these files, and say of each what became of it, in order.

    One that is in the place already is found again, and kept once. Nobody's memory holds a file, and no more is read of
    one than may be kept. Not in a transaction: looking through them takes seconds, of all together ``SECONDS`` at most
    and those of one file more.
    """
    until = time.monotonic() + SECONDS
    about: dict[str, Any] = {
        "owner_id": owner_id,
        "place": place,
        "by": by,
        "claim_reference": claim_reference,
        "limits": limits,
    }
    return [_take_one(sent, number, until, **about) for number, sent in enumerate(files)]


def words_for(refusal: Refusal, name: str, limits: Limits = LIMITS) -> str:
    """Why a file of this name was not kept, and what to do."""
    files = limits.files_at_once if refusal == Refusal.SAME_TIME else limits.files_in_a_place
    values = {"name": name, "megabytes": limits.megabytes, "pages": child.MOST_PAGES, "files": files}
    return str(WORDS[refusal]) % values


def remove(document: Document, *, by: Actor, claim_reference: str = "") -> None:
    """Delete a document and its file. Whoever calls knows that ``by`` may."""
    with transaction.atomic():
        found = Document.objects.select_for_update().defer("name").filter(pk=document.pk).first()
        if found is None:
            return
        record("file_removed", by=by, subject=found, person_id=found.owner_id, claim_reference=claim_reference)
        discard(found.stored_as)
        found.delete()


def _take_one(
    sent: Sent,
    number: int,
    until: float,
    *,
    owner_id: UUID,
    place: str,
    by: Actor,
    claim_reference: str,
    limits: Limits,
) -> Outcome:
    name = tidy_name(sent.name or "", None)
    try:
        if number >= limits.files_at_once:
            raise _Refused(Refusal.SAME_TIME)
        if time.monotonic() > until:
            raise _Refused(Refusal.BUSY)
        with tempfile.TemporaryFile() as whole:
            size, sha256 = _copied(sent, whole, limits)
            what = sent_as(_beginning(whole))
            if what is None:
                raise _Refused(Refusal.KIND)
            name = tidy_name(sent.name or "", SENT_AS[what])
            document = Document(
                owner_id=owner_id,
                place=place,
                sent_as=what,
                kind=SENT_AS[what],
                name=name,
                size_bytes=size,
                sha256=sha256,
                added_by_id=by.user_id,
                added_by_name=by.name,
                added_through=by.channel,
            )
            kept = _again(document) or _checked(document, whole, limits, by, claim_reference)
    except _Refused as refused:
        logger.info("A file was not kept: %s", refused.why)
        return _refusal(refused.why, name, limits)
    except OSError:
        # As when the disk is full. Nothing is wrong with the file, and whatever was typed with it is not to be lost.
        logger.exception("A file could not be kept")
        return _refusal(Refusal.BUSY, name, limits)
    return Outcome(name, document=kept)


def _refusal(why: Refusal, name: str, limits: Limits) -> Outcome:
    return Outcome(name, refusal=why, words=words_for(why, name, limits))


def _copied(sent: Sent, whole: BinaryIO, limits: Limits) -> tuple[int, str]:
    """How long it is and its hash, once it is in a file of ours. What it says of its own length is not believed."""
    size, hashed = 0, hashlib.sha256()
    for piece in sent.chunks(PIECE):
        size += len(piece)
        if size > limits.megabytes * MEGABYTE:
            raise _Refused(Refusal.LARGE)
        hashed.update(piece)
        whole.write(piece)
    if not size:
        raise _Refused(Refusal.EMPTY)
    whole.flush()
    return size, hashed.hexdigest()


def _beginning(whole: BinaryIO) -> bytes:
    whole.seek(0)
    return whole.read(LOOKED_AT)


def _again(document: Document) -> Document | None:
    """The same file where it was added before. Raises _Refused where it was refused then."""
    before = Document.objects.filter(owner_id=document.owner_id, place=document.place, sha256=document.sha256).first()
    if before and before.state == DocumentState.REFUSED:
        raise _Refused(Refusal(before.refused_because))
    return before


def _checked(document: Document, whole: BinaryIO, limits: Limits, by: Actor, claim_reference: str) -> Document:
    """The document, saved: clean, or waiting for a scanner that does not answer now."""
    _within(document, limits)
    is_scanned = _is_scanned(whole)
    if is_scanned:
        _make_harmless(document, whole)
    else:
        keep(whole, document)
    with _one_at_a_time(document.owner_id):
        try:
            if before := _again(document):
                discard(document.stored_as)
                return before
            _within(document, limits)
        except _Refused:
            discard(document.stored_as)
            raise
        document.added_at = clock.now()
        document.save(force_insert=True)
        record(
            "file_added",
            by=by,
            subject=document,
            person_id=document.owner_id,
            claim_reference=claim_reference,
            sent_as=document.sent_as,
        )
        return move(document, "pass", by=SCANNER, person_id=document.owner_id) if is_scanned else document


def _is_scanned(whole: BinaryIO) -> bool:
    """Whether a scanner found nothing; False where none answers. Raises _Refused where it found something."""
    whole.seek(0)
    try:
        if not scanner().scan(whole):
            raise _Refused(Refusal.VIRUS)
    except NotScanned as reason:
        logger.warning("A file waits to be looked through for viruses: %s", reason)
        return False
    return True


def _make_harmless(document: Document, whole: BinaryIO) -> None:
    """Keep the harmless copy of it. Raises _Refused."""
    try:
        copy = clean(whole, document.sent_as)
    except NotCleaned as reason:
        raise _Refused(reason.why) from None
    except NoTurn:
        raise _Refused(Refusal.BUSY) from None
    with copy.file as file:
        document.pages, document.size_bytes = copy.pages, file.seek(0, 2)
        keep(file, document)


def _within(document: Document, limits: Limits) -> None:
    """Raises _Refused where its owner added too much today, or the place is full."""
    if Document.objects.filter(owner_id=document.owner_id, place=document.place).count() >= limits.files_in_a_place:
        raise _Refused(Refusal.FULL)
    of_today = Document.objects.filter(
        owner_id=document.owner_id, added_at__gt=clock.now() - timedelta(days=1)
    ).aggregate(files=Count("pk"), size=Sum("size_bytes", default=0))
    if of_today["files"] >= limits.files_a_day or of_today["size"] >= limits.megabytes_a_day * MEGABYTE:
        raise _Refused(Refusal.TODAY)


@contextmanager
def _one_at_a_time(owner_id: UUID) -> Iterator[None]:
    """A transaction that no other one like it for this owner runs beside."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"documents:{owner_id}"])
        yield
