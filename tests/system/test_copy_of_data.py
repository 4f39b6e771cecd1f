"""Somebody sees what we hold about them and until when, asks for a copy of it, and downloads it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.system.service import Service
from tests.system.visitor import Visitor


def test_a_copy_is_asked_for_and_downloaded(service: Service, visitor: Callable[..., Visitor]):
    # Given somebody who is paid every month and wants to know what is held about them
    rosa = visitor("rosa.hughes")
    rosa.go("/home/")
    rosa.follow("See what we hold about you, and until when")
    rosa.reads("6 years after the last thing that happened on a claim that has ended")

    # When they ask for a copy
    rosa.follow("Get a copy of your data")
    rosa.press("Make my copy")
    rosa.reads("We are making your copy")
    service.work()
    rosa.follow("See if it is ready")

    # Then they can download it, to read and for a computer
    for words in ("Download it for a computer to read (JSON)", "Download it to read or print (PDF)"):
        with rosa.page.expect_download() as started:
            rosa.page.get_by_role("link", name=words).click()
        content = Path(started.value.path()).read_bytes()
        assert content.startswith(b"%PDF-") or json.loads(content)["name"] == "Rosa Hughes"
    rosa.has_no_complaints()
