"""Signing in and answering with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from demo.personas import PASSWORD
from tests.system.keyboard import KeyboardVisitor
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


def enter(somebody: Visitor) -> None:
    """Press Enter, and look at the page that follows."""
    with somebody.page.expect_navigation():
        somebody.page.keyboard.press("Enter")
    somebody.look()


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
    enter(gareth)
    assert gareth.path == "/home/"

    # Starting a claim and its first task
    tab_to(page, "Start a claim")
    enter(gareth)
    tab_to(page, "Check if you can claim")
    enter(gareth)

    # A date: three boxes, one after another
    tab_to(page, "Day")
    page.keyboard.type("3")
    tab_to(page, "Month", most=1)
    page.keyboard.type("mai")
    tab_to(page, "Year", most=1)
    page.keyboard.type("1990")
    enter(gareth)
    assert gareth.heading == "Where do you live?"

    # Radios: Tab comes to the first, the arrows go between them
    tab_to(page, "England")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Wales"
    expect(page.get_by_role("radio", name="Wales")).to_be_checked()
    tab_to(page, "Save and continue", most=3)
    enter(gareth)
    assert "£16,000" in gareth.heading

    # Back, and what was answered is there
    tab_to(page, "Back")
    enter(gareth)
    expect(page.get_by_role("radio", name="Wales")).to_be_checked()
    gareth.has_no_complaints()


def test_a_page_that_hides_where_they_are_is_noticed(visitor: Callable[..., Visitor]):
    somebody = visitor(kind=KeyboardVisitor)
    somebody.page.set_content(
        """<style>a { outline: none }</style><label>Rent <input tabindex=2></label><a href="/" tabindex=1>Home</a>
        <button tabindex=3 style="position: absolute; left: -999px">Go</button><label>Pay <input tabindex=4></label>"""
    )

    somebody.fill("Pay", "100")

    assert [complaint.partition(": ")[2] for complaint in somebody.complaints] == [
        "'Home' does not show that it has the focus",
        "'Go' has the focus out of sight",
    ]


def test_a_page_that_leads_them_upwards_is_noticed(visitor: Callable[..., Visitor]):
    somebody = visitor(kind=KeyboardVisitor)
    somebody.page.set_content("<p><button tabindex=2>Up</button></p><p><button tabindex=1>Down</button></p><input>")

    somebody._type(somebody.page.locator("input"), "100")

    assert [complaint.partition(": ")[2] for complaint in somebody.complaints] == [
        "'Up' has the focus after 'Down', which is below it"
    ]
