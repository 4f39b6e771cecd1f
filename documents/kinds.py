"""What kind of file it is: what it begins with says so, whatever it is called."""

from __future__ import annotations

import re
import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _

LOOKED_AT = 64
"""Bytes of its beginning that tell what it is."""
NAME_LENGTH = 80
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


class Kind(models.TextChoices):
    """What a file is kept as. Every picture becomes a JPEG."""

    PICTURE = "picture", _("Photo")
    PDF = "pdf", _("PDF")

    @property
    def content_type(self) -> str:
        """As browsers are told."""
        return "application/pdf" if self is Kind.PDF else "image/jpeg"

    @property
    def ending(self) -> str:
        """Of its name."""
        return ".pdf" if self is Kind.PDF else ".jpg"


SENT_AS = {"pdf": Kind.PDF, "jpeg": Kind.PICTURE, "png": Kind.PICTURE, "heic": Kind.PICTURE}
"""What we take, and what it becomes."""


def sent_as(beginning: bytes) -> str | None:
    """Which of ``SENT_AS`` begins like this; None for everything else, such as a program, a web page or a drawing
    that is text."""
    if beginning.startswith(b"%PDF-"):
        return "pdf"
    if beginning.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if beginning.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    # ISO/IEC 23008-12: the first box names the brand of file, then those that it can be read as.
    if beginning[4:8] == b"ftyp":
        length = min(int.from_bytes(beginning[:4], "big"), len(beginning))
        brands = {beginning[8:12], *(beginning[at : at + 4] for at in range(16, length, 4))}
        if beginning[8:12] != b"avif" and brands & _HEIC:
            return "heic"
    return None


def tidy_name(typed: str, kind: Kind | None) -> str:
    """What somebody called a file, without folders, without what cannot be seen, and ending as what it is, once that is
    known."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", typed))[-1]
    name = "".join(each for each in name if unicodedata.category(each)[0] != "C")
    name = " ".join(re.sub(r'[<>:"|?*%;]', " ", name).split()).lstrip(".")
    stem = (name.rpartition(".")[0] or name) if kind else name
    return (stem.strip(" .")[:NAME_LENGTH] or str(_("File"))) + (kind.ending if kind else "")
