"""Files that came while the scanner did not answer: looked through once it does, and only then opened."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from audit.moves import move
from core.sealed_files import NotOpened
from core.states import MoveRefused
from documents.cleaning import NotCleaned, NoTurn, clean
from documents.intake import SCANNER
from documents.keeping import content_of, discard, keep
from documents.models import Document, DocumentState
from documents.refusals import Refusal
from documents.scanning import NoAnswer, NotScanned, scanner

logger = logging.getLogger(__name__)

MOST = 200
"""Looked at in one go; the next go is minutes away."""
AWAY = 3
"""So many in a row of which the scanner said nothing: it is not for the files."""
Told = Callable[[Document], None]
_TOLD: dict[str, Told] = {}


def when_refused(prefix: str, told: Told) -> None:
    """Have this told, in the same transaction, that a file which had been taken is not kept after all, for documents
    whose place begins so. Higher packages say so at start-up (``AppConfig.ready``)."""
    _TOLD[prefix] = told


def check_waiting() -> int:
    """Look through what waits, the oldest first, until the scanner is away again. How many are no longer waiting.

    One of which nothing can be said, or that is not as it was kept, holds up none behind it.
    """
    waiting = Document.objects.filter(state=DocumentState.WAITING).order_by("added_at", "pk")
    done = unanswered = 0
    for key in list(waiting.values_list("pk", flat=True)[:MOST]):
        try:
            done += _check(key)
            unanswered = 0
        except NotScanned as reason:
            logger.warning("A file still waits to be looked through for viruses: %s: %s", key, reason)
            unanswered += isinstance(reason, NoAnswer)
        except (NotOpened, FileNotFoundError):
            logger.exception("A file that waits is not as it was kept: %s", key)
        except NoTurn:
            break
        if unanswered == AWAY:
            break
    return done


def _check(key: UUID) -> bool:
    document = Document.objects.filter(pk=key, state=DocumentState.WAITING).first()
    if document is None:
        return False
    with tempfile.TemporaryFile() as whole:
        for piece in content_of(document):
            whole.write(piece)
        whole.seek(0)
        is_clean = scanner().scan(whole)
        before = document.stored_as
        try:
            if not is_clean:
                raise NotCleaned(Refusal.VIRUS)
            copy = clean(whole, document.sent_as)
        except NotCleaned as reason:
            return _refuse(document, reason.why)
    with copy.file as file:
        size_bytes = file.seek(0, 2)
        keep(file, document)
    kept = {name: getattr(document, name) for name in ("stored_as", "key_id")}
    with transaction.atomic():
        try:
            move(
                document,
                "pass",
                by=SCANNER,
                person_id=document.owner_id,
                set_fields={**kept, "size_bytes": size_bytes, "pages": copy.pages},
            )
        except (MoveRefused, Document.DoesNotExist):  # Another worker was quicker, or it was removed meanwhile.
            discard(kept["stored_as"])
            return False
        discard(before)
    return True


def _refuse(document: Document, why: Refusal) -> bool:
    before = document.stored_as
    with transaction.atomic():
        try:
            move(
                document,
                "refuse",
                by=SCANNER,
                person_id=document.owner_id,
                set_fields={"stored_as": "", "key_id": "", "refused_because": why},
                why=why,
            )
        except (MoveRefused, Document.DoesNotExist):
            return False
        discard(before)
        for prefix, told in _TOLD.items():
            if document.place.startswith(prefix):
                told(document)
    return True
