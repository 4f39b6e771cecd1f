"""An appointment is booked and moved on a small phone without JavaScript; a screen at the entrance takes a code."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.system.looking import PHONE
from tests.system.visitor import Visitor


def test_asked_for_booked_and_moved_without_javascript(visitor: Callable[..., Visitor]):
    # Given somebody who was asked to book her first appointment
    priya = visitor("priya.nair", scripts=False, viewport=PHONE)
    priya.follow("See your appointments")
    priya.reads("You have no appointment booked.")

    # When she says what she needs, how she wants to meet and when
    priya.follow("Choose a time")
    assert priya.heading == "What do you need when we meet?"
    priya.tick("A quiet room")
    priya.press("Save and continue")
    priya.choose("In person at Leeds Eastgate jobcentre")
    priya.press("Continue")
    assert priya.heading == "When would you like your appointment?"
    priya.reads("A quiet room")
    priya.press("Book this time")
    priya.reads("Select a time")
    priya.page.locator("input[name=time]").first.check()
    priya.press("Book this time")

    # Then she has it, and can move it
    priya.reads("Your appointment is booked.")
    priya.reads("Three minutes from the bus station.")
    first = priya.heading
    priya.press("Change the time or how")
    priya.choose("By video link")
    priya.press("Continue")
    priya.page.locator("input[name=time]").last.check()
    priya.press("Book this time")
    assert priya.heading not in (first, "")
    link = priya.page.get_by_role("link", name="Join by video").get_attribute("href") or ""
    assert link.startswith("https://video.example/")
    priya.follow("Cancel this appointment")
    priya.fill("Why do you need to cancel?", "My child is ill")
    priya.press("Cancel this appointment")
    priya.reads("This appointment is cancelled.")
    priya.has_no_complaints()

    # And whoever she calls books another for her: she reads who did, and why
    amina = visitor("amina.yusuf")
    amina.fill("Find a claim", "Nair")
    amina.press("Find")
    amina.follow("UC-")
    amina.choose("The claimant contacted us")
    amina.fill("What you are going to do", "She called to book an appointment.")
    amina.press("Open the record")
    amina.follow("Appointments")
    amina.page.get_by_text("Book one for them now").click()
    amina.look()
    amina.follow("Agree what you will do")
    amina.choose("By phone")
    amina.press("Continue")
    amina.page.locator("input[name=time]").first.check()
    amina.press("Book this time")
    amina.reads("Select who asked for this, and how")
    amina.choose("The claimant, by phone")
    amina.fill("Why?", "You called to ask for another time.")
    amina.press("Book this time")
    amina.reads("The appointment is booked. We told the claimant.")
    amina.has_no_complaints()
    priya.go("/appointments/")
    priya.page.get_by_role("link", name=re.compile(r" at \d")).first.click()
    priya.reads("Amina Yusuf booked it for you. You asked for it by phone. You called to ask for another time.")


def test_the_screen_at_the_entrance_shows_nobodys_data(visitor: Callable[..., Visitor]):
    somebody = visitor()
    somebody.go("/check-in/leeds-eastgate/")
    somebody.fill("What is the code of your appointment?", "000000")
    somebody.press("I have arrived")
    somebody.reads("We do not have this code for today")
    somebody.has_no_complaints()
