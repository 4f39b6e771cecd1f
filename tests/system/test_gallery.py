"""The gallery as designers and testers use it: pages that are drawn from everything else are as good as the rest."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.system.visitor import Visitor


def test_a_designer_looks_through_the_gallery(visitor: Callable[..., Visitor]):
    designer = visitor()
    page = designer.page

    # Components, and one with landmarks, each state in a frame as high as it is
    designer.go("/demonstration/gallery/")
    designer.follow("Components")
    designer.follow("Notification banner")
    frame = page.locator(".app-gallery-frame").first
    expect(frame.content_frame.get_by_role("region", name="Important")).to_be_visible()
    designer.go("/demonstration/gallery/components/tag/")
    page.get_by_text("How to draw it").first.click()
    expect(page.locator("pre").first).to_contain_text("govukTag")
    designer.follow("On a page of its own")

    # A kind of question
    designer.go("/demonstration/gallery/fields/PhoneField/")
    expect(page.locator("#error-format .govuk-error-message")).to_contain_text("Enter a phone number, like")

    # A question page that can be tried
    designer.go("/demonstration/gallery/pages/")
    designer.follow("With every error")
    expect(page.get_by_role("alert")).to_contain_text("Enter a sort code")
    designer.follow("Empty")
    designer.save()
    expect(page.get_by_role("alert")).to_contain_text("Enter a sort code")
    designer.has_no_complaints()


def test_a_tester_opens_a_page_as_somebody(visitor: Callable[..., Visitor]):
    tester = visitor()

    tester.go("/demonstration/gallery/pages/")
    tester.press("The first month, as Rosa Hughes")

    assert tester.path.endswith("/payments/1/")
    tester.has_no_complaints()
