"""An employer registers, staff check and approve it, its owner comes back with a second step, and a colleague joins."""

from __future__ import annotations

import time
from collections.abc import Callable

import time_machine

from accounts.factors.app import code_now
from tests.system.claiming import newest_code
from tests.system.service import Service
from tests.system.visitor import Visitor

PASSWORD = "three plain words"
CHECKS = (
    "The organisation exists, under this name and number",
    "It is reached where a public source says, not only where it says itself",
    "The person who registered it may act for it",
)


def make_account(me: Visitor, email: str) -> str:
    """From the first page to the employer's home; the key of their app."""
    me.go("/employers/")
    me.press("Start now")
    me.fill("Email address", email)
    me.press("Continue")
    me.fill("6-digit code", newest_code(me))
    me.press("Continue")
    me.fill("Create a password", PASSWORD)
    me.press("Create account")
    me.reads("You act for an organisation, so your password alone is not enough.")
    me.follow("Authenticator app")
    key = me.page.locator(".app-code").inner_text().replace(" ", "")
    me.fill("The 6-digit code that the app shows", code_now(key))
    me.press("Continue")
    me.press("Show my backup codes")
    me.press("I have kept them")
    return key


def test_an_employer_from_the_first_page_to_its_home(service: Service, visitor: Callable[..., Visitor]) -> None:
    # Given a baker who registers without scripts, and mistypes the company's number
    owner = visitor(scripts=False)
    key = make_account(owner, "office@tidewater.example")
    assert owner.path == "/employers/home/"
    owner.press("Register your organisation")
    owner.choose("Limited company or limited liability partnership")
    owner.save()
    owner.fill("Name of the organisation", "Tidewater Foods Ltd")
    owner.fill("Company number", "12")
    owner.save()
    owner.reads("Enter the company number as Companies House writes it")
    owner.fill("Company number", "sc 123456")
    owner.fill("PAYE reference (optional)", "120/TW99")
    owner.save()
    owner.fill("Address line 1", "2 Harbour Road")
    owner.fill("Town or city", "Leith")
    owner.fill("Postcode", "eh6 6aa")
    owner.save()
    owner.fill("Full name", "Isla Reid")
    owner.fill("Phone number at work", "0131 496 0001")
    owner.save()
    assert owner.path == "/employers/register/"
    owner.reads("SC123456")
    owner.press("Send my registration")
    owner.reads("Registration sent")
    reference = owner.page.locator(".govuk-panel__body strong").inner_text()
    owner.go("/employers/home/")
    owner.reads("Being checked")
    owner.go("/sign-out/")
    owner.press("Sign out")
    owner.has_no_complaints()

    # When an adviser finds it in the list of work, notes what was looked up and approves it
    amina = visitor("amina.yusuf")
    amina.follow("Employers to check (2)")
    amina.follow("Tidewater Foods Ltd")
    amina.reads(reference)
    for what in CHECKS:
        amina.follow("Note what you checked")
        amina.choose(what)
        amina.choose("Companies House")
        amina.choose("It is so")
        amina.press("Save")
    amina.press("Approve")
    amina.press("Approve")
    amina.reads("It is decided. We told everybody who acts for the employer.")
    amina.go("/staff/employers/?q=tidewater")
    amina.reads("Found (1)")
    amina.has_no_complaints()

    # Then its owner comes back by the employers' door, and confirms that it is them
    owner.go("/sign-in/")
    owner.fill("Email address", "office@tidewater.example")
    owner.fill("Password", PASSWORD)
    owner.press("Sign in")
    owner.reads("Your account is for an employer. Sign in to it here.")
    owner.fill("Email address", "office@tidewater.example")
    owner.fill("Password", PASSWORD)
    owner.press("Sign in")
    with time_machine.travel(time.time() + 30):
        owner.fill("Code", code_now(key))
    owner.press("Continue")
    assert owner.path == "/employers/home/"
    owner.reads("Approved")
    assert owner.go("/payments/") == 404
    assert owner.go("/staff/") == 404

    # And invites a colleague, who joins with an account of their own
    owner.go("/employers/people/")
    owner.press("Invite a colleague")
    owner.fill("Their email address at work", "ewan@tidewater.example")
    owner.press("Send the invitation")
    owner.reads("ewan@tidewater.example, invited on")
    ewan = visitor()
    make_account(ewan, "ewan@tidewater.example")
    ewan.reads("office@tidewater.example invited you to act for Tidewater Foods Ltd.")
    ewan.press("Act for this organisation")
    ewan.reads("You now act for Tidewater Foods Ltd.")
    ewan.has_no_complaints()
    owner.go("/employers/people/")
    owner.follow("Remove")
    owner.press("Take them off")
    owner.reads("They do not act for your organisation any more.")
    owner.complaints = [each for each in owner.complaints if "404" not in each]
    owner.has_no_complaints()
