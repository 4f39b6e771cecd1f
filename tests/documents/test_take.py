"""What people send is kept whole and harmless, or is refused in words that help, and memory stays as it is."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import InMemoryStorage
from PIL import Image

from audit.models import Event
from core.actor import Actor, Channel
from documents import child, cleaning, intake
from documents.intake import Limits, Outcome, remove, take
from documents.keeping import content_of, storage
from documents.models import Document, DocumentState
from documents.refusals import Refusal
from documents.scanning import EICAR
from tests.documents.files import HEIC, MAKER, Endless, Sent, long_pdf, pdf, picture, plain

pytestmark = pytest.mark.django_db
OWNER = uuid4()
BY = Actor(7, "Sam", frozenset({"claimant"}), OWNER, Channel.ONLINE)


def sending(*files: Sent, **how: Any) -> list[Outcome]:
    return take(files, owner_id=OWNER, place="letter:1", by=BY, **how)


def kept(document: Document | None) -> bytes:
    assert document is not None
    return b"".join(content_of(Document.objects.get(pk=document.pk)))


def test_pictures_of_every_kind_become_pixels_the_right_way_up() -> None:
    page = b"<html><script>alert(1)</script></html>"
    taken = sending(Sent("a.jpg", picture(comment=page) + page), Sent("b", picture("PNG")), Sent("IMG_1.HEIC", HEIC))
    for each, size in zip(taken, [(20, 30), (20, 30), (64, 40)], strict=True):
        content = kept(each.document)
        seen = Image.open(io.BytesIO(content))
        assert (seen.format, seen.size, MAKER in seen.getexif()) == ("JPEG", size, False)
        assert b"script" not in content
        assert b"somebody" not in content
        assert each.document
        assert each.document.size_bytes == len(content)
    assert [each.name for each in taken] == ["a.jpg", "b.jpg", "IMG_1.jpg"]


def test_a_picture_with_damaged_remarks_is_a_picture() -> None:
    """Old phones and programs write such. What opens it grumbles, which is no reason to fail."""
    remarks = b"Exif\0\0II*\0\x08\0\0\0\xc8\0" + bytes(12)
    damaged = b"\xff\xd8\xff\xe1" + (len(remarks) + 2).to_bytes(2, "big") + remarks + picture()[2:]
    (taken,) = sending(Sent("a.jpg", damaged))
    assert taken.document
    assert taken.document.pages == 1


def test_what_finds_no_room_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def is_full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(intake, "keep", is_full)
    (said,) = sending(Sent("one.pdf", pdf(1)))
    assert said.words == "‘one.pdf’ was not added, because we cannot take files just now. Add it in a few minutes"


def test_a_pdf_is_kept_without_what_it_would_do_or_bring_along() -> None:
    (taken,) = sending(Sent("letter.pdf", pdf(2, is_evil=True, password="")))
    found = plain(kept(taken.document))
    for each in (b"JavaScript", b"Launch", b"EmbeddedFile", b"FileAttachment", b"setup.exe", b"somebody", b"/3DD"):
        assert each not in found
    assert b"/Im0" in found
    assert b"GoTo" in found
    assert taken.document
    assert (taken.document.pages, taken.document.state) == (2, DocumentState.CLEAN)


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(1_000_000))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("photo.jpg", b"MZ\x90\0 a program", Refusal.KIND),
        ("photo.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", Refusal.KIND),
        ("photo.jpg", b"\xff\xd8\xff<html><script>alert(1)</script>", Refusal.UNREADABLE),
        ("letter.pdf", zipped(), Refusal.KIND),
        ("letter.pdf", b"", Refusal.EMPTY),
        ("letter.pdf", b"%PDF-1.7 and nothing", Refusal.UNREADABLE),
        ("letter.pdf", b"%PDF-1.7\n" + EICAR, Refusal.VIRUS),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_nothing_of_it_kept(
    name: str, content: bytes, refusal: Refusal
) -> None:
    before = everything_stored()
    (said,) = sending(Sent(name, content))
    assert (said.document, said.refusal) == (None, refusal)
    assert name in said.words
    assert everything_stored() == before
    assert not Document.objects.exists()


def test_what_would_burst_is_refused_before_it_does() -> None:
    said = sending(
        Sent("wide.png", picture("PNG", (9000, 8000), "1")),
        Sent("long.pdf", long_pdf(10_000)),
        Sent("locked.pdf", pdf(password="secret")),
        Sent("packed.pdf", pdf(packed_bytes=child.MOST_UNPACKED + 1)),
        Sent("in letters.pdf", pdf(packed_bytes=child.MOST_UNPACKED + 1, in_letters=True)),
    )
    assert [each.refusal for each in said[:3]] == [Refusal.PIXELS, Refusal.PAGES, Refusal.PASSWORD]
    assert [each.refusal for each in said[3:]] == [Refusal.UNREADABLE, Refusal.UNREADABLE]
    assert "200 pages or fewer" in said[1].words


def test_of_500_megabytes_no_more_is_read_than_may_be_kept_and_memory_stays_as_it_is() -> None:
    endless = Endless("film.pdf", 500)
    tracemalloc.start()
    try:
        (said,) = sending(endless)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert said.refusal == Refusal.LARGE
    assert said.words == "‘film.pdf’ must be smaller than 10MB. Take a photo of each page instead"
    assert endless.given < 11_000_000
    assert most < 2_000_000


def test_nobody_waits_long_for_the_files_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits holds a thread. Files that take long to open may be sent to have nobody else served."""
    monkeypatch.setattr(cleaning, "TURN_SECONDS", 0.01)
    for _ in range(cleaning.AT_ONCE):
        cleaning._turns.acquire()
    try:
        (said,) = sending(Sent("one.pdf", pdf(1)))
    finally:
        for _ in range(cleaning.AT_ONCE):
            cleaning._turns.release()
    assert said.words == "‘one.pdf’ was not added, because we cannot take files just now. Add it in a few minutes"
    monkeypatch.setattr(intake, "SECONDS", -1)
    (late,) = sending(Sent("one.pdf", pdf(1)))
    assert (said.refusal, late.refusal) == (Refusal.BUSY, Refusal.BUSY)


