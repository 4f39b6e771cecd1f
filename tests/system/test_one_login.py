"""GOV.UK One Login, from the browser: a new account by it, who they are proved by it, and out of both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from demo.personas import PASSWORD
from tests.system.visitor import Visitor

ONE_LOGIN = "/demonstration/one-login/authorize/"
CONTINUE = "Continue with GOV.UK One Login"
THERE = "Email address of the GOV.UK One Login"


def answer_there(somebody: Visitor, email: str, what: str = "They sign in, with a second factor") -> None:
    """At One Login, which is a page of the demonstration's."""
    assert somebody.path == ONE_LOGIN
    assert "//localhost" in somebody.page.url, "as far away as the real one, to a browser"
    somebody.fill(THERE, email)
    somebody.choose(what)
    somebody.press("Continue")


def carried_on(somebody: Visitor, button: str, to: str) -> None:
    """Press a button after which comes a page that goes on by itself."""
    somebody.page.get_by_role("main").get_by_role("button", name=button).click()
    somebody.page.wait_for_url(f"**{to}**")
    somebody.look()


def prove(somebody: Visitor, email: str, what: str) -> None:
    """Go to One Login to prove who one is; the page in between goes on by itself."""
    somebody.page.goto("/account/identity/one-login/", wait_until="commit")
    somebody.page.wait_for_url(f"**{ONE_LOGIN}**")
    somebody.look()
    answer_there(somebody, email, what)


def leave(somebody: Visitor) -> None:
    """Sign out, here and there."""
    somebody.go("/sign-out/")
    somebody.page.get_by_role("main").get_by_role("button", name="Sign out").click()
    somebody.look()
    carried_on(somebody, "Sign out of GOV.UK One Login", "/signed-out/")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_new_account_an_identity_and_out_again(visitor: Callable[..., Visitor], scripts: bool):
    kim = visitor(scripts=scripts)
    email = f"kim.{scripts}@example.com".lower()

    # No account: One Login makes one
    kim.go("/sign-in/?next=/account/")
    kim.press(CONTINUE)
    answer_there(kim, email)
    assert kim.path == "/account/"
    kim.reads(email)
    kim.follow("Sign in with GOV.UK One Login")
    kim.reads("You can sign in to this account with your GOV.UK One Login.")
    kim.reads("it is your only way to sign in")

    # Who they are: not at once, and then
    prove(kim, email, "They cannot: they have no photo document")
    assert kim.heading == "GOV.UK One Login could not prove who you are"
    prove(kim, email, "They prove to be who they say in their claim")
    assert kim.path == "/account/identity/"
    kim.reads("GOV.UK One Login has proved who you are.")

    # Out of both, and in again by the same way
    leave(kim)
    assert kim.go("/account/") == 200
    assert kim.path == "/sign-in/"
    kim.press(CONTINUE)
    answer_there(kim, email)
    assert kim.path == "/account/"
    kim.has_no_complaints()


def test_an_account_that_was_there_is_connected_when_its_owner_agrees(visitor: Callable[..., Visitor]):
    gareth = visitor()
    email = "gareth.pugh@example.com"

    gareth.go("/sign-in/")
    gareth.press(CONTINUE)
    answer_there(gareth, email)
    assert gareth.heading == "You already have an account"

    # In as always, and on to what they came for
    gareth.press("Sign in with your password")
    gareth.fill("Email address", email)
    gareth.fill("Password", PASSWORD)
    gareth.press("Sign in")
    assert gareth.heading == "GOV.UK One Login"
    carried_on(gareth, "Continue to GOV.UK One Login", ONE_LOGIN)
    answer_there(gareth, email)
    assert gareth.heading == "Is this your GOV.UK One Login?"
    gareth.reads(email)
    gareth.press("Connect it")
    gareth.reads("Your GOV.UK One Login is connected.")

    # He came in with his password: there is nothing to sign out of there.
    gareth.go("/sign-out/")
    carried_on(gareth, "Sign out", "/signed-out/")
    gareth.go("/sign-in/")
    gareth.press(CONTINUE)
    answer_there(gareth, email)
    assert gareth.path == "/home/"
    gareth.go("/account/one-login/")
    gareth.press("Disconnect")
    gareth.reads("Your GOV.UK One Login is not connected any more.")
    gareth.has_no_complaints()


def test_stopping_there_leads_back_to_another_way(visitor: Callable[..., Visitor]):
    lee = visitor()
    lee.go("/sign-in/")
    lee.press(CONTINUE)
    answer_there(lee, "lee@example.com", "They stop before the end")
    assert lee.heading == "You did not finish signing in to GOV.UK One Login"
    # Back in the browser: the question was answered
    lee.page.go_back()
    lee.page.go_back()
    lee.look()
    lee.press(CONTINUE)
    answer_there(lee, "lee@example.com", "GOV.UK One Login has no time for them")
    assert lee.heading == "GOV.UK One Login is not working right now"
    lee.follow("sign in with your email address and password")
    assert lee.path == "/sign-in/"
    lee.has_no_complaints()
