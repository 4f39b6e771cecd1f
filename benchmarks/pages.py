"""Each page beside the least that a page can be, on the same server, in turns."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.figures import within
from benchmarks.load import Round, ask
from benchmarks.people import BARE, PAGES, PLAIN, Page, Reader
from benchmarks.server import Server

USERS = 8
ROUNDS = 5
PAGE_SECONDS, BARE_SECONDS, WARM_UP_SECONDS = 1.0, 0.6, 0.5
Pair = tuple[Round, Round]  # of the plain view, and of a page just after it


def measure_pages(server: Server, applying: Sequence[Reader], paid: Sequence[Reader]) -> list[dict[str, object]]:
    """The plain view and each page, as the report shows them."""

    def measure(page: Page, seconds: float) -> Round:
        readers = (applying if page.applying else paid)[:USERS]
        asked = [page.as_asked_by(reader) for reader in readers]
        before = server.processor_seconds()
        done = ask(server.port, asked, seconds)
        done.processor_seconds = server.processor_seconds() - before
        return done

    for page in (PLAIN, BARE, *PAGES):
        measure(page, WARM_UP_SECONDS)
    # What else the machine does falls on both of a pair.
    pairs = {
        page: [(measure(PLAIN, BARE_SECONDS), measure(page, PAGE_SECONDS)) for _ in range(ROUNDS)]
        for page in (BARE, *PAGES)
    }
    bare = [(each, each) for rounds in pairs.values() for each, _page in rounds]
    return [_figure(PLAIN.name, bare), *(_figure(page.name, rounds) for page, rounds in pairs.items())]


def _figure(name: str, rounds: Sequence[Pair]) -> dict[str, object]:
    """The medians of its rounds. ``share`` compares what the server's processors spent on one request with what
    they spent on a bare one just before; ``share_of_rate`` the requests a second, which also depend on who else
    was busy."""
    pages = [page for _bare, page in rounds]
    return {
        "name": name,
        "share": round(median(bare.processor_each / page.processor_each for bare, page in rounds), 2),
        "share_of_rate": round(median(page.rate / bare.rate for bare, page in rounds), 2),
        "rate": round(median(page.rate for page in pages)),
        "processor_ms": round(median(page.processor_each for page in pages) * 1000, 1),
        "median_ms": round(median(within(page.seconds, 0.5) for page in pages) * 1000),
        "p95_ms": round(median(within(page.seconds, 0.95) for page in pages) * 1000),
    }
