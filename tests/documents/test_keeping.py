"""What is kept is sealed for its row, has no name that says anything, can be sealed anew, and is handed out safely."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command

from core import clock
from core.actor import Actor
from core.sealed_files import NotOpened
from documents import keeping
from documents.intake import take
from documents.keeping import SealedFolder, content_of, sweep
from documents.models import Document
from documents.serving import download
from tests.documents.files import Sent, pdf

pytestmark = pytest.mark.django_db
BY = Actor.system("Tests")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, as in production."""
    kept = SealedFolder(tmp_path / "kept", file_permissions_mode=0o600, directory_permissions_mode=0o700)
    monkeypatch.setattr(keeping, "storage", lambda: kept)
    return tmp_path / "kept"


def letter(pages: int = 1) -> Document:
    (taken,) = take([Sent("My letter.pdf", pdf(pages))], owner_id=uuid4(), place="letter:1", by=BY)
    assert taken.document
    return Document.objects.get(pk=taken.document.pk)


def files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def test_a_file_is_sealed_readable_to_nobody_else_and_its_name_says_nothing(folder: Path) -> None:
    document = letter()
    (file,) = files(folder)
    assert b"PDF" not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600
    assert str(document.pk) not in str(file)
    assert "letter" not in str(file.relative_to(folder))
    with pytest.raises(ValueError, match="no address"):
        keeping.storage().url(document.stored_as)


def test_a_file_in_the_place_of_another_or_cut_off_is_not_opened(folder: Path) -> None:
    one, two = letter(1), letter(2)
    first, second = (folder / each.stored_as for each in (one, two))
    first.write_bytes(second.read_bytes())
    second.write_bytes(second.read_bytes()[:-1])
    for document in (one, two):
        with pytest.raises(NotOpened):
            download(document, noted=lambda: pytest.fail("nothing is given"))


def test_it_is_handed_out_to_be_saved_once_that_is_noted(folder: Path) -> None:
    noted: list[bool] = []
    response = download(letter(), noted=lambda: noted.append(True))
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert noted == [True]
    assert response["Content-Disposition"] == 'attachment; filename="My letter.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


def test_files_are_sealed_anew_with_everything_else(
    folder: Path, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    document = letter()
    before, held = b"".join(content_of(document)), files(folder)
    settings.SECRET_KEYS = {"new": b"n" * 32, **settings.SECRET_KEYS}
    with django_capture_on_commit_callbacks(execute=True):
        call_command("rotate_keys", stdout=StringIO())
    settings.SECRET_KEYS = {"new": b"n" * 32}
    document.refresh_from_db()
    assert b"".join(content_of(document)) == before
    assert len(files(folder)) == 1
    assert files(folder) != held


def test_a_key_that_is_gone_is_told(folder: Path, settings: Any) -> None:
    letter()
    settings.SECRET_KEYS = {"new": b"n" * 32}
    done = keeping.resealing(dry_run=False)
    assert (done.rows, done.left, len(done.closed)) == (0, 1, 1)


def test_only_what_no_row_names_and_is_old_is_swept_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = letter()
    orphan = letter(2)
    Document.objects.filter(pk=orphan.pk).delete()
    assert sweep() == 0
    later = clock.machine_now() + timedelta(days=2)
    monkeypatch.setattr(clock, "machine_now", lambda: later)
    monkeypatch.setattr(keeping, "MOST_SWEPT", 0)
    assert sweep() == 0
    monkeypatch.setattr(keeping, "MOST_SWEPT", 1)
    assert sweep() == 1
    assert [str(each.relative_to(folder)) for each in files(folder)] == [document.stored_as]
