"""Somebody who reads Welsh: they change the language where they are, and it stays."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from demo.personas import PASSWORD
from tests.system.visitor import Visitor


def test_the_language_is_changed_where_they_are_and_stays(visitor: Callable[..., Visitor]):
    gareth = visitor()
    page = gareth.page
    in_welsh = page.locator("html[lang=cy]")

    # On the sign-in page, half filled in
    gareth.go("/sign-in/?next=/journal/")
    gareth.fill("Email address", "gareth.pugh@example.com")
    gareth.press("Cymraeg")
    expect(in_welsh).to_have_count(1)
    expect(page.get_by_label("Email address")).to_have_value("gareth.pugh@example.com")
    expect(page.get_by_role("link", name="Neidio i’r prif gynnwys")).to_be_attached()
    expect(page.locator("header")).to_contain_text("Nid yw’r dudalen hon yn Gymraeg eto.")

    # Enter presses the page's own button, not the switch
    gareth.fill("Password", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    gareth.look()
    assert gareth.path == "/journal/"
    expect(in_welsh).to_have_count(1)

    # In a claim: the frame is Welsh, what was typed comes back, errors stand on the page
    gareth.go("/home/")
    gareth.press("Start a claim")
    gareth.follow("Check if you can claim")
    expect(page.get_by_role("link", name="Yn ôl", exact=True)).to_be_visible()
    gareth.save()
    assert page.title().startswith("Error: ")
    page.get_by_label("Year", exact=True).fill("1990")
    gareth.press("English")
    expect(in_welsh).to_have_count(0)
    expect(page.get_by_label("Year", exact=True)).to_have_value("1990")
    assert page.evaluate("document.querySelector('main').lang") == ""

    # A page with nothing to type, and one that does not exist
    gareth.go("/help/cookies/")
    gareth.press("Cymraeg")
    assert gareth.path == "/help/cookies/"
    gareth.has_no_complaints()
    page.goto("/no-such-page/")
    expect(in_welsh).to_have_count(1)
    gareth.press("English")
    assert gareth.path == "/no-such-page/"
    expect(in_welsh).to_have_count(0)
