"""Somebody finds what we sent them, sees that it is real, and asks for it on paper; without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

from tests.system.visitor import Visitor


def test_a_message_is_found_and_asked_for_on_paper(visitor: Callable[..., Visitor]):
    # Given somebody who got a message and wonders whether it is ours
    rosa = visitor("rosa.hughes", scripts=False)
    rosa.go("/account/")
    rosa.follow("What we sent you")
    rosa.reads("If you are not sure that a message is from us, look for it here")

    # When they open it, and ask for it on paper
    rosa.page.locator("main ol a").first.click()
    rosa.press("Send me this on paper")

    # Then they see that it is on its way, and that they need not ask again
    rosa.reads("A copy on paper was asked for")
    assert rosa.page.get_by_role("button", name="Send me this on paper").count() == 0
    rosa.has_no_complaints()

    # And where scripts run, axe finds nothing wrong either
    again = visitor("rosa.hughes")
    for page in ("/account/messages/", rosa.path):
        again.go(page)
    again.reads("A copy on paper was asked for")
    again.has_no_complaints()
