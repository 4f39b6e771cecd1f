"""Somebody sets up an app, backup codes and a passkey, and signs in with each; staff come in by a door of their own."""

from __future__ import annotations

import time
from collections.abc import Callable

import time_machine

from accounts.factors.app import code_now
from demo.personas import APP_KEY, PASSWORD
from tests.system.service import Service
from tests.system.visitor import Visitor

GARETH, DANIEL, AMINA = (f"{name}@example.com" for name in ("gareth.pugh", "daniel.okafor", "amina.yusuf"))


def give_password(me: Visitor, email: str, page: str = "/sign-in/") -> None:
    me.go(page)
    me.fill("Email address", email)
    me.fill("Password", PASSWORD)
    me.press("Sign in")


def sign_out(me: Visitor, at: str = "") -> None:
    me.go(f"{at}/sign-out/")
    me.press("Sign out")


def give_code(me: Visitor, code: str) -> None:
    me.fill("Code", code)
    me.press("Continue")


def next_code(key: str) -> str:
    """What an app shows on a phone whose clock is half a minute fast."""
    with time_machine.travel(time.time() + 30):
        return code_now(key)


def test_an_app_and_a_backup_code_without_javascript(visitor: Callable[..., Visitor]):
    gareth = visitor(scripts=False)
    give_password(gareth, GARETH)
    gareth.go("/account/")
    gareth.follow("Confirming that it is you")
    gareth.press("Set one up")
    gareth.follow("Passkey")
    gareth.reads("This browser cannot make a passkey")
    gareth.follow("Choose another way")
    gareth.follow("Text message")
    gareth.go("/account/second-steps/add/")
    gareth.follow("Authenticator app")
    key = gareth.page.locator(".app-code").inner_text().replace(" ", "")
    assert gareth.page.locator("main svg").is_visible()
    gareth.fill("The 6-digit code that the app shows", "000000")
    gareth.press("Continue")
    gareth.reads("The code is not right")
    gareth.fill("The 6-digit code that the app shows", code_now(key))
    gareth.press("Continue")
    gareth.press("Show my backup codes")
    codes = gareth.page.locator(".app-codes code").all_inner_texts()
    assert len(codes) == 10
    gareth.press("I have kept them")
    gareth.reads("You have 10 backup codes left.")
    sign_out(gareth)

    give_password(gareth, GARETH)
    assert gareth.heading == "Confirm that it is you"
    give_code(gareth, "000 000")
    gareth.reads("The code is not right")
    give_code(gareth, next_code(key))
    assert gareth.path == "/home/"
    sign_out(gareth)

    give_password(gareth, GARETH)
    give_code(gareth, codes[0].lower())
    assert gareth.path == "/home/"
    gareth.go("/account/second-steps/")
    gareth.reads("You have 9 backup codes left.")
    gareth.follow("Remove")
    gareth.press("Remove it")
    gareth.reads("You have not set one up.")
    gareth.has_no_complaints()


def test_a_passkey(visitor: Callable[..., Visitor], service: Service):
    # A passkey is of a host with a name.
    here = service.url.replace("127.0.0.1", "localhost")
    daniel = visitor()
    devices = daniel.page.context.new_cdp_session(daniel.page)
    devices.send("WebAuthn.enable")
    phone = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    made = devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**phone, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    give_password(daniel, DANIEL, f"{here}/sign-in/")
    daniel.go(f"{here}/account/second-steps/add/")
    daniel.follow("Passkey")
    daniel.press("Make a passkey")
    assert daniel.path == "/account/second-steps/backup-codes/"
    sign_out(daniel, here)

    give_password(daniel, DANIEL, f"{here}/sign-in/")
    daniel.press("Use your passkey")
    assert daniel.path == "/home/"
    sign_out(daniel, here)

    # Another phone, which has none
    devices.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": made["authenticatorId"]})
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": {**phone, "transport": "usb"}})
    give_password(daniel, DANIEL, f"{here}/sign-in/")
    daniel.page.get_by_role("button", name="Use your passkey").click()
    daniel.reads("Your passkey was not used. Try again, or use another way.")
    daniel.look()
    daniel.go(f"{here}/home/")
    assert daniel.path == "/sign-in/"
    daniel.has_no_complaints()


def test_staff_have_a_door_of_their_own(visitor: Callable[..., Visitor]):
    amina = visitor()
    give_password(amina, AMINA)
    assert amina.path == "/staff/sign-in/"
    amina.reads("Your account is for work. Sign in to it here.")
    give_password(amina, AMINA, "/staff/sign-in/?next=/staff/find/")
    amina.go("/staff/")
    assert amina.path == "/staff/sign-in/"
    amina.go("/sign-in/second-step/?next=/staff/find/")
    give_code(amina, code_now(APP_KEY))
    assert amina.path == "/staff/find/"
    amina.has_no_complaints()
