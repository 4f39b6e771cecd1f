"""The bytes: sealed into the storage under names that say nothing, opened, sealed anew, and deleted."""

from __future__ import annotations

import logging
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import transaction

from core import clock
from core.keys import Resealed
from core.sealed_files import NotOpened, open_file, reseal_file, seal_file
from documents.models import Document

logger = logging.getLogger(__name__)

LEFT_FOR = timedelta(days=1)
"""So old is a file before it counts as left behind: its row may be about to be written."""
MOST_SWEPT = 1000
"""More than this were left behind by no accident: the wrong folder, or the wrong database."""
_AT_ONCE = 1000


class SealedFolder(FileSystemStorage):
    """A folder that no web server knows. What was saved is on the disk before the row that names it is written."""

    def _save(self, name: str, content: Any) -> str:
        saved = super()._save(name, content)  # type: ignore[misc]
        path = Path(self.path(saved))
        for each in (path, path.parent):
            opened = os.open(each, os.O_RDONLY)
            try:
                os.fsync(opened)
            finally:
                os.close(opened)
        return str(saved)

    def url(self, name: str | None) -> str:
        """Raises ValueError: it has no address."""
        raise ValueError("What people sent has no address of its own")


def storage() -> Storage:
    """Where files are kept."""
    return storages["documents"]


def keep(file: BinaryIO, document: Document) -> None:
    """Seal what is in the file, from its beginning, for this document, which is to be saved afterwards."""
    file.seek(0)
    _store(document, lambda target: seal_file(file, target, bound_to=document.sealed_for))


def content_of(document: Document) -> Iterator[bytes]:
    """What the document's file holds, in pieces, after all of it has been found as it was sealed. Raises NotOpened
    where it is not, and FileNotFoundError."""
    for _ in _pieces(document):
        pass
    return _pieces(document)


def discard(stored_as: str) -> None:
    """Delete a file once the transaction that no longer names it has ended well. One that is left all the same is swept
    up."""
    if stored_as:
        transaction.on_commit(lambda: storage().delete(stored_as), robust=True)


def sweep() -> int:
    """Delete files that no row names, and that are old enough: their row was purged, or was never written. How many."""
    kept, old = storage(), clock.machine_now() - LEFT_FOR
    left = [name for name in _every_name(kept) if kept.get_modified_time(name) < old]
    named: set[str] = set()
    for start in range(0, len(left), _AT_ONCE):
        some = left[start : start + _AT_ONCE]
        named.update(Document.objects.filter(stored_as__in=some).values_list("stored_as", flat=True))
    orphans = [name for name in left if name not in named]
    if len(orphans) > MOST_SWEPT:
        logger.error("%s files are named by no row: none was deleted, look at DOCUMENTS_FOLDER", len(orphans))
        return 0
    for name in orphans:
        kept.delete(name)
    return len(orphans)


def resealing(*, dry_run: bool) -> Resealed:
    """Seal with the current key every file that is sealed with another. It can be stopped and begun again."""
    current = next(iter(settings.SECRET_KEYS))
    old = Document.objects.exclude(key_id__in=("", current)).order_by("pk")
    done = Resealed()
    if not dry_run:
        for key in list(old.values_list("pk", flat=True)):
            _reseal(key, current, done)
    done.left = old.count()
    return done


def _reseal(key: Any, current: str, done: Resealed) -> None:
    with transaction.atomic():
        document = Document.objects.select_for_update().defer("name").filter(pk=key).exclude(key_id=current).first()
        if document is None or not document.stored_as:
            return
        before = document.stored_as
        try:
            with _opened(before) as sealed:
                _store(document, lambda target: reseal_file(sealed, target, bound_to=document.sealed_for))
        except (NotOpened, InvalidTag, ImproperlyConfigured, FileNotFoundError):
            done.closed.append(str(key))
            return
        document.save(update_fields=["stored_as", "key_id"])
        discard(before)
        done.rows += 1


def _store(document: Document, write: Callable[[BinaryIO], None]) -> None:
    with tempfile.TemporaryFile() as sealed:
        write(sealed)
        sealed.seek(0)
        token = secrets.token_hex(20)
        document.stored_as = storage().save(f"{token[:2]}/{token}", File(sealed))
        document.key_id = next(iter(settings.SECRET_KEYS))


def _pieces(document: Document) -> Iterator[bytes]:
    with _opened(document.stored_as) as sealed:
        yield from open_file(sealed, bound_to=document.sealed_for)


def _opened(stored_as: str) -> BinaryIO:
    return cast("BinaryIO", storage().open(stored_as))


def _every_name(kept: Storage) -> Iterator[str]:
    try:
        folders, _files = kept.listdir("")
    except FileNotFoundError:
        return  # Nothing was ever kept.
    for folder in sorted(folders):
        for name in kept.listdir(folder)[1]:
            yield f"{folder}/{name}"
