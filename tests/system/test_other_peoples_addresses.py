"""An address of somebody's claim opens to them, to staff who said why, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import expect

from tests.system.visitor import Visitor

# Something for every part of an address besides the claim's reference.
PARTS = {
    "task": "home",
    "page": "rent",
    "item": UUID(int=1),
    "pay_id": UUID(int=1),
    "check_id": UUID(int=1),
    "person_id": UUID(int=1),
    "help_id": UUID(int=1),
    "number": 1,
    "document_id": UUID(int=1),
    "conversation_id": UUID(int=1),
    "contact_id": UUID(int=1),
    "arrived_id": UUID(int=1),
    "todo_id": UUID(int=1),
    "kind": "commitments",
    "appointment_id": UUID(int=1),
    "how": "phone",
}


def addresses(reference: str) -> list[str]:
    """Every address that is about a claim; those of the demonstration only sign somebody in and lead to one."""
    found = []
    for name, names in _about_a_claim(get_resolver()):
        found.append(reverse(name, kwargs={part: PARTS[part] for part in names} | {"reference": reference}))
    return sorted(found)


def _about_a_claim(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, set[str]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _about_a_claim(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern) and "reference" in entry.pattern.converters and namespace != "demo:":
            yield f"{namespace}{entry.name}", set(entry.pattern.converters) - {"reference"}


@pytest.fixture
def reference(visitor: Callable[..., Visitor]) -> str:
    """The claim of Rosa Hughes, as she sees it."""
    rosa = visitor("rosa.hughes")
    rosa.follow("See all your payments")
    return rosa.path.split("/")[2]


def test_another_claimant_finds_nothing(visitor: Callable[..., Visitor], reference: str):
    priya = visitor("priya.nair")
    everything = addresses(reference)
    assert len(everything) > 15
    answers = {address: priya.page.request.get(address, max_redirects=0).status for address in everything}
    assert {address for address, status in answers.items() if status != 404} == set()

    # And what they see does not tell a claim that exists from one that does not
    pages = []
    for known in (reference, "UC-0000-0000"):
        priya.page.goto(f"/claims/{known}/answers/")
        pages.append(priya.text())
    assert pages[0] == pages[1]
    assert "Page not found" in pages[0]


def test_a_visitor_is_asked_to_sign_in_and_then_sees_only_their_own(visitor: Callable[..., Visitor], reference: str):
    visited = visitor()
    for address in addresses(reference):
        response = visited.page.request.get(address, max_redirects=0)
        assert response.status == 302, address
        door = "/staff/sign-in/" if address.startswith("/staff/") else "/sign-in/"
        assert response.headers["location"] == f"{door}?next={quote(address)}"

    visited.go(f"/claims/{reference}/answers/")
    assert visited.heading == "Sign in"
    visited.fill("Email address", "rosa.hughes@example.com")
    visited.fill("Password", "north river lantern")
    visited.press("Sign in")
    assert visited.heading == "Your answers"
    visited.has_no_complaints()


def test_an_adviser_says_why_first(visitor: Callable[..., Visitor], reference: str):
    adviser = visitor("tom.whitfield")
    for address in addresses(reference):
        response = adviser.page.request.get(address, max_redirects=0)
        if response.status == 302:
            assert response.headers["location"].startswith(f"/staff/claims/{reference}/open/"), address
        else:
            assert response.status == 404 or address.endswith("/open/"), address

    adviser.go(f"/staff/claims/{reference}/")
    assert adviser.heading == "Why are you opening this record?"
    assert "Hughes" in adviser.text(), "whose it is, and nothing else"
    adviser.choose("To deal with a payment")
    adviser.fill("What you are going to do", "Look at why your second payment is lower.")
    adviser.press("Open the record")
    assert adviser.heading == "Record of Rosa Hughes"
    adviser.go(f"/claims/{reference}/payments/")
    assert adviser.heading == "Payments"

    # And she can see that he looked, at what and why
    rosa = visitor("rosa.hughes")
    rosa.go("/who-looked/")
    rosa.reads("Tom Whitfield")
    rosa.reads("Look at why your second payment is lower.")
    visit = rosa.page.locator("section").filter(has_text="Tom Whitfield")
    expect(visit).to_have_count(1)
    expect(visit.get_by_role("listitem")).to_have_count(3)
    for somebody in (adviser, rosa):
        somebody.has_no_complaints()


def test_pages_for_staff_fit_a_small_phone(visitor: Callable[..., Visitor], reference: str):
    adviser = visitor("tom.whitfield")
    adviser.go(f"/staff/claims/{reference}/open/")
    adviser.choose("To deal with a payment")
    adviser.fill("What you are going to do", "Look at the pay that is recorded.")
    adviser.press("Open the record")
    adviser.follow("Pay received")
    assert adviser.page.get_by_role("link", name="Remove pay of").count()
    adviser.go("/staff/")
    adviser.follow("Letters to post and calls to make")
    adviser.has_no_complaints()
