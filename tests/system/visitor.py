"""Somebody at a browser. They find things by what is written on them, and look critically at every page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Response, expect

from demo.filling import EntryOf
from tests.system.looking import Critic


class Visitor:
    """A browser's page, used as people use it.

    They look at each page they come to with the ``critic``, and hear what is said on the console. ``scripts`` is
    whether their browser runs any.
    """

    def __init__(self, page: Page, critic: Critic, *, scripts: bool = True) -> None:
        self.page = page
        self.critic = critic
        self.scripts = scripts
        self.complaints: list[str] = []
        self._sent: Response | None = None
        page.on("response", self._receive)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    # Going about

    def go(self, address: str) -> int:
        """Open an address; its status."""
        response = self.page.goto(address)
        assert response is not None
        self.look()
        return response.status

    def follow(self, words: str) -> None:
        """Follow the link with these words."""
        self._turn_the_page(self.page.get_by_role("link", name=words).first)
        self.look()

    def press(self, words: str, within: Locator | None = None) -> None:
        """Press the button with these words, and wait for the page that follows."""
        self._turn_the_page((within or self.page).get_by_role("button", name=words).first)
        self.look()

    def save(self) -> None:
        """Press "Save and continue"."""
        self.press("Save and continue")

    def press_the_button(self) -> None:
        """Press the button of the page's form, whatever it says, and wait for the page that follows."""
        self._turn_the_page(self.page.get_by_role("main").locator("form button[type=submit]").first)
        self.look()

    def sign_in_as(self, persona: str) -> None:
        """Sign in as a persona, with one click."""
        self.go("/demonstration/")
        self._turn_the_page(self.page.locator(f'form[action$="/sign-in/{persona}/"] button'))
        self.look()

    # Answering

    def fill(self, label: str, words: str) -> None:
        """Type into the question with this label."""
        self._type(self.page.get_by_label(label, exact=True), words)

    def choose(self, label: str, question: str = "") -> None:
        """Choose from radios."""
        self._check(self._within(question).get_by_role("radio", name=label, exact=True))

    def tick(self, *labels: str) -> None:
        """Tick checkboxes."""
        for label in labels:
            self._check(self.page.get_by_role("checkbox", name=label, exact=True))

    def enter_date(self, day: date, question: str = "") -> None:
        """Fill in the three parts of a date."""
        where = self._within(question)
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self._type(where.get_by_label(part, exact=True), str(value))

    def enter(self, data: Mapping[str, Any]) -> bool:
        """Fill in the inputs of these names with what a browser would send for them; whether there are any."""
        inputs = {name: self.page.locator(f'main [name="{name}"]') for name in data}
        met = {name: found for name, found in inputs.items() if found.count()}
        for name, found in met.items():
            self._enter(found, data[name])
        return bool(met)

    def _enter(self, inputs: Locator, value: Any) -> None:
        kind = inputs.first.get_attribute("type")
        if isinstance(value, EntryOf):
            self._check(inputs.nth(value.place))
        elif kind in {"radio", "checkbox"}:
            chosen = value if isinstance(value, list) else [value]
            for one in inputs.all():
                if one.get_attribute("value") in chosen:
                    self._check(one)
        elif inputs.first.evaluate("input => input.tagName") == "SELECT":
            self._select(inputs, value)
        elif kind != "hidden":
            self._type(inputs, value)

    def _within(self, question: str) -> Page | Locator:
        return self.page.get_by_role("group", name=question) if question else self.page

    # With their hands: with a mouse, unless they have another way

    def _turn_the_page(self, by: Locator) -> None:
        with self.page.expect_navigation():
            by.click()

    def _type(self, into: Locator, words: str) -> None:
        into.fill(words)

    def _check(self, what: Locator) -> None:
        what.check()

    def _select(self, menu: Locator, value: str) -> None:
        menu.select_option(value)

    # Looking

    @property
    def path(self) -> str:
        """The address without the host."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The page's h1."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def reads(self, words: str | re.Pattern[str]) -> None:
        """These words are on the page."""
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def text(self) -> str:
        """Everything in the main part of the page."""
        return self.page.get_by_role("main").inner_text()

    def look(self) -> None:
        """Look critically at the page as it now is."""
        assert self._sent is not None
        self.complaints += self.critic.look(self.page, self._sent.text(), scripts=self.scripts)

    def has_no_complaints(self) -> None:
        """Everything met so far was as it should be."""
        assert self.complaints == []

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _receive(self, response: Response) -> None:
        is_redirect = 300 <= response.status < 400
        if response.request.is_navigation_request() and response.frame == self.page.main_frame and not is_redirect:
            self._sent = response
        if response.request.resource_type == "font":
            self.complaints.append(f"{self.page.url}: loads a font, which generic branding has none of")
