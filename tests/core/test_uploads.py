"""What is sent is only read where it is short enough."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core import uploads

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("length", "status"), [(2_000, 200), (20_000, 413)])
def test_files_that_are_too_long_together_are_refused(
    client: Client, monkeypatch: pytest.MonkeyPatch, length: int, status: int
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 10_000)
    files = [SimpleUploadedFile(name, b"x" * (length // 2)) for name in ("one", "two")]
    assert client.post("/sign-in/", {"email": "a", "files": files}).status_code == status


def test_who_sends_a_whole_album_reads_what_to_do(client: Client) -> None:
    files = [SimpleUploadedFile(f"{number}.jpg", b"x") for number in range(101)]
    refused = client.post("/sign-in/", {"email": "a", "files": files})
    assert refused.status_code == 413
    assert "add your files one at a time" in refused.content.decode()
