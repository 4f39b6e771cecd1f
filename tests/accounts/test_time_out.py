"""Doing nothing for a quarter of an hour signs people out: they are told before, and afterwards why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import Session, User
from accounts.sessions import KEPT_LONGER
from core import clock
from tests.accounts.conftest import PASSWORD
from tests.conftest import sign_in

# Sessions end by the minute: nothing here was begun a few minutes ago.
pytestmark = [pytest.mark.django_db, pytest.mark.in_earnest]

SIGN_IN, STAY, IDENTITY = (reverse(f"accounts:{name}") for name in ("sign_in", "stay", "identity"))
LIFE = timedelta(seconds=settings.SESSION_COOKIE_AGE) + KEPT_LONGER


def sign_in_again(client: Client, address: str) -> Any:
    return client.post(address, {"email": "sam@example.com", "password": PASSWORD})


@pytest.mark.parametrize("address", [IDENTITY, reverse("help:contact"), "/there-is-no-such-page/"])
def test_every_page_of_a_session_says_when_it_ends_and_asks_before(
    claimant: User, browser: Any, client: Client, address: str
) -> None:
    page = browser(claimant).get(address).content.decode()
    assert "You will be signed out if you do nothing for 15 minutes." in page
    assert 'data-seconds="900" data-warning-seconds="120"' in page
    assert "service.js" in page
    assert "time-out" not in (client.get(address).content.decode() or "")


def test_saying_that_one_is_there_makes_the_session_last(claimant: User, browser: Any) -> None:
    client, began = browser(claimant), clock.now()
    for minutes in (13, 26, 39):
        with time_machine.travel(began + timedelta(minutes=minutes)):
            assert client.post(STAY).status_code == 204
    with time_machine.travel(began + timedelta(minutes=39) + LIFE + timedelta(seconds=1)):
        assert client.post(STAY).status_code == 302
    assert client.get(STAY).status_code == 302


def test_a_session_is_written_once_a_minute_and_never_ends_early(claimant: User, browser: Any) -> None:
    client, began = browser(claimant), clock.now()

    def ends() -> Any:
        return Session.objects.get().expire_date

    client.get(IDENTITY)
    first = ends()
    for second in range(0, 55, 5):
        with time_machine.travel(began + timedelta(seconds=second)):
            assert client.get(IDENTITY).status_code == 200
    assert ends() == first
    with time_machine.travel(began + timedelta(seconds=62)):
        client.get(IDENTITY)
    assert ends() > first
    with time_machine.travel(began + timedelta(seconds=62 + settings.SESSION_COOKIE_AGE - 1)):
        assert client.get(IDENTITY).status_code == 200


def test_another_site_cannot_make_a_session_last(claimant: User) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, claimant)
    assert client.post(STAY).status_code == 403


def test_afterwards_the_sign_in_page_says_why_and_leads_back(claimant: User, browser: Any) -> None:
    client = browser(claimant)
    with time_machine.travel(clock.now() + LIFE + timedelta(seconds=1)):
        asked = client.get(IDENTITY)
        page = client.get(asked.url).content.decode()
        assert "We signed you out" in page
        assert "do nothing for 15 minutes" in page
        assert "We kept every answer that you had saved." in page
        assert "type it again" not in page
        assert sign_in_again(client, asked.url).url == IDENTITY
        assert "before this page reached us" not in client.get(IDENTITY).content.decode()


def test_what_was_sent_too_late_has_to_be_typed_again(claimant: User, browser: Any) -> None:
    client = browser(claimant)
    with time_machine.travel(clock.now() + LIFE + timedelta(seconds=1)):
        asked = client.post(
            reverse("home:start_claim"), {"answer": "yes"}, headers={"referer": f"http://testserver{IDENTITY}"}
        )
        page = client.get(asked.url).content.decode()
        assert "We signed you out" in page
        assert "did not reach us" in page
        assert sign_in_again(client, asked.url).url == IDENTITY
        assert "You were signed out before this page reached us." in client.get(IDENTITY).content.decode()


def test_a_visitor_is_not_told_that_they_were_signed_out(client: Client) -> None:
    page = client.get(client.get(IDENTITY).url).content.decode()
    assert "We signed you out" not in page
    assert "Important" not in page
