"""Somebody changes how they sign in and where we write to, and sees where they are signed in."""

from __future__ import annotations

import re
from collections.abc import Callable

from demo.personas import PASSWORD
from tests.system.visitor import Visitor

ROSA = "rosa.hughes"
NEW = "another three words"


def code_in_outbox(reader: Visitor, subject: str) -> str:
    """The code of the newest message with this subject, as the demonstration shows it."""
    reader.go("/demonstration/outbox/")
    text = reader.text()
    found = re.search(r"\b(\d{6})\b", text[text.index(subject) :])
    assert found
    return found[1]


def test_a_password_an_address_and_the_places_where_one_is_signed_in(visitor: Callable[..., Visitor]) -> None:
    rosa, elsewhere, reader = visitor(ROSA), visitor(ROSA), visitor()

    # Given somebody who is signed in on two devices, and sees both
    rosa.go("/account/")
    rosa.follow("Where you are signed in, and when you signed in")
    cards = rosa.page.locator(".govuk-summary-card")
    assert cards.count() == 2
    rosa.reads("This one")
    rosa.reads("Chrome on Linux")

    # When they change their password, the other device is signed out
    rosa.go("/account/")
    rosa.follow("Change your password")
    rosa.fill("Your password now", "not it")
    rosa.fill("New password", NEW)
    rosa.press("Change password")
    rosa.reads("Your password is not right")
    rosa.fill("Your password now", PASSWORD)
    rosa.fill("New password", NEW)
    rosa.press("Change password")
    rosa.reads("Your password is changed. You are signed out everywhere else.")
    elsewhere.go("/journal/")
    assert elsewhere.path == "/sign-in/"
    rosa.go("/account/sessions/")
    assert cards.count() == 1

    # And they change their email address, with a code that goes to the new one
    rosa.go("/account/")
    rosa.follow("Change your email address")
    rosa.fill("New email address", "rosa.new@example.com")
    rosa.press("Continue")
    assert rosa.heading == "Check your email"
    rosa.fill("6-digit code", code_in_outbox(reader, "Your code to change your email address"))
    rosa.press("Continue")
    rosa.reads("Your email address is changed. We told the old one too.")
    rosa.reads("rosa.new@example.com")
    reader.go("/demonstration/outbox/")
    reader.reads("Was this you? Your email address was changed")

    # And a number, which is confirmed too
    rosa.follow("Change your phone number")
    rosa.fill("Phone number", "07700 900 982")
    rosa.press("Continue")
    rosa.fill("6-digit code", code_in_outbox(reader, "Your code to add this number"))
    rosa.press("Continue")
    rosa.reads("Confirmed by a code")
    for each in (rosa, elsewhere, reader):
        each.has_no_complaints()
