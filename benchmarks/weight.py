"""What a page weighs for whoever reads it on a small data allowance: all that a browser fetches for it, compressed."""

from __future__ import annotations

from html.parser import HTMLParser

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
