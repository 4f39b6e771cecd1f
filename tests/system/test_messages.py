"""Somebody writes to us with a photo, an adviser answers with a file, and she sees that it is there and reads it."""

from __future__ import annotations

from collections.abc import Callable

from tests.documents.files import pdf, picture
from tests.system.looking import PHONE
from tests.system.visitor import Visitor

# GOV.UK Frontend's button: its name has a comma for those who hear it, which axe misses in what those who see it read.
OF_ITS_OWN = "govuk-file-upload-button"
ADDRESS = f"https://landlord.example/{'letters' * 12}"  # no small phone is as wide


def add_file(who: Visitor, name: str, kind: str, content: bytes) -> None:
    who.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def test_a_message_is_written_answered_and_read(visitor: Callable[..., Visitor]):
    # Given somebody on a phone, who writes before she has said what it is about
    rosa = visitor("rosa.hughes", viewport=PHONE)
    rosa.go("/messages/")
    rosa.press("Write to us")
    rosa.fill("Your message", f"My landlord put the rent up.\nHere is the letter. {ADDRESS}")
    add_file(rosa, "letter.jpg", "image/jpeg", picture(size=(300, 200)))
    rosa.press("Send")
    assert rosa.page.title().startswith("Error: ")
    rosa.reads("What you wrote is still here.")
    rosa.reads("letter.jpg")
    rosa.choose("Where you live")
    rosa.press("Send")
    rosa.reads("We have your message. We will answer by")
    assert rosa.heading == "Where you live"

    # When an adviser finds it among what waits, says why she opens the record, and answers with a file
    amina = visitor("amina.yusuf")
    amina.go("/staff/")
    amina.follow("Messages to answer")
    amina.follow("Where you live")
    assert amina.heading == "Why are you opening this record?"
    amina.page.get_by_role("radio").first.check()
    amina.fill("What you are going to do", "Answer her message.")
    amina.press("Open the record")
    amina.follow("Messages")
    amina.press("I look after this person, as case manager")
    amina.follow("Where you live")
    amina.reads("My landlord put the rent up.")
    amina.reads(ADDRESS)
    amina.fill("What you write to the claimant", "Thank you. We pay the new rent from December.")
    add_file(amina, "rent.pdf", "application/pdf", pdf())
    amina.press("Send")
    amina.reads("Your message is sent.")
    amina.reads("The claimant has not read what we wrote last.")

    # Then Rosa sees that there is something new, and reads from whom
    rosa.go("/messages/")
    rosa.reads("New message")
    rosa.follow("Where you live")
    rosa.reads("This is between you and Amina, your case manager.")
    rosa.reads("Amina, case manager")
    rosa.reads("We pay the new rent from December.")
    rosa.reads("rent.pdf")
    rosa.go("/messages/")
    assert "New message" not in rosa.text()
    rosa.go("/journal/")
    rosa.reads("We pay the new rent from December.")
    for somebody in (rosa, amina):
        assert [each for each in somebody.complaints if OF_ITS_OWN not in each] == []
