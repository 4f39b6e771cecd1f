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
# What two sendings of one kind of HTML differ in and a checker does not mind: what an attribute says that is no name of
# a thing, the names by which things are told apart, and words.
SAYS = re.compile(r'(?<=\s)(action|alt|content|href|nonce|title|value|aria-label|data-[a-z-]+)="([^"#][^"]*)"')
NAMED = re.compile(r'(?<=\s)(id|for|form|name|aria-controls|aria-describedby|aria-labelledby|href)="([^"]*)"')
WORDS = re.compile(r">([^<>]*[^<>\s][^<>]*)<")
MARKS = re.compile(r"&[#\w]*;?")
# What a page is made of: its elements as they nest, all their attributes, whether each can be seen, and where there
# are words. Of words it says only that there are any; of an id, whether it is given once; of a reference, to what it
# leads. So two questions that differ in nothing but what they ask are made of the same, as are lists of three and four.
MADE_OF = """() => {
    const references = /^(for|form|list|aria-(controls|describedby|labelledby|owns|activedescendant))$/
    const words = /^(href|src|action|formaction|alt|title|value|content|nonce|aria-label|datetime|data-.*)$/
    const times = new Map()
    for (const {id} of document.querySelectorAll('[id]')) times.set(id, (times.get(id) ?? 0) + 1)
    const leads = id => { const to = document.getElementById(id); return to ? `${to.localName} ${to.type}` : 'nowhere' }
    const hasNamesake = each => [...each.form.elements].some(other => other !== each && other.name === each.name)
    const said = (each, name, value) => {
        if (name === 'id') return times.get(value)
        if (name === 'name' && each.form) return hasNamesake(each)
        if (references.test(name)) return value.split(/\\s+/).map(leads)
        if (name === 'href' && value.startsWith('#')) return '#' + leads(value.slice(1))
        return words.test(name) ? Boolean(value.trim()) : value
    }
    const made = each => {
        if (each.nodeType === Node.TEXT_NODE) return each.data.trim() ? '.' : ''
        if (each.nodeType !== Node.ELEMENT_NODE) return ''
        const attributes = [...each.attributes].map(({name, value}) => `${name}=${said(each, name, value)}`).sort()
        const within = [...each.childNodes].map(made).filter(Boolean)
        const alike = within.filter((one, place) => one !== within[place - 1]).join('')
        return `<${each.localName} ${attributes} ${each.labels?.length} ${each.checkVisibility()}>${alike}</>`
    }
    return made(document.documentElement)
}"""

SEEN = "() => [...document.querySelectorAll('*')].map(each => Number(each.checkVisibility())).join('')"


@dataclass
class Critic:
    """Looks at each distinct page of a run: one kind of address and title, with scripts or without. What was looked at
    before is not looked at again: HTML that differs only in words is not checked, and a page that is made of the same
    is not put to axe. When just the same can be seen on a small phone as on a desk, the rules of axe that this decides
    are not asked there again. Whether a page is too wide for a phone, its words decide: every page is measured.

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
        made = page.evaluate(MADE_OF)
        if not self._is_first_to_see((ONE_OF_MANY.sub("*", path), page.title(), made, scripts)):
            return []
        self.pages += 1
        found = []
        if self._is_first_to_see(("HTML", as_of_its_kind(source))):
            found += faults(source) + (self.nu.faults(source) if self.nu else [])
        usual = page.viewport_size
        if scripts and self._is_first_to_see(("made of", made)):
            found += self._barriers(page)
        if page.viewport_size != PHONE:
            page.set_viewport_size(PHONE)
        found += _sideways(page)
        if usual and usual != PHONE:
            page.set_viewport_size(usual)
        return [f"{path}: {fault}" for fault in found]

    def _barriers(self, page: Page) -> list[str]:
        """What axe finds on a desk, and on a small phone."""
        found = []
        at_desk = ""
        for size in (DESK, PHONE):
            if page.viewport_size != size:
                page.set_viewport_size(size)
            seen = page.evaluate(SEEN)
            barriers = self._ask_axe(page, OF_LAYOUT if seen == at_desk else AXE_TAGS)
            found += [f"{fault} (at {size['width']} wide)" for fault in barriers]
            at_desk = seen
        return found

    def _is_first_to_see(self, kind: tuple[object, ...]) -> bool:
        try:
            (self.seen / hashlib.sha256(repr(kind).encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    def _ask_axe(self, page: Page, rules: list[str]) -> list[str]:
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
    """The HTML without its words: with a full stop for what is said, but for its marks such as `&`, and numbers in
    place of ids and names, so that what was given twice still is."""
    numbers: dict[str, int] = {}

    def numbered(found: re.Match[str]) -> str:
        names = re.findall(r"#?[^\s#]+|#", found[2])
        return f'{found[1]}="{" ".join(str(numbers.setdefault(name.lstrip("#"), len(numbers))) for name in names)}"'

    said = SAYS.sub(lambda found: f'{found[1]}=".{_marks(found[2])}"', source)
    return WORDS.sub(lambda found: f">.{_marks(found[1])}<", NAMED.sub(numbered, said))


def _marks(words: str) -> str:
    return "".join(MARKS.findall(words))


def _sideways(page: Page) -> list[str]:
    """What makes the page wider than it is shown."""
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
            [...document.querySelectorAll('body *')]
                .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
                .map(each => each.outerHTML.slice(0, 120))"""
    )
    return [f"too wide: {element}" for element in wide[-1:]]
