"""Somebody's account: signing in with each second step, changing how they sign in and are reached, saying that it was
not them, and getting back in by email or with an adviser's help; staff come in by a door of their own."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import time_machine

from accounts.factors.app import code_now
from demo.personas import APP_KEY, PASSWORD
from tests.system.service import Service
from tests.system.visitor import Visitor

GARETH, DANIEL, AMINA = (f"{name}@example.com" for name in ("gareth.pugh", "daniel.okafor", "amina.yusuf"))


ROSA, NEW = "rosa.hughes", "another three words"


def code_in_outbox(reader: Visitor, subject: str) -> str:
    """The code of the newest message with this subject, as the demonstration shows it."""
    reader.go("/demonstration/outbox/")
    text = reader.text()
    found = re.search(r"\b(\d{6})\b", text[text.index(subject) :])
    assert found
    return found[1]


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

    # They did nothing for so long that the session is over on the server
    gareth.page.context.add_cookies([{"name": "sessionid", "value": "x" * 32, "domain": "127.0.0.1", "path": "/"}])
    gareth.go("/account/")
    assert gareth.path == "/sign-in/"
    gareth.reads("We signed you out")
    gareth.reads("This happens when you do nothing for 15 minutes")
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

    # The old address was told, and by its link they say that it was not them
    told = reader.text()
    (not_me,) = set(re.findall(r"/account/not-me/", told[told.index("Was this you? Your email address was changed") :]))
    rosa.go(not_me)
    rosa.fill("Your password now", NEW)
    rosa.fill("New password", PASSWORD)
    rosa.press("Change password and tell us")
    rosa.reads("We are looking into it. Your password is changed, and you are signed out everywhere else.")
    amina = visitor("amina.yusuf")
    amina.follow("Accounts that may be in other hands (1)")
    amina.has_no_complaints()

    # And a number, which is confirmed too
    rosa.go("/account/")
    rosa.follow("Change your phone number")
    rosa.fill("Phone number", "07700 900 982")
    rosa.press("Continue")
    rosa.fill("6-digit code", code_in_outbox(reader, "Your code to add this number"))
    rosa.press("Continue")
    rosa.reads("Confirmed by a code")

    # To which codes go from now on, when they sign in
    rosa.go("/account/second-steps/add/")
    rosa.follow("Text message")
    rosa.fill("Mobile phone number", "07700 900 982")
    rosa.press("Continue")
    rosa.fill("6-digit code", code_in_outbox(reader, "Your security code"))
    rosa.press("Continue")
    assert rosa.path == "/account/second-steps/backup-codes/"
    sign_out(rosa)
    give_password(rosa, "rosa.new@example.com")
    rosa.press("Text a code to the number ending 982")
    rosa.reads("We have texted a code to the number ending 982.")
    give_code(rosa, code_in_outbox(reader, "Your security code"))
    assert rosa.path == "/home/"
    for each in (rosa, elsewhere, reader):
        each.has_no_complaints()


def test_back_in_by_email_and_with_the_help_of_an_adviser(visitor: Callable[..., Visitor], service: Service) -> None:
    # Given somebody who forgot their password
    aisha, reader = visitor(scripts=False), visitor()
    aisha.go("/sign-in/")
    aisha.follow("I forgot my password")
    aisha.fill("Email address", "aisha.karim@example.com")
    aisha.press("Continue")
    service.work()
    aisha.fill("6-digit code", code_in_outbox(reader, "Your code to choose a new password"))
    aisha.press("Continue")
    aisha.fill("Create a password", NEW)
    aisha.press_the_button()
    aisha.reads("Your password is changed. You are signed out everywhere else.")
    aisha.go("/home/")
    found = re.search(r"UC-[0-9A-Z]{4}-[0-9A-Z]{4}", aisha.text())
    assert found
    reference = found[0]

    # When they have lost their phone too, an adviser opens the record and makes sure who they are
    amina = visitor("amina.yusuf")
    amina.go(f"/staff/claims/{reference}/")
    amina.choose("The claimant contacted us")
    amina.fill("What you are going to do", "Help them back into their account.")
    amina.press("Open the record")
    amina.go(f"/staff/claims/{reference}/back-in/")
    amina.reads("First make sure who they are")
    amina.follow("Check identity")
    amina.follow("You saw two documents")
    amina.tick("Passport", "Payslip or P60")
    amina.choose("Yes")
    amina.press("Save this check")
    amina.go(f"/staff/claims/{reference}/back-in/")
    amina.press("Give them a code")
    amina.reads("Select what they have not got any more")
    amina.choose("Their phone, app, passkey or backup codes")
    amina.fill("What happened", "Stolen on the bus.")
    amina.choose("Read out or handed over now")
    amina.press("Give them a code")
    amina.reads("Their bank details can be changed from")
    code = amina.page.locator("p.govuk-heading-xl").inner_text()
    amina.has_no_complaints()

    # Then they come in with the code, and see until when their bank details stay
    back = visitor(scripts=False)
    back.go("/sign-in/")
    back.follow("enter it")
    back.fill("Email address", "aisha.karim@example.com")
    back.fill("6-digit code", code)
    back.press("Continue")
    back.fill("Create a password", PASSWORD)
    back.press_the_button()
    assert back.path == "/account/"
    back.follow("When, and what to do if it was not you")
    back.reads("Your bank details can be changed from")
    aisha.go("/home/")
    assert aisha.path == "/sign-in/"
    for each in (aisha, reader, back):
        each.has_no_complaints()
