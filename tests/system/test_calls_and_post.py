"""An adviser writes down a call and what was agreed; the claimant reads it, says that it is not right, and it is put
right."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from govuk.formatting import day
from tests.system.looking import PHONE
from tests.system.test_messages import OF_ITS_OWN
from tests.system.visitor import Visitor


def the_day(somebody: Visitor) -> date:
    """What day it is there: the demonstration's own."""
    banner = somebody.page.locator(".govuk-phase-banner").inner_text()
    said = re.search(r"it is (\d+ \w+ \d{4})", " ".join(banner.split()))
    assert said
    return datetime.strptime(said[1], "%d %B %Y").date()  # noqa: DTZ007 - a day, at no place


def test_a_call_is_written_down_read_and_put_right(visitor: Callable[..., Visitor]):
    # Given an adviser who was phoned, and writes down what was said and agreed
    amina = visitor("amina.yusuf")
    rosa = visitor("rosa.hughes", viewport=PHONE)
    rosa.follow("See all your payments")
    reference = rosa.path.split("/")[2]
    amina.go(f"/staff/claims/{reference}/contacts/")
    amina.page.get_by_role("radio").first.check()
    amina.fill("What you are going to do", "Write down her call.")
    amina.press("Open the record")
    amina.follow("Calls and post")
    amina.press("Write one down")
    today = the_day(amina)
    amina.choose("Phone")
    amina.choose("They got in touch with us")
    amina.choose("Rosa Hughes")
    amina.enter_date(today, "On which day?")
    amina.choose("Where you live")
    amina.fill("What was said, or what does it say?", "The rent goes up by £40 in January.")
    amina.fill("What did we agree to do? (optional)", "Ask your landlord for a letter.")
    amina.press("Save")
    assert amina.page.title().startswith("Error: ")
    amina.reads("It has not been saved yet. What you wrote is still here.")
    amina.enter_date(today + timedelta(days=7), "By which day do we do it?")
    amina.choose("Me")
    amina.press("Save")
    amina.reads("It is written down. The claimant can read it.")
    amina.go("/staff/")
    amina.follow("What we agreed to do: 1 for you and your team, 0 late")
    amina.follow("Where you live")
    amina.reads("Ask your landlord for a letter.")

    # When Rosa finds on her phone that we do something, reads it, and says what is wrong
    rosa.go("/home/")
    rosa.follow("Doing what we agreed with you: Where you live")
    assert rosa.heading == f"We spoke by phone on {day(today)}."
    rosa.reads("The rent goes up by £40 in January.")
    rosa.reads(f"We will do what we agreed by {day(today + timedelta(days=7))}.")
    rosa.go("/journal/")
    rosa.reads("Ask your landlord for a letter.")
    rosa.follow("We spoke by phone")
    rosa.press("This is not right")
    rosa.fill("What is not right?", "It goes up by £14, not £40.")
    rosa.press("Send")
    rosa.reads("We have your message. We will answer by")
    assert rosa.heading == "Where you live"
    rosa.reads("We spoke by phone on")

    # Then the adviser sees so, corrects it and says what was done; and Rosa reads all of it
    amina.page.reload()
    amina.reads("The claimant told us that this is not right.")
    amina.press("Correct it")
    amina.fill("What was said, or what does it say?", "The rent goes up by £14 in January.")
    amina.fill("What was wrong, and how do you know?", "She wrote that it is £14.")
    amina.press("Save")
    amina.reads("It is corrected. The claimant can read it.")
    amina.fill("What was done?", "Your landlord sends the letter on Monday.")
    amina.press("Save and tell the claimant")
    amina.reads("Saved. We told the claimant.")
    rosa.go("/contacts/")
    rosa.reads("Corrected")
    rosa.follow("We spoke by phone")
    rosa.reads("Your landlord sends the letter on Monday.")
    rosa.reads("She wrote that it is £14.")
    rosa.page.get_by_text("What it said before").click()
    rosa.reads("The rent goes up by £40 in January.")
    rosa.look()
    for somebody in (rosa, amina):
        assert [each for each in somebody.complaints if OF_ITS_OWN not in each] == []
