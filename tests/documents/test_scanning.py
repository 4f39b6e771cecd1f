"""Asking ClamAV: a service that speaks its protocol, and answers in every way it can. What is not known clean waits."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from core.actor import Actor
from documents import scanning
from documents.intake import take
from documents.keeping import storage
from documents.models import Document, DocumentState
from documents.scanning import Clamd, Demonstration, NotScanned
from documents.serving import download
from documents.waiting import check_waiting, when_refused
from tests.documents.files import Sent, pdf

BY = Actor.system("Tests")
GONE, SILENT = b"gone", b"silent"


class FakeClamd:
    """Answers every connection alike, and keeps what it was sent."""

    def __init__(self, listener: socket.socket) -> None:
        self.listener, self.answer, self.received = listener, b"stream: OK\0", b""
        self.is_over = threading.Event()

    def serve(self) -> None:
        while True:
            try:
                line, _ = self.listener.accept()
            except OSError:
                return
            with line, line.makefile("rb") as sent:
                self.received = self._read(sent)
                if self.answer == SILENT:
                    self.is_over.wait(5)
                elif self.answer != GONE:
                    line.sendall(self.answer)

    def _read(self, sent: Any) -> bytes:
        command = b""
        while not command.endswith(b"\0"):
            command += sent.read(1)
        assert command == b"zINSTREAM\0"
        whole = b""
        while length := int.from_bytes(sent.read(4), "big"):
            whole += sent.read(length)
        return whole


@pytest.fixture(params=["unix", "tcp"])
def clamd(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[FakeClamd]:
    if request.param == "unix":
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(tmp_path / "ctl"))
        settings.CLAMD_ADDRESS = f"unix:{tmp_path / 'ctl'}"
    else:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        settings.CLAMD_ADDRESS = f"tcp:127.0.0.1:{listener.getsockname()[1]}"
    listener.listen()
    fake = FakeClamd(listener)
    threading.Thread(target=fake.serve, daemon=True).start()
    yield fake
    fake.is_over.set()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()


def test_it_is_sent_whole_and_its_answer_believed(clamd: FakeClamd) -> None:
    whole = bytes(range(256)) * 1000
    assert Clamd().scan(io.BytesIO(whole))
    assert clamd.received == whole
    clamd.answer = b"stream: Eicar-Test-Signature FOUND\0"
    assert not Clamd().scan(io.BytesIO(b"x"))


@pytest.mark.parametrize(
    "answer",
    [
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"OK\0",
        b"stream: OK",
        b"HTTP/1.1 200 OK\0",
        GONE,
        SILENT,
    ],
)
def test_no_other_answer_lets_a_file_through(clamd: FakeClamd, answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "SECONDS", 0.3)
    clamd.answer = answer
    with pytest.raises(NotScanned):
        Clamd().scan(io.BytesIO(b"x"))


def test_the_demonstrations_scanner_finds_what_is_made_to_be_found_across_pieces() -> None:
    before = bytes(scanning.PIECE - 10)
    assert not Demonstration().scan(io.BytesIO(before + scanning.EICAR + before))
    assert Demonstration().scan(io.BytesIO(before))


@pytest.fixture
def nobody_scans(settings: Any, tmp_path: Path) -> Callable[[], None]:
    """No service is there; call this, and one is."""
    settings.DOCUMENT_SCANNER, settings.CLAMD_ADDRESS = "documents.scanning.Clamd", f"unix:{tmp_path / 'none'}"

    def comes_back() -> None:
        settings.DOCUMENT_SCANNER = "documents.scanning.Demonstration"

    return comes_back


@pytest.mark.django_db
def test_what_could_not_be_scanned_waits_is_given_to_nobody_and_is_clean_once_it_was(
    nobody_scans: Callable[[], None],
) -> None:
    (taken,) = take([Sent("a.pdf", pdf(3, is_evil=True))], owner_id=uuid4(), place="letter:1", by=BY)
    assert taken.document
    assert (taken.document.state, taken.document.pages) == (DocumentState.WAITING, None)
    with pytest.raises(Http404):
        download(taken.document, noted=lambda: pytest.fail("nobody gets it"))
    assert check_waiting() == 0
    nobody_scans()
    assert check_waiting() == 1
    document = Document.objects.get()
    assert (document.state, document.pages) == (DocumentState.CLEAN, 3)
    assert b"JavaScript" not in b"".join(download(document, noted=lambda: None).streaming_content)


@pytest.mark.django_db
def test_one_that_cannot_be_looked_through_holds_up_none_behind_it(
    nobody_scans: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = [Sent(f"{pages}.pdf", pdf(pages)) for pages in (1, 2, 3)]
    gone, strange, good = (each.document for each in take(sent, owner_id=uuid4(), place="letter:1", by=BY))
    assert gone
    assert strange
    assert good
    nobody_scans()
    storage().delete(gone.stored_as)
    answers = iter([NotScanned("clamd answered 'INSTREAM size limit exceeded. ERROR'"), None])

    def scan(_scanner: Demonstration, _file: Any) -> bool:
        if wrong := next(answers):
            raise wrong
        return True

    monkeypatch.setattr(Demonstration, "scan", scan)
    assert check_waiting() == 1
    waiting = Document.objects.filter(state=DocumentState.WAITING)
    assert set(waiting.values_list("pk", flat=True)) == {gone.pk, strange.pk}


@pytest.mark.django_db
def test_what_waited_and_has_a_virus_is_not_kept_and_whoever_asked_for_it_is_told(
    nobody_scans: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Document] = []
    monkeypatch.setattr("documents.waiting._TOLD", {})
    when_refused("letter:", told.append)
    take([Sent("a.pdf", pdf() + scanning.EICAR)], owner_id=uuid4(), place="letter:1", by=BY)
    nobody_scans()
    assert check_waiting() == 1
    document = Document.objects.get()
    assert (document.state, document.refused_because, document.stored_as) == (DocumentState.REFUSED, "virus", "")
    assert told == [document]
