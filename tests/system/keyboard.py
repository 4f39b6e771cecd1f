"""Somebody who has no mouse: they come to everything with Tab, and see where they are."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import ElementHandle, Locator

from tests.system.visitor import Visitor

MOST_STOPS = 120  # of Tab on one page: more than any has
# What has the focus: whether it is what was looked for or a radio beside it, and how somebody would know.
WHERE = """target => {
    const here = document.activeElement, box = here.getBoundingClientRect();
    const isDrawnByLabel = getComputedStyle(here).opacity === '0';
    const looks = isDrawnByLabel
        ? [...here.labels].map(each => getComputedStyle(each, '::before')) : [getComputedStyle(here)];
    return {
        words: (here.labels?.[0] ?? here).innerText?.trim().slice(0, 80),
        nowhere: here === document.body,
        arrived: here === target,
        beside: here.type === 'radio' && here.name === target.name && here.form === target.form,
        shown: looks.some(look => look.boxShadow !== 'none' || look.outlineStyle !== 'none'),
        inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        top: box.top + scrollY,
        bottom: box.bottom + scrollY,
    }
}"""


class KeyboardVisitor(Visitor):
    """Uses only Tab, the arrows, Space, Enter and letters.

    Wherever Tab brings them must be in sight, marked as having the focus, and never above where they were.
    """

    def _turn_the_page(self, by: Locator) -> None:
        self._reach(by)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _type(self, into: Locator, words: str) -> None:
        self._reach(into)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(words)

    def _check(self, what: Locator) -> None:
        target = self._reach(what)
        for _ in range(MOST_STOPS):
            if self._here(target)["arrived"]:
                break
            self.page.keyboard.press("ArrowDown")
        if not what.is_checked():
            self.page.keyboard.press("Space")
        assert what.is_checked()

    def _select(self, menu: Locator, value: str) -> None:
        self._reach(menu)
        self.page.keyboard.press("Home")
        while menu.input_value() != value:
            before = menu.input_value()
            self.page.keyboard.press("ArrowDown")
            assert menu.input_value() != before, f"The menu has no {value!r}"

    def _reach(self, what: Locator) -> ElementHandle:
        """Press Tab until it, or a radio of its group, has the focus."""
        target = what.element_handle()
        here = self._here(target)
        if here["nowhere"] and target.evaluate("it => Boolean(it.closest('main'))"):
            self._skip_to_main_content(target)
            here = self._here(target)
        for _ in range(MOST_STOPS):
            if here["arrived"] or here["beside"]:
                return target
            before = here
            self.page.keyboard.press("Tab")
            here = self._here(target)
            if not here["nowhere"]:
                self._complain_of(here, before)
        raise AssertionError(f"Tab never comes to {what} on {self.path}")

    def _skip_to_main_content(self, target: ElementHandle) -> None:
        self.page.keyboard.press("Tab")
        if self._here(target)["words"] == "Skip to main content":
            self.page.keyboard.press("Enter")

    def _here(self, target: ElementHandle) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(WHERE, target)
        return found

    def _complain_of(self, here: dict[str, Any], before: dict[str, Any]) -> None:
        where = f"{self.path}: {here['words']!r}"
        if not here["shown"]:
            self.complaints.append(f"{where} does not show that it has the focus")
        if not here["inSight"]:
            self.complaints.append(f"{where} has the focus out of sight")
        if not before["nowhere"] and here["bottom"] < before["top"]:
            self.complaints.append(f"{where} has the focus after {before['words']!r}, which is below it")
