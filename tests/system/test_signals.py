"""Two claims are paid into one account: a decision maker is asked to look, looks, and says what it is."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.system.visitor import Visitor


def test_a_signal_is_looked_at_and_explained(visitor: Callable[..., Visitor]):
    # Given a decision maker, who sees that there is one
    tom = visitor("tom.whitfield")
    tom.follow("Signals to look at (1)")
    tom.reads("Claims of 2 households are paid into one bank account.")
    tom.follow("Same bank account")
    tom.reads("This is a question, not an answer.")
    tom.reads("Account ending in 37")
    assert "Demir" not in tom.text()
    assert "Samuels" not in tom.text()

    # When they open one of the claims, they say why first; its record says that there is a signal
    signal = tom.path
    tom.page.get_by_role("region", name="What was compared").get_by_role("link").first.click()
    tom.choose("To check that our work is right")
    tom.fill("What you are going to do", "Ask whose account it is")
    tom.press("Open the record")
    tom.follow("1 signal to look at")
    tom.follow("Same bank account")
    assert tom.path == signal

    # And say what they found, after leaving it out once
    tom.press("Save what you found")
    expect(tom.page.get_by_role("alert")).to_contain_text("Enter what you looked at, and why you think so")
    tom.choose("There is an ordinary explanation")
    tom.fill("What you looked at, and why you think so", "They are friends and have the account together")
    tom.press("Save what you found")
    tom.reads("There are none.")
    tom.has_no_complaints()

    # Then a team leader sees what came of it
    ruth = visitor("ruth.osei")
    ruth.go("/staff/signals/?state=explained")
    ruth.follow("Same bank account")
    ruth.reads("They are friends and have the account together")
    ruth.go("/staff/signals/outcomes/")
    ruth.has_no_complaints()

    # The claimant sees who looked, and no accusation
    delroy = visitor("delroy.samuels")
    delroy.go("/who-looked/")
    delroy.reads("What we compared between claims, yours among them")
    delroy.reads("Tom Whitfield")
    assert "fraud" not in delroy.text()
