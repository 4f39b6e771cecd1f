"""Somebody going through a claim with a browser that keeps no scripts: they read the page, and press its button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.test import Client

from claims.selectors import sitting_for
from journeys.answers import Answer
from journeys.definition import Page, Task
from journeys.sitting import Sitting
from tests.claims.claimants import Claimant
from tests.journeys.answering import options

MOST_PAGES = 300


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what is in it."""

    action: str
    data: dict[str, list[str]] = field(default_factory=dict)


class Reader(HTMLParser):
    """Finds the forms and links in the main part of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: dict[str, str] = {}
        self.words = ""
        self._in_main = False
        self._link = ""
        self._writing = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        its = {name: value or "" for name, value in attrs}
        self._in_main = self._in_main or tag == "main"
        if not self._in_main:
            return
        if tag == "form" and its.get("method") == "post":
            self.forms.append(Form(its.get("action", "")))
        elif tag == "a":
            self._link = its["href"]
        elif tag == "textarea":
            self._writing = its["name"]
        elif tag == "input" and self.forms and (its.get("type") not in {"radio", "checkbox"} or "checked" in its):
            self.forms[-1].data.setdefault(its["name"], []).append(its.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._link:
            self.links.setdefault(data.strip(), self._link)
        if self._writing:
            self.forms[-1].data[self._writing] = [data.removeprefix("\n")]
        if self._in_main:
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = ""
        elif tag == "textarea":
            self._writing = ""
        elif tag == "main":
            self._in_main = False


@dataclass
class Window:
    """A window of a browser: the page it shows, however old, and what can be done from there."""

    browser: Client
    path: str = ""
    html: str = ""

    def go(self, path: str) -> Window:
        """Open an address, and wherever it leads."""
        return self._shows(self.browser.get(path, follow=True), path)

    def press(self, data: Mapping[str, Any] | None = None) -> Window:
        """Send the page's form as it stands, with these answers in it, and see what follows."""
        form = Reader(self.html).forms[0]
        where = form.action or self.path
        return self._shows(self.browser.post(where, {**form.data, **(data or {})}, follow=True), where)

    def follow(self, words: str) -> Window:
        """Follow the link with these words."""
        return self.go(Reader(self.html).links[words])

    @property
    def asks_whether_sure(self) -> bool:
        """The page shows what was sent, and keeps it when it is sent again."""
        return 'name="sure"' in self.html

    def answer(self, data: Mapping[str, Any]) -> Window:
        """Answer the page, and again where it asks whether they are sure."""
        self.press(data)
        for _ in range(2):
            if self.asks_whether_sure:
                self.press()
        return self

    def _shows(self, response: Any, path: str) -> Window:
        assert response.status_code == 200, (path, response.status_code)
        end = response.redirect_chain[-1][0] if response.redirect_chain else path
        self.path, self.html = end, response.content.decode()
        return self


def finish(claimant: Claimant) -> Window:
    """Answer everything that still has no answer, as the pages lead, and send the claim."""
    window = Window(claimant.browser).go(claimant.url())
    for _ in range(MOST_PAGES):
        if urlsplit(window.path).path.endswith("/sent/"):
            return window
        go_on(claimant, window)
    raise AssertionError(f"Led in circles, at last to {window.path}")


def go_on(claimant: Claimant, window: Window) -> None:
    """Do the one thing that the page asks for."""
    sitting = sitting_for(claimant.claim, claimant.member)
    place = urlsplit(window.path).path.removeprefix(claimant.url()).strip("/").split("/")
    if place[0] in {"check", "declaration"} and len(place) == 1:
        window.press() if place[0] == "declaration" else window.go(claimant.url("declaration"))
    elif len(place) == 1:
        unfinished = [task for task in sitting.tasks() if sitting.status(task).name in {"NOT_STARTED", "IN_PROGRESS"}]
        window.go(sitting.task_url(unfinished[0]) if unfinished else claimant.url("check"))
    elif place[-1] == "list":
        window.press({"another": "no"})
    elif place[-1] == "check":
        window.go(claimant.url())
    else:
        task, item = sitting.journey.task(place[0]), UUID(place[2]) if place[1] == "item" else None
        answer_page(sitting, window, task, place[-1], item)


def answer_page(sitting: Sitting, window: Window, task: Task, slug: str, item: UUID | None) -> None:
    """Answer a question page so that no exit follows; from an exit, go back."""
    step = sitting.may_visit(task, slug, item)
    assert step is not None, window.path
    if not isinstance(step.page, Page):
        window.follow("Go back and change your answer")
        return
    answers = options(step.page.form(known=sitting.known_at(task, step.page, item)))
    good = next(answer for answer in answers if not leads_out(sitting, task, step.page, answer, item))
    window.answer(step.page.form.as_sent(good))
    assert "There is a problem" not in window.html, (window.path, good)


def leads_out(sitting: Sitting, task: Task, page: Page, answer: Answer, item: UUID | None) -> bool:
    """The answer would end the path at an exit."""
    steps = sitting.with_answer(page.slug, answer, item).steps(task, item)
    return steps[-1].is_exit and steps[-2].page is page
