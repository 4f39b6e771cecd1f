"""Where somebody is told that they cannot claim: what the page leads to, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.journey import CLAIM
from journeys.definition import Exit
from tests.claims.claimants import Claimant

pytestmark = pytest.mark.django_db

EXITS = [page for _task, page in CLAIM.pages() if isinstance(page, Exit)]
CALLS = {"under-18", "partner-claims-too"}
PHONE = "0808 157 0192"


@pytest.mark.parametrize("page", EXITS, ids=lambda page: page.slug)
def test_every_link_of_ours_on_an_exit_leads_somewhere(page: Exit) -> None:
    for _words, address in page.links:
        assert str(address).startswith("https://") or Client().get(str(address)).status_code == 200


@pytest.mark.parametrize("phone", [PHONE, ""])
def test_whoever_has_to_call_is_told_the_number(claimant: Claimant, settings: Any, phone: str) -> None:
    settings.CONTACT_PHONE = phone
    said = f"Phone us on {phone}." if phone else "Go to your local office."
    for page in EXITS:
        assert (said in [str(words) for words in page.paragraphs]) == (page.slug in CALLS), page.slug
    claimant.answer().send()
    for address in (f"/claims/{claimant.claim.reference}/sent/", "/help/contact/", "/account/identity/"):
        page = claimant.browser.get(address).content.decode()
        assert said in page or (address == "/help/contact/" and "Go to your local office" in page)
        assert phone or "phone us" not in page.lower()
        assert "send a message in your journal" not in page
