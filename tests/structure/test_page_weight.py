"""A first page is light enough for a small data allowance, with everything it loads."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as installed
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from benchmarks.weight import FIRST_BYTES, files_of
from tests.claims.claimants import make_claimant

COMPRESSED = {"accept-encoding": "gzip"}


def first_pages() -> Iterator[tuple[Client, str]]:
    """The pages that people come in by: a search's result, a bookmark, a link in a message."""
    yield Client(), reverse("home:start")
    yield Client(), reverse("accounts:sign_in")
    claimant = make_claimant().answer()
    yield claimant.browser, claimant.url("home", "rent")
    yield claimant.browser, reverse("home:home")


def sizes(browser: Client, url: str) -> dict[str, int]:
    """The bytes of a page and of each file it loads, as they are sent."""
    response = browser.get(url, headers=COMPRESSED)
    assert response.headers["Content-Encoding"] == "gzip"
    files = files_of(gzip.decompress(response.content).decode())
    return {url: len(response.content), **{file: size_of(file) for file in files}}


def size_of(file: str) -> int:
    found = finders.find(file.removeprefix(installed.STATIC_URL))
    assert isinstance(found, str), f"{file} is none of our files"
    return len(gzip.compress(Path(found).read_bytes()))


@pytest.mark.django_db
def test_a_first_page_weighs_less_than_80_kilobytes(settings: object) -> None:
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    for browser, url in first_pages():
        weighed = sizes(browser, url)
        assert len(weighed) > 3, "a page loads its stylesheet and scripts"
        assert sum(weighed.values()) < FIRST_BYTES, weighed


def test_every_way_to_load_a_file_is_seen() -> None:
    html = """<link rel="stylesheet" href="a.css"><link rel="canonical" href="no"><script src="b.js"></script>
    <script>1</script><img src="c.png" alt=""><a href="no">.</a><link rel="icon" href="d.svg">
    <script src="b.js"></script>"""
    assert files_of(html) == ["a.css", "b.js", "c.png", "d.svg"]
