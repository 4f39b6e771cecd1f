"""Feedback: kept with the page it was about, and without who gave it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from home.models import Feedback
from home.services import MOST_AN_HOUR
from tests.claims.claimants import Claimant

GIVEN = {"satisfaction": "satisfied", "comment": "It was clear"}


def test_visitor_gives_feedback_and_returns(db: None) -> None:
    browser = Client()
    assert "Give feedback" in browser.get("/feedback/?page=/sign-in/").content.decode()
    response = browser.post("/feedback/?page=/sign-in/", GIVEN, follow=True)
    assert response.redirect_chain == [("/sign-in/", 302)]
    assert "Thank you. We have your feedback." in response.content.decode()
    kept = Feedback.objects.get()
    assert (kept.page, kept.satisfaction, kept.comment) == ("/sign-in/", "satisfied", "It was clear")


def test_feedback_does_not_say_whose_claim_it_was(started: Claimant) -> None:
    place = f"/claims/{started.claim.reference}/apply/home/rent/"
    response = started.browser.post(f"/feedback/?page={place}", GIVEN)
    assert response["Location"] == place
    kept = Feedback.objects.get()
    assert kept.page == "/claims/reference/apply/home/rent/"
    assert started.claim.reference not in f"{kept.__dict__}"


def test_every_page_offers_feedback_about_itself(db: None) -> None:
    assert "/feedback/?page=%2Fsign-in%2F" in Client().get("/sign-in/").content.decode()


def test_feedback_needs_an_answer(db: None) -> None:
    page = Client().post("/feedback/?page=/", {"satisfaction": "delighted"}).content.decode()
    assert "Select how you feel about the service" in page
    assert "Error: " in page


@pytest.mark.parametrize(
    "place",
    ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)", "", "\x00", "/\n", "x" * 9000],
)
def test_nobody_is_sent_elsewhere(place: str, db: None) -> None:
    response = Client().post("/feedback/?" + urlencode({"page": place}), GIVEN)
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.parametrize("text", ["\x00", "'; --", "<script>alert(1)</script>", "9" * 5000, "🙂", "x" * 200_000])
def test_any_text(text: str, db: None) -> None:
    for name in GIVEN:
        response = Client().post("/feedback/?page=/", {**GIVEN, name: text})
        assert response.status_code < 500
        assert b"<script>alert(1)" not in response.content


def test_one_place_sends_so_much_and_no_more(db: None) -> None:
    for _time in range(MOST_AN_HOUR):
        assert Client().post("/feedback/?page=/", GIVEN).status_code == 302
    assert Client().post("/feedback/?page=/", GIVEN).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").post("/feedback/?page=/", GIVEN).status_code == 302
    assert Feedback.objects.count() == MOST_AN_HOUR + 1
