"""Somebody lets a charity help, which does what it was asked to; and takes it back. And staff who know somebody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tests.system.looking import PHONE
from tests.system.visitor import Visitor

EMAIL, PASSWORD = "grace.mensah@advice.example", "violet kettle harbour"


def invitation_code(me: Visitor) -> str:
    """The code in the newest message of the outbox, looked up in another window."""
    other = me.page.context.new_page()
    other.goto("/demonstration/outbox/")
    words = other.locator(".app-message").first.inner_text()
    other.close()
    found = re.search(r"Your code is ([0-9A-Z]{4}-[0-9A-Z]{4})", words)
    assert found
    return found[1]


def test_a_helper_is_named_helps_and_is_taken_back(visitor: Callable[..., Visitor]):
    # Given somebody half way through his claim, who names a charity to help with his answers
    daniel = visitor("daniel.okafor", viewport=PHONE)
    daniel.go("/account/")
    daniel.follow("People who help you, and naming somebody")
    daniel.press("Name somebody to help you")
    daniel.press("Send the invitation")
    assert daniel.page.title().startswith("Error: ")
    daniel.choose("A charity or another organisation")
    daniel.fill("What is the name of the person or organisation?", "Harbour Advice")
    daniel.fill("What is their email address?", EMAIL)
    daniel.tick("Fill in answers of a claim, but not send it")
    daniel.enter_date(date(2026, 11, 30))
    daniel.press("Send the invitation")
    daniel.reads("has not agreed yet")

    # When somebody there, whose browser runs no scripts, types the code, makes an account, and agrees
    grace = visitor(scripts=False)
    grace.go("/helping/invitation/")
    grace.fill("The email address that the code was sent to", EMAIL)
    grace.fill("The code from the email", invitation_code(grace))
    grace.press("Continue")
    grace.fill("Your name", "Grace Mensah")
    grace.fill("Create a password", PASSWORD)
    grace.press("Create account")
    grace.reads("Fill in answers of a claim, but not send it")
    grace.press("Agree to help")

    # Then she finds his tasks, and he sees that she looked
    grace.follow("Fill in answers")
    assert grace.heading == "Your claim for Universal Credit"
    assert "You are helping" in grace.page.inner_text("header")
    tasks = grace.path

    # And changes an answer in his place, but not the private ones
    grace.go(f"{tasks}home/address/")
    grace.fill("Town or city", "Swansea")
    grace.save()
    assert "You are helping" in grace.page.inner_text("header")
    grace.go(f"{tasks}about-you/nino/")
    assert grace.heading == "Only they can answer this"
    assert grace.go(f"{tasks}check/") == 404

    daniel.go("/account/helpers/")
    daniel.reads("Grace Mensah")
    daniel.go("/who-looked/")
    daniel.reads("Grace Mensah (Helper)")
    daniel.reads("Answered questions for you")
    daniel.go("/journal/")
    daniel.reads("Harbour Advice agreed to help you")

    # And once he takes it back, she is refused
    daniel.go("/account/helpers/")
    daniel.press("End this help now")
    daniel.reads("Harbour Advice can no longer help you here.")
    assert grace.go(tasks) == 404


def test_a_claim_is_kept_from_a_neighbour_and_handed_to_somebody_else(visitor: Callable[..., Visitor]):
    # Given an adviser on whose list a claim is that is on none of her colleague's, who is a neighbour
    amina = visitor("amina.yusuf")
    amina.go("/staff/")
    row = amina.page.get_by_role("row", name="Priya Nair")
    reference = row.get_by_role("link").inner_text()
    nia = visitor("nia.morgan")
    assert nia.page.get_by_role("row", name="Priya Nair").count() == 0

    # When she asks for it, she reads that it is kept from her and whom to ask, and nothing of it
    assert nia.go(f"/staff/claims/{reference}/") == 404
    assert nia.heading == "This claim is kept from you"
    nia.reads("ask your team leader: Ruth Osei.")
    assert "Nair" not in nia.page.content()

    # Then her team leader sees that she asked, and chooses who deals with it
    ruth = visitor("ruth.osei", viewport=PHONE)
    ruth.follow("Conflicts of interest")
    ruth.reads("Nia Morgan")
    ruth.follow("Choose who deals with")
    ruth.press("Save")
    assert ruth.page.title().startswith("Error: ")
    ruth.page.get_by_label("Who deals with it").select_option("Tom Whitfield")
    ruth.fill("What there is to do", "Decide it")
    ruth.press("Save")
    ruth.reads("It is saved who deals with the claim.")

    # It is that colleague's then, and nobody else's work
    tom = visitor("tom.whitfield")
    tom.go("/staff/")
    tom.reads("Claims that you were chosen to deal with")
    tom.reads(reference)
    amina.go("/staff/")
    assert amina.page.get_by_role("row", name="Priya Nair").count() == 0
