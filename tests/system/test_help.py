"""Somebody who is stuck finds help where they are, and is told when something does not work."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.system.visitor import Visitor

PROBLEM = "Payments pages are slow"


def test_somebody_who_is_stuck_finds_help_where_they_are(visitor: Callable[..., Visitor]):
    gareth = visitor()
    page = gareth.page

    # Before signing in: what is announced, and what others ask here
    gareth.go("/sign-in/")
    expect(page.get_by_role("region", name="About this service")).to_contain_text("You cannot sign in early on Sunday")
    page.get_by_text("Help with this page").click()
    gareth.look()
    beside = page.get_by_role("complementary", name="Help")
    expect(beside).to_contain_text("What if I forgot my password?")
    expect(beside).to_contain_text("0808 157 0192")

    # An error comes first, and alone
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_role("region", name="About this service")).to_have_count(0)

    # On a question they keep what they typed: the link opens elsewhere
    page.goto("/demonstration/")
    with page.expect_navigation():
        page.locator('form[action$="/sign-in/gareth.pugh/"] button').click()
    with page.expect_navigation():
        page.get_by_role("button", name="Start a claim").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Check if you can claim").click()
    page.get_by_label("Year", exact=True).fill("1990")
    page.get_by_text("Help with this page").click()
    gareth.look()
    with page.context.expect_page() as opened:
        beside.get_by_role("link", name="All questions and answers (opens in a new tab)").click()
    expect(opened.value).to_have_url(re.compile("/help/$"))
    expect(page.get_by_label("Year", exact=True)).to_have_value("1990")
    gareth.has_no_complaints()


def test_without_javascript_questions_are_searched_and_read(visitor: Callable[..., Visitor]):
    rosa = visitor(scripts=False)
    rosa.go("/help/")
    rosa.fill("Search the questions", "first payment")
    rosa.press("Search")
    rosa.follow("When is my first payment?")
    assert rosa.heading == "When is my first payment?"
    rosa.reads("About five weeks after you send the claim")
    rosa.go("/sign-in/")
    rosa.page.get_by_text("Help with this page").click()
    expect(rosa.page.get_by_text("Why was I signed out?")).to_be_visible()
    rosa.has_no_complaints()


def test_an_admin_tells_everybody_of_a_problem(visitor: Callable[..., Visitor]):
    helen, gareth = visitor("helen.marsh"), visitor()
    gareth.go("/help/contact/")
    gareth.reads("Monday to Friday, 8am to 6pm")
    gareth.follow("Service status")
    gareth.reads("We know of no problem with the service.")
    gareth.reads("Monday, 8am to 11am")

    form = helen.page
    form.goto("/admin/support/announcement/add/")
    form.get_by_label("Kind").select_option("Problem")
    form.get_by_label("Title in English").fill(PROBLEM)
    form.get_by_label("Words in English").fill("They can take a minute. What they say is right.")
    form.get_by_label("The start page").check()
    form.locator("#id_starts_at_0").fill("2026-01-01")
    form.locator("#id_starts_at_1").fill("09:00")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(form.get_by_text("It has no Welsh words")).to_be_visible()

    gareth.go("/service-status/")
    gareth.reads("There is a problem with the service.")
    gareth.reads(PROBLEM)
    gareth.page.goto("/")
    expect(gareth.page.get_by_role("region", name="About this service")).to_contain_text(PROBLEM)
    gareth.page.goto("/create-account/")
    expect(gareth.page.get_by_role("region", name="About this service")).to_have_count(0)
    gareth.page.goto("/")
    gareth.press("Cymraeg")
    banner = gareth.page.get_by_role("region", name="Ynglŷn â’r gwasanaeth hwn")
    expect(banner).to_contain_text("(nid yw yn Gymraeg eto)")
    expect(banner.locator("[lang=en]").first).to_contain_text(PROBLEM)
    gareth.has_no_complaints()
