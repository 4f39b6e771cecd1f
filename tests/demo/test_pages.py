"""Signing in with one click, and reading the outbox: in a demonstration, and nowhere else."""

from __future__ import annotations

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.models import Session, User
from accounts.sessions import stored_key
from audit.models import Event
from core.actor import Actor
from demo.personas import PASSWORD, PERSONAS, STAGES
from demo.views import masked
from notifications.recipients import Recipient
from notifications.services import send


def test_nothing_of_it_exists_in_a_live_service(db: None):
    browser = Client()
    assert browser.get("/demonstration/").status_code == 404
    assert browser.get("/demonstration/outbox/").status_code == 404
    assert browser.post("/demonstration/sign-in/rosa.hughes/").status_code == 404
    assert browser.post("/demonstration/clock/", {"to-day": 1, "to-month": 1, "to-year": 2027}).status_code == 404
    page = browser.get("/sign-in/").content.decode()
    assert "emonstration" not in page
    assert PASSWORD not in page


def test_the_page_lists_everybody_and_sign_in_says_the_password(demonstration: None):
    browser = Client()
    page = browser.get("/demonstration/").content.decode()
    assert [persona.name for persona in PERSONAS if f"as {persona.name}</span>" not in page] == []
    assert [title for title, _stages in STAGES if str(title) not in page] == []
    assert PASSWORD in browser.get("/sign-in/").content.decode()


def test_one_click_signs_in_with_a_new_session(rosa: None):
    browser = Client()
    browser.post("/demonstration/sign-in/rosa.hughes/")
    first = browser.session
    assert first[SESSION_KEY] == str(User.objects.get(email="rosa.hughes@example.com").pk)
    browser.post("/demonstration/sign-in/amina.yusuf/")
    second = browser.session
    assert second[SESSION_KEY] == str(User.objects.get(email="amina.yusuf@example.com").pk)
    assert second.session_key != first.session_key
    assert not Session.objects.filter(pk=stored_key(first.session_key)).exists()
    kinds = Event.objects.filter(kind__startswith="signed_").order_by("at").values_list("kind", flat=True)
    assert list(kinds) == ["signed_in", "signed_out", "signed_in"]


def test_only_a_button_signs_in(demonstration: None):
    assert Client().get("/demonstration/sign-in/rosa.hughes/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/demonstration/sign-in/rosa.hughes/").status_code == 403


@pytest.mark.parametrize("slug", ["nobody", "rosa.hughes@example.com"])
def test_only_personas_can_be_signed_in_as(demonstration: None, slug: str):
    assert Client().post(f"/demonstration/sign-in/{slug}/").status_code == 404


def test_the_outbox_shows_messages_newest_first_without_saying_to_whom(demonstration: None):
    for number in range(25):
        recipient = Recipient(email=f"sam{number}@example.com", phone="", language="en", reference="x")
        send(to=recipient, template="confirm_email_code", context={"code": f"{number:06}"}, by=Actor.anonymous())
    browser = Client()
    page = browser.get("/demonstration/outbox/").content.decode()
    assert page.index("000024") < page.index("000005")
    assert "000004" not in page
    assert "sam24@example.com" not in page
    assert "000004" in browser.get("/demonstration/outbox/?page=2").content.decode()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rosa.hughes@example.com", "r•••s@example.com"),
        ("a@example.com", "a•••a@example.com"),
        ("07700 900461", "•••461"),
    ],
)
def test_an_address_is_shown_in_part(address: str, shown: str):
    assert masked(address) == shown
