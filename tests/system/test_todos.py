"""Somebody on an old phone asks for more time, and staff ask for something that they say is done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from govuk.fields.dates import MONTHS
from tests.system.looking import PHONE
from tests.system.visitor import Visitor


def test_more_time_is_asked_for_and_something_is_done_without_javascript(visitor: Callable[..., Visitor]):
    # Given somebody who has to prove who she is by a day, and cannot yet
    priya = visitor("priya.nair", scripts=False, viewport=PHONE)
    priya.go("/to-do/")
    priya.follow("More about this, and what to do if you cannot (Prove who you are)")
    assert priya.heading == "Prove who you are"
    place = priya.path
    priya.reads("What happens if you do not do it")
    priya.reads("Add the day to my calendar")

    # When she asks for more time, first without saying why
    priya.follow("Ask for more time")
    words = priya.text()
    at_once = re.search(r"Up to (\d+ \w+ \d{4}) you have it at once", words)
    assert at_once
    priya.press("Ask for more time")
    assert priya.page.title().startswith("Error: ")
    priya.reads("Enter the day by which you can do it")
    priya.enter_date(_read(at_once[1]) - timedelta(days=1))
    priya.fill("Why do you need more time?", "My passport is at the Home Office")
    priya.press("Ask for more time")

    # Then she has it, and reads why she asked
    assert priya.path == place
    priya.reads("You have until")
    priya.reads("My passport is at the Home Office")
    priya.reads("The days it had")
    priya.has_no_complaints()

    # And when staff ask her for something in their own words
    amina = visitor("amina.yusuf")
    amina.go("/staff/find/?q=Nair")
    amina.follow("UC-")
    amina.page.get_by_role("radio").first.check()
    amina.fill("What you are going to do", "Ask her for something.")
    amina.press("Open the record")
    amina.follow("To-dos")
    amina.choose("Do what your adviser asks")
    amina.fill("What do you ask for, and why?", "Show the landlord’s form at the desk")
    amina.enter_date(_read(at_once[1]))
    amina.press("Ask the claimant")
    amina.reads("We asked the claimant for it.")
    amina.follow("Do what your adviser asks")
    amina.reads("What follows")
    amina.has_no_complaints()

    # Then she says that she has done it
    priya.go("/home/")
    priya.follow("Do what your adviser asks")
    priya.reads("Show the landlord’s form at the desk")
    priya.press("I have done it")
    priya.reads("We noted that you have done it.")
    priya.has_no_complaints()


def _read(words: str) -> date:
    day, month, year = words.split()
    return date(int(year), MONTHS[month.lower()], int(day))
