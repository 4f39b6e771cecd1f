"""What an officer takes to the printer: a manifest, and every letter of a batch in one file."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator

from django.utils import timezone

from letters.batches import letters_of, pdf_of
from letters.models import Batch
from letters.setting import reference_of

HEAD = ("number", "reference", "format", "pages", "sha256")


def manifest_of(batch: Batch) -> str:
    """A row for each letter to print: its number, reference, format, pages and the SHA-256 of its PDF. No name."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(HEAD)
    letters = batch.letters.filter(taken_back_at=None).order_by("number")
    for number, key, letter_format, pages, sha256 in letters.values_list(
        "number", "message_id", "message__letter_format", "pages", "sha256"
    ):
        rows.writerow((f"{number:04}", reference_of(key), letter_format, pages, sha256))
    return out.getvalue()


def archive_of(batch: Batch) -> Iterator[bytes]:
    """A zip of the letters, piece by piece: each is set as it is asked for, and let go. Its last file is the manifest,
    so that an archive that was cut short has none."""
    out = _Pieces()
    at = timezone.localtime(batch.begun_at).timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for letter in letters_of(batch):
            archive.writestr(zipfile.ZipInfo(f"{letter.number:04}.pdf", at), pdf_of(letter))
            yield out.taken()
        archive.writestr(zipfile.ZipInfo("manifest.csv", at), manifest_of(batch))
    yield out.taken()


class _Pieces(io.RawIOBase):
    """A file to write to that keeps nothing but what was not taken yet."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.kept.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since the last time."""
        found, self.kept = b"".join(self.kept), []
        return found
