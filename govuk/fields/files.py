"""A file that somebody sends: a picture of a document, a letter, a payslip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from govuk.bound import GovukBoundField
from govuk.fields.base import GovukField, Words

MEGABYTE = 1_000_000
"""In bytes, as phones and computers count them for people."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what people call it, how its names end, and the bytes it begins with."""

    name: str
    endings: tuple[str, ...]
    begins: bytes


JPG = FileKind("JPG", (".jpg", ".jpeg"), b"\xff\xd8\xff")
PNG = FileKind("PNG", (".png",), b"\x89PNG\r\n\x1a\n")
PDF = FileKind("PDF", (".pdf",), b"%PDF-")


class FileField(GovukField):
    """One file of one of these `kinds`, smaller than `megabytes`; its value is Django's UploadedFile.

    What kind it is, its first bytes say: a name ends however somebody likes. The page's form must be sent as
    `multipart/form-data` (`form_page` sees to it) and made with `request.FILES`. Whoever keeps the file keeps it
    elsewhere: it is never an answer.
    """

    component = ("file-upload", "govukFileUpload")
    widget = forms.FileInput
    noun = _("The selected file")
    noun_is_enough = True
    wording: ClassVar[dict[str, Words]] = {
        "unreadable": _("The selected file could not be uploaded. Select it again"),
        "empty": _("The selected file is empty"),
        "too_big": _("The selected file must be smaller than %(megabytes)sMB"),
        "kind": _("The selected file must be a %(kinds)s"),
    }

    def __init__(self, *, kinds: Sequence[FileKind], megabytes: int = 10, **kwargs: Any) -> None:
        if not kinds:
            raise TypeError("A file is of one of some kinds.")
        super().__init__(**kwargs)
        self.kinds = tuple(kinds)
        self.megabytes = megabytes

    def can_say(self, code: str) -> bool:
        return code != "control"

    def typed(self, value: Any) -> UploadedFile[Any] | None:
        if value is None or isinstance(value, UploadedFile):
            return value
        raise self.error("unreadable")

    def understand(self, typed: UploadedFile[Any]) -> UploadedFile[Any]:
        if not typed.size:
            raise self.error("empty")
        if typed.size >= self.megabytes * MEGABYTE:
            raise self.error("too_big", megabytes=self.megabytes)
        typed.seek(0)
        beginning = typed.read(max(len(kind.begins) for kind in self.kinds))
        typed.seek(0)
        if not any(beginning.startswith(kind.begins) for kind in self.kinds):
            raise self.error("kind", kinds=self._kinds_in_words())
        return typed

    def _kinds_in_words(self) -> str:
        *others, last = [kind.name for kind in self.kinds]
        return now("%(others)s or %(last)s") % {"others": ", ".join(others), "last": last} if others else last

    def to_answer(self, value: Any) -> Any:
        raise TypeError("A file is never kept as an answer.")

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        return {
            "javascript": True,
            "attributes": {"accept": ", ".join(ending for kind in self.kinds for ending in kind.endings)},
            "chooseFilesButtonText": now("Choose file"),
            "dropInstructionText": now("or drop file"),
            "noFileChosenText": now("No file chosen"),
            "enteredDropZoneText": now("Entered drop zone"),
            "leftDropZoneText": now("Left drop zone"),
        }


class ManyFiles(forms.FileInput):
    """Several files, or one."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(GovukField):
    """Files, photographs among them, of which a phone offers to take some; its value is a list of UploadedFile.

    What they are, and whether each can be kept, says whoever takes them (`documents.intake`). The same holds of the
    page's form as for one file.
    """

    component = ("file-upload", "govukFileUpload")
    widget = ManyFiles
    noun = _("The selected files")
    noun_is_enough = True

    def can_say(self, code: str) -> bool:
        return False

    def typed(self, value: Any) -> list[UploadedFile[Any]]:
        return [each for each in value or [] if isinstance(each, UploadedFile)]

    def empty(self) -> list[UploadedFile[Any]]:
        return []

    def to_answer(self, value: Any) -> Any:
        raise TypeError("A file is never kept as an answer.")

    def parameters(self, bound: GovukBoundField) -> dict[str, Any]:
        return {
            "javascript": True,
            "multiple": True,
            # By kinds of picture and not by endings: then a phone offers its camera beside its pictures and files.
            "attributes": {"accept": "image/*, application/pdf, .heic"},
            "chooseFilesButtonText": now("Choose files"),
            "dropInstructionText": now("or drop files"),
            "noFileChosenText": now("No file chosen"),
            "multipleFilesChosenText": {
                "one": "%{count} " + now("file chosen"),
                "other": "%{count} " + now("files chosen"),
            },
            "enteredDropZoneText": now("Entered drop zone"),
            "leftDropZoneText": now("Left drop zone"),
        }
