"""Looking critically at a page: its HTML as sent, what stands in people's way, and how it fits a small phone."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, ViewportSize

from tests.system.markup import NuChecker, faults

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 AA and what is good practice beside it; the rest saves time on pages that have no frames.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "preload": False,
    "iframes": False,
}
# The rules that ask where things are and how they look. The others ask what is on the page and can be seen.
OF_LAYOUT = [
    "color-contrast",
    "css-orientation-lock",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]
PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 720}
# What differs between two pages of one kind: a claim's reference, an id, a number.
ONE_OF_MANY = re.compile(r"(?<=/)(UC-[A-Z0-9-]+|[0-9a-f-]{32,36}|[0-9]+)(?=/|$)", re.IGNORECASE)
# What differs between two pages whose HTML is otherwise the same to the letter: tokens, nonces, references, ids, times.
DIFFERS = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<=nonce=")[^"]+|\bUC(?:-[A-Z0-9]{4}){2}\b'
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9]{1,2}(?::[0-9]{2})?(?:am|pm)\b"
)
MADE_OF = """() => [...new Set([...document.querySelectorAll('body *')].map(
    each => [each.tagName, each.className, each.type, each.checkVisibility()].join(' ')))].sort().join()"""

SEEN = "() => [...document.querySelectorAll('*')].map(each => Number(each.checkVisibility())).join('')"


@dataclass
class Critic:
    """Looks at each distinct page of a run once: one kind of address, title and make of page, with scripts or without.
    HTML that was looked at before, for another of these, is not parsed again. When just the same can be seen on a small
    phone as on a desk, the rules of axe that this decides are not asked there again.

    `seen` is a folder with a file for each, which every process of the run shares. `nu` is the Nu checker where it can
    run; a strict parser looks at the HTML always.
    """

    seen: Path
    nu: NuChecker | None = None
    pages: int = 0
    axe_runs: int = 0

    def look(self, page: Page, source: str, *, scripts: bool) -> list[str]:
        """What is wrong with the page as it now is, sent as this source; nothing when its like was looked at before."""
        path = urlsplit(page.url).path
        kind = (ONE_OF_MANY.sub("*", path), page.title(), page.evaluate(MADE_OF), scripts)
        if not self._is_first_to_see(kind):
            return []
        self.pages += 1
        found = []
        if self._is_first_to_see(("HTML", as_of_its_kind(source))):
            found += faults(source) + (self.nu.faults(source) if self.nu else [])
        usual = page.viewport_size
        at_desk = ""
        for size in (DESK, PHONE):
            if page.viewport_size != size:
                page.set_viewport_size(size)
            if scripts:
                seen = page.evaluate(SEEN)
                barriers = self._barriers(page, OF_LAYOUT if seen == at_desk else AXE_TAGS)
                found += [f"{fault} (at {size['width']} wide)" for fault in barriers]
                at_desk = seen
        found += _sideways(page)
        if usual and usual != PHONE:
            page.set_viewport_size(usual)
        return [f"{path}: {fault}" for fault in found]

    def _is_first_to_see(self, kind: tuple[object, ...]) -> bool:
        try:
            (self.seen / hashlib.sha256(repr(kind).encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def _barriers(self, page: Page, rules: list[str]) -> list[str]:
        self.axe_runs += 1
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(AXE.read_text())
        found: dict[str, Any] = page.evaluate(
            "options => axe.run(document, options)", {**AXE_OPTIONS, "runOnly": rules}
        )
        return [
            f"{problem['help']}: {node['html'][:200]}" for problem in found["violations"] for node in problem["nodes"]
        ]


def as_of_its_kind(source: str) -> str:
    """The HTML with what differs from one sending of it to the next told apart by number, so that what was given twice
    still is."""
    numbers: dict[str, int] = {}
    return DIFFERS.sub(lambda found: f"\0{numbers.setdefault(found[0], len(numbers))}\0", source)


def _sideways(page: Page) -> list[str]:
    """What makes the page wider than it is shown."""
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll('body *')]
                .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
                .map(each => each.outerHTML.slice(0, 120))"""
    )
    return [f"too wide: {element}" for element in wide[-1:]]
