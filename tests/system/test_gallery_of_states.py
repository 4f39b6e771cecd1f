"""The gallery's states, journey maps and wordings, looked at as every page is, and a button of each that is pressed."""

from __future__ import annotations

from collections.abc import Callable

from tests.system.visitor import Visitor


def test_every_page_is_good_and_a_button_leads_where_it_says(visitor: Callable[..., Visitor]) -> None:
    me = visitor()
    me.go("/demonstration/gallery/")
    me.follow("Everything we write to people")
    assert "Mae eich cais wedi ein cyrraedd" in me.text()

    me.go("/demonstration/gallery/")
    me.follow("A claim in every state")
    me.press("Payments of Callum Sinclair, as they see it")
    me.reads("The bank sent the payment back")

    me.go("/demonstration/gallery/states/")
    me.press("The record of Aisha Karim, as staff see it")
    assert me.heading == "Record of Aisha Karim"

    me.go("/demonstration/gallery/journeys/")
    me.follow("The journey “claim”")
    me.press("Open it as somebody with the answers of Kathleen Brady")
    assert me.path.endswith("/apply/bank/owner-agrees/")
    me.reads("like Kathleen Brady, with a claim of their own")

    me.has_no_complaints()
