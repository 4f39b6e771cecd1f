"""What a page weighs for whoever reads it on a small data allowance: all that a browser fetches for it, compressed."""

from __future__ import annotations

import gzip
import http.client
from dataclasses import dataclass
from html.parser import HTMLParser

from django.urls import reverse

from benchmarks.people import PAGES, Reader
from benchmarks.server import ADDRESS

FIRST_BYTES = 80_000
"""The budget of a first page, with its stylesheets, scripts and pictures."""
NEXT_BYTES = 12_000
"""The budget of each page after it, whose files the browser has kept."""


class _Files(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        loaded = given.get("rel") in {"stylesheet", "icon", "manifest", "preload"}
        address = given.get("href") if tag == "link" and loaded else given.get("src")
        if address:
            self.found.append(address)


def files_of(html: str) -> list[str]:
    """The addresses of what a page loads, each once. A font counts where it is preloaded: generic branding has none."""
    parser = _Files()
    parser.feed(html)
    return list(dict.fromkeys(parser.found))


@dataclass(frozen=True)
class Weight:
    """Bytes, compressed as they are sent: of the page itself, and of all the files it loads."""

    page: int
    files: int

    @property
    def first(self) -> int:
        """Of somebody's first page."""
        return self.page + self.files


def weigh(port: int, address: str, cookie: str) -> Weight:
    """Fetch a page and what it loads, as a browser does. Raises RuntimeError for an answer that is none."""
    page = _fetch(port, address, cookie)
    return Weight(len(page), sum(len(_fetch(port, file, "")) for file in files_of(gzip.decompress(page).decode())))


def weigh_pages(port: int, applying: Reader, paid: Reader) -> list[tuple[str, int, int]]:
    """Each page by its name: the bytes of it as a first page, and as a page after that."""
    pages = [("The start page", reverse("home:start"), ""), ("Signing in", reverse("accounts:sign_in"), "")]
    for page in PAGES:
        reader = applying if page.applying else paid
        pages.append((page.name, page.address(reader.reference), reader.cookie))
    weights = [(name, weigh(port, address, cookie)) for name, address, cookie in pages]
    return [(name, weight.first, weight.page) for name, weight in weights]


def _fetch(port: int, address: str, cookie: str) -> bytes:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=30)
    try:
        connection.request("GET", address, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise RuntimeError(f"{address} answered {response.status}")
    return body
