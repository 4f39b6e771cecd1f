"""Who looked at somebody's record."""

from __future__ import annotations

from django.test import Client

from accounts.models import User
from audit.services import record_access
from core.actor import Actor
from home.words import PAGES
from staff.urls import urlpatterns
from tests.claims.claimants import Claimant, make_user, signed_in


def look(claimant: Claimant, by: Actor, page: str = "staff:record", note: str = "They phoned") -> None:
    record_access(
        by=by,
        person_id=claimant.person.pk,
        claim_reference=claimant.claim.reference,
        reason="contact",
        note=note,
        page=page,
    )


def test_nobody_has_looked(started: Claimant) -> None:
    assert "Nobody has looked at your record" in started.browser.get("/who-looked/").content.decode()


def test_every_look_is_listed_with_who_when_and_why(started: Claimant, by: Actor) -> None:
    look(started, by)
    look(started, by, page="some:page", note="<script>alert(1)</script>")
    page = started.browser.get("/who-looked/").content.decode()
    for words in ("Amina Yusuf (Adviser)", "The claimant contacted us", "They phoned", "A page of your claim"):
        assert words in page
    assert "<script>alert(1)" not in page


def test_long_list_has_pages(started: Claimant, by: Actor) -> None:
    for _more in range(51):
        look(started, by)
    assert "?page=3" in started.browser.get("/who-looked/?page=2").content.decode()


def test_only_ones_own(started: Claimant, by: Actor, adviser: User) -> None:
    look(started, by)
    assert "Amina Yusuf" not in signed_in(make_user()).get("/who-looked/").content.decode()
    assert signed_in(adviser).get("/who-looked/").status_code == 404
    assert Client().get("/who-looked/").status_code == 302


def test_every_page_that_staff_read_has_words() -> None:
    """A page added to the record is named to the claimant too."""
    about_claims = {f"staff:{each.name}" for each in urlpatterns if "reference" in str(each.pattern)}
    assert "staff:record" in about_claims
    assert about_claims - {"staff:open"} <= set(PAGES)