def test_each_of_several_is_judged_by_itself_and_the_same_is_kept_once() -> None:
    one, program, two = Sent("one.pdf", pdf(1)), Sent("x.exe", b"MZ"), Sent("two.pdf", pdf(2))
    first, bad, third = sending(one, program, two)
    again, _ = sending(one, two)
    assert (first.refusal, bad.refusal, third.refusal) == (None, Refusal.KIND, None)
    assert first.document
    assert again.document
    assert first.document.pk == again.document.pk
    assert Document.objects.count() == 2
    assert list(Event.objects.filter(kind="file_added").values_list("person_id", flat=True)) == [OWNER, OWNER]


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        (Limits(files_at_once=1), Refusal.SAME_TIME),
        (Limits(files_in_a_place=1), Refusal.FULL),
        (Limits(files_a_day=1), Refusal.TODAY),
        (Limits(megabytes_a_day=0), Refusal.TODAY),
    ],
)
def test_nobody_adds_without_end(limits: Limits, refusal: Refusal) -> None:
    said = sending(Sent("one.pdf", pdf(1)), Sent("two.pdf", pdf(2)), limits=limits)
    assert said[1].refusal == refusal
    assert Document.objects.count() == (limits.megabytes_a_day > 0)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\my letter.PDF", "my letter.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ('a"\r\nSet-Cookie: b.pdf', "a Set-Cookie b.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "File.pdf"),
    ],
)
def test_a_name_is_only_a_name(typed: str, name: str) -> None:
    assert intake.tidy_name(typed, intake.SENT_AS["pdf"]) == name


def test_what_is_removed_is_gone(django_capture_on_commit_callbacks: Any) -> None:
    before = everything_stored()
    (taken,) = sending(Sent("one.pdf", pdf()))
    assert taken.document
    assert len(everything_stored()) == len(before) + 1
    with django_capture_on_commit_callbacks(execute=True):
        remove(taken.document, by=BY)
        remove(taken.document, by=BY)
    assert everything_stored() == before
    assert Event.objects.filter(kind="file_removed", person_id=OWNER).count() == 1


def everything_stored() -> set[str]:
    kept = storage()
    assert isinstance(kept, InMemoryStorage)
    return {f"{folder}/{name}" for folder in kept.listdir("")[0] for name in kept.listdir(folder)[1]}
