"""The equality questions after a claim was sent, answered by one and skipped by another."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.system.looking import PHONE
from tests.system.visitor import Visitor

FIRST = "Answer the questions"
SKIP = "Skip all of these questions"
OFFER = "Answer or skip the equality questions"


def test_somebody_answers_changes_their_mind_and_sends_them(visitor: Callable[..., Visitor]):
    # Given somebody who has just sent her claim
    priya = visitor("priya.nair")
    priya.go("/home/")
    priya.follow(OFFER)
    priya.reads("You do not have to answer")

    # When she answers, once without choosing anything, and goes back a page
    priya.press(FIRST)
    priya.save()
    assert priya.page.title().startswith("Error: ")
    priya.choose("Female", "What is your sex?")
    priya.choose("Yes", "Is the gender you identify with")
    priya.save()
    priya.choose("Yes", "physical or mental health conditions")
    priya.choose("Yes, a little", "reduce your ability")
    priya.save()
    priya.choose("Asian or Asian British")
    priya.save()
    assert priya.heading == "Which of the following best describes your Asian or Asian British background?"
    priya.go(priya.page.locator(".govuk-back-link").get_attribute("href") or "")
    assert priya.heading == "What is your ethnic group?"
    priya.save()
    for answer in ("Indian", "Hindu", "Heterosexual or straight", "Divorced", "English"):
        priya.choose(answer)
        priya.save()
    assert priya.heading == "Check your equality answers"

    # And then would rather not say what her ethnic group is
    priya.follow("Change What is your ethnic group?")
    priya.choose("Prefer not to say")
    priya.save()
    priya.reads("Indian")
    priya.press("Save my change")
    assert priya.heading == "Check your equality answers"
    assert "Indian" not in priya.text()

    # Then they are sent once, and she is not asked again
    priya.press("Send my equality answers")
    priya.reads("Thank you for answering the equality questions.")
    assert OFFER not in priya.text()
    priya.page.go_back()
    priya.page.reload()
    assert priya.path.endswith("/sent/")
    priya.go("/home/")
    assert OFFER not in priya.text()
    priya.has_no_complaints()


def test_somebody_skips_them_half_way_on_a_phone_without_javascript(visitor: Callable[..., Visitor]):
    # Given somebody with an old phone, who begins to answer
    rosa = visitor("rosa.hughes", scripts=False, viewport=PHONE)
    rosa.go("/home/")
    reference = rosa.page.get_by_text(re.compile("UC-")).first.inner_text().split("UC-")[1][:9]
    rosa.go(f"/claims/UC-{reference}/equality/")
    rosa.press(FIRST)
    rosa.choose("Female", "What is your sex?")
    rosa.choose("Prefer not to say", "Is the gender you identify with")
    rosa.save()
    assert rosa.heading == "Your health"

    # When she skips the rest
    rosa.press(SKIP)

    # Then she is told that she is not asked again, and is not
    rosa.reads("You skipped the equality questions. We will not ask again.")
    rosa.go(f"/claims/UC-{reference}/equality/about-you/health/")
    assert rosa.path == f"/claims/UC-{reference}/sent/"
    rosa.has_no_complaints()
