"""Signing in and answering with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from demo.personas import PASSWORD
from tests.system.visitor import Visitor


def focused(page: Page) -> str:
    """What has the focus, as a person would say it: its label, or its words."""
    return page.evaluate("() => { const it = document.activeElement; return (it.labels?.[0] ?? it).innerText.trim() }")


def tab_to(page: Page, words: str, *, most: int = 25) -> None:
    """Press Tab until this has the focus, which it must show."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == words:
            break
    assert focused(page) == words
    assert page.evaluate("document.activeElement.matches(':focus-visible')")


def enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_keyboard_is_enough(visitor: Callable[..., Visitor]):
    gareth = visitor()
    page = gareth.page

    # The first thing that Tab comes to leads past everything that is on every page
    gareth.go("/sign-in/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    # Signing in
    tab_to(page, "Email address", most=1)
    page.keyboard.type("gareth.pugh@example.com")
    tab_to(page, "Password", most=1)
    page.keyboard.type(PASSWORD)
    enter(page)
    assert gareth.path == "/home/"

    # Starting a claim and its first task
    tab_to(page, "Start a claim")
    enter(page)
    tab_to(page, "Check if you can claim")
    enter(page)

    # A date: three boxes, one after another
    tab_to(page, "Day")
    page.keyboard.type("3")
    tab_to(page, "Month", most=1)
    page.keyboard.type("mai")
    tab_to(page, "Year", most=1)
    page.keyboard.type("1990")
    enter(page)
    assert gareth.heading == "Where do you live?"

    # Radios: Tab comes to the first, the arrows go between them
    tab_to(page, "England")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Wales"
    expect(page.get_by_role("radio", name="Wales")).to_be_checked()
    tab_to(page, "Save and continue", most=3)
    enter(page)
    assert "£16,000" in gareth.heading

    # Back, and what was answered is there
    tab_to(page, "Back")
    enter(page)
    expect(page.get_by_role("radio", name="Wales")).to_be_checked()
    gareth.has_no_complaints()
