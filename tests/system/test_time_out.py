"""Somebody goes away from a page, and is asked whether they are still there before they are signed out."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.system.visitor import Visitor


def is_asked(page: Page) -> bool:
    return page.get_by_role("alertdialog").is_visible()


def test_somebody_is_asked_in_time_and_told_afterwards(visitor: Callable[..., Visitor]):
    gareth = visitor()
    page = gareth.page
    page.clock.install()
    gareth.sign_in_as("gareth.pugh")
    gareth.go("/account/")
    panel = page.get_by_role("alertdialog", name="Are you still there?")
    stay = panel.get_by_role("button", name="Stay signed in")

    # Nothing for 13 minutes: a question, which has the focus and keeps it
    page.clock.fast_forward("12:30")
    assert not is_asked(page)
    page.clock.fast_forward("00:31")
    expect(panel).to_contain_text("We will sign you out in 2 minutes.")
    expect(stay).to_be_focused()
    page.clock.fast_forward("01:00")
    expect(panel).to_contain_text("We will sign you out in 1 minute.")
    gareth.look()

    # They are there
    with page.expect_response("**/stay-signed-in/") as answered:
        page.keyboard.press("Enter")
    assert answered.value.status == 204
    expect(panel).to_be_hidden()
    page.clock.fast_forward("12:00")
    assert not is_asked(page)

    # Escape says so too
    page.clock.fast_forward("01:30")
    expect(stay).to_be_focused()
    with page.expect_response("**/stay-signed-in/"):
        page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    # Another tab of theirs speaks for this one
    page.clock.fast_forward("13:30")
    expect(panel).to_be_visible()
    other = page.context.new_page()
    other.goto("/journal/")
    expect(panel).to_be_hidden()
    other.close()

    # They went away. The session has ended on the server too, for which the real clock does not wait
    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward("13:30")
    expect(panel).to_be_visible()
    with page.expect_navigation():
        page.clock.fast_forward("02:00")
    gareth.look()
    assert gareth.path == "/sign-in/"
    gareth.reads("We signed you out")
    gareth.reads("We kept every answer that you had saved.")
    gareth.has_no_complaints()
