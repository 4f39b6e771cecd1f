"""A whole claim on a small phone that runs no JavaScript."""

from __future__ import annotations

from collections.abc import Callable

from claims.journey import CLAIM
from demo.stories import LONE_PARENT
from tests.system import claiming
from tests.system.looking import PHONE
from tests.system.visitor import Visitor


def test_a_lone_parent_claims_without_javascript_on_a_small_phone(visitor: Callable[..., Visitor]):
    # Given somebody whose phone is small and old
    sam = visitor(scripts=False, viewport=PHONE)
    claiming.create_account(sam, email="sam.evans@example.com")
    assert "js-enabled" not in (sam.page.locator("body").get_attribute("class") or "")

    # When they answer every task, check and send
    sam.press("Start a claim")
    claiming.answer_claim(sam, CLAIM.tasks, LONE_PARENT)
    reference = claiming.send(sam)

    # Then it is sent once, and sent it stays
    sam.page.go_back()
    sam.go(f"/claims/{reference}/apply/declaration/")
    assert sam.path == f"/claims/{reference}/sent/"
    sam.go("/home/")
    sam.reads(reference)
    sam.has_no_complaints()
