"""Creating an account, as somebody does it in a browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import ContactCode, Person, User
from audit.models import Event
from notifications.models import Message
from tests.accounts.conftest import PASSWORD, code_in

pytestmark = pytest.mark.django_db

OFFERED = f"{reverse('accounts:add_factor')}?new=1"  # a second step, which may be left for later

EMAIL, CODE, AGAIN, PASS = (
    reverse(f"accounts:{name}") for name in ("sign_up", "sign_up_code", "sign_up_again", "sign_up_password")
)


def ask(client: Client, email: str = "kim@example.com") -> str:
    """Enter an address; the page that follows."""
    response = client.post(EMAIL, {"email": email}, follow=True)
    return response.content.decode()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_an_account_is_created(client: Client, newest_message) -> None:
    page = ask(client, "Kim@Example.com")
    assert "Check your email" in page
    assert "kim@example.com" in page
    message = newest_message()
    assert (message.address, message.template) == ("kim@example.com", "confirm_email_code")
    key_before = client.session.session_key

    response = client.post(CODE, {"code": " ".join(code_in(message))})
    assert response.url == PASS
    response = client.post(PASS, {"password": PASSWORD})

    assert response.url == OFFERED
    user = User.objects.get(email="kim@example.com")
    assert client.session[SESSION_KEY] == str(user.pk)
    assert client.session.session_key != key_before
    assert user.check_password(PASSWORD)
    assert user.email_confirmed_at is not None
    assert user.roles == ["claimant"]
    assert user.person.email == "kim@example.com"
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"code_confirmed", "account_created", "person_added", "signed_in"} <= kinds


def test_a_wrong_code_is_refused_and_the_right_one_still_works(client: Client, newest_message) -> None:
    ask(client)
    code = code_in(newest_message())
    page = client.post(CODE, {"code": wrong(code)}).content.decode()
    assert "The code is not right" in page
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>Error: " in page
    assert client.post(CODE, {"code": code}).url == PASS


def test_a_code_expires_after_a_quarter_of_an_hour(client: Client, newest_message) -> None:
    began = datetime(2026, 6, 1, 9, tzinfo=UTC)
    with time_machine.travel(began, tick=False):
        ask(client)
    code = code_in(newest_message())
    with time_machine.travel(began + timedelta(minutes=14, seconds=59), tick=False):
        assert "not right" in client.post(CODE, {"code": wrong(code)}).content.decode()
    with time_machine.travel(began + timedelta(minutes=15), tick=False):
        assert "has expired" in client.post(CODE, {"code": code}).content.decode()


def test_after_five_wrong_codes_the_right_one_is_refused(client: Client, newest_message) -> None:
    ask(client)
    code = code_in(newest_message())
    pages = [client.post(CODE, {"code": wrong(code)}).content.decode() for _ in range(5)]
    assert ["too many wrong codes" in page for page in pages] == [False] * 4 + [True]
    assert "too many wrong codes" in client.post(CODE, {"code": code}).content.decode()
    assert client.get(PASS).url == EMAIL


def test_another_code_replaces_the_first(client: Client, newest_message) -> None:
    ask(client)
    first = code_in(newest_message())
    response = client.post(AGAIN, follow=True)
    assert "We sent you another code" in response.content.decode()
    second = code_in(newest_message())
    if first != second:
        assert "not right" in client.post(CODE, {"code": first}).content.decode()
    assert client.post(CODE, {"code": second}).url == PASS


def test_a_browser_may_ask_for_five_codes(client: Client) -> None:
    ask(client)
    for _ in range(4):
        assert client.post(AGAIN).url == CODE
    response = client.post(AGAIN)
    assert response.status_code == 429
    assert "You have asked for too many codes" in response.content.decode()
    assert Message.objects.count() == 5


def test_an_address_is_sent_at_most_twenty_codes_an_hour(browser) -> None:
    for _ in range(20):
        assert browser().post(EMAIL, {"email": "kim@example.com"}).status_code == 302
    assert browser().post(EMAIL, {"email": "kim@example.com"}).status_code == 429
    assert browser().post(EMAIL, {"email": "other@example.com"}).status_code == 302


def test_no_page_tells_whether_an_address_has_an_account(claimant: User, browser, mask) -> None:
    known, unknown = browser(), browser()
    for step in (
        lambda client, email: client.post(EMAIL, {"email": email}),
        lambda client, email: client.get(CODE),
        lambda client, email: client.post(CODE, {"code": "000000"}),
        lambda client, email: client.post(AGAIN),
        lambda client, email: client.get(CODE),
        *[lambda client, email: client.post(CODE, {"code": "000000"})] * 6,
        lambda client, email: client.get(PASS),
        *[lambda client, email: client.post(AGAIN)] * 5,
    ):
        seen = []
        for client, email in ((known, "sam@example.com"), (unknown, "kim@example.com")):
            response = step(client, email)
            seen.append((response.status_code, response.get("Location"), mask(response, email)))
        assert seen[0] == seen[1]
    told = Message.objects.filter(template="account_already_exists")
    assert {message.address for message in told} == {"sam@example.com"}


def test_whoever_has_an_account_is_told_by_email_only(claimant: User, client: Client, newest_message) -> None:
    ask(client, " SAM@example.com")
    message = newest_message()
    assert message.template == "account_already_exists"
    assert "already have" in message.subject
    assert User.objects.count() == 1


def test_knowing_and_not_knowing_an_address_cost_the_same_queries(claimant: User, browser) -> None:
    counts = []
    for email in ("sam@example.com", "kim@example.com"):
        client = browser()
        client.get(EMAIL)
        with CaptureQueriesContext(connection) as queries:
            client.post(EMAIL, {"email": email})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_account_made_meanwhile_leads_to_sign_in(browser, newest_message) -> None:
    first, second = browser(), browser()
    for client in (first, second):
        ask(client)
        client.post(CODE, {"code": code_in(newest_message())})
    assert first.post(PASS, {"password": PASSWORD}).url == OFFERED
    response = second.post(PASS, {"password": PASSWORD}, follow=True)
    assert "You already have an account with this email address" in response.content.decode()
    assert User.objects.count() == Person.objects.count() == 1


def test_a_confirmation_makes_one_account_only(client: Client, newest_message) -> None:
    ask(client)
    client.post(CODE, {"code": code_in(newest_message())})
    client.post(PASS, {"password": PASSWORD})
    assert ContactCode.objects.get().used_at is not None
    assert client.get(PASS).url == EMAIL


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter a password"),
        ("seven77", "Your password must be 8 characters or more"),
        ("password123", "harder to guess"),
        ("UniversalCredit2026!", "harder to guess"),
        ("J0bc3ntre Pluś".replace("ś", "s"), "harder to guess"),
        ("my-journal-1987", "harder to guess"),
        ("AdviserPayments", "harder to guess"),
    ],
)
def test_a_weak_password_is_refused(client: Client, newest_message, typed: str, said: str) -> None:
    ask(client)
    client.post(CODE, {"code": code_in(newest_message())})
    page = client.post(PASS, {"password": typed}).content.decode()
    assert said in page
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["x" * 100 + " y" * 14, "ffŵr 🐑 Ελλάδα 密码", " spaces at both ends ", "aaaaaaaz", "credit where it is due"],
)
def test_a_long_password_and_any_characters_will_do(client: Client, newest_message, typed: str) -> None:
    ask(client)
    client.post(CODE, {"code": code_in(newest_message())})
    assert client.post(PASS, {"password": typed}).status_code == 302
    signed_in = Client().post(reverse("accounts:sign_in"), {"email": "kim@example.com", "password": typed})
    assert signed_in.status_code == 302


@pytest.mark.parametrize("address", [CODE, PASS])
def test_the_middle_of_a_sign_up_cannot_be_entered(client: Client, address: str) -> None:
    assert client.get(address).url == EMAIL
    assert client.post(AGAIN).url == EMAIL


@pytest.mark.parametrize("typed", ["", "kim", "kim@", "x" * 250 + "@example.com"])
def test_an_address_that_cannot_be_one_is_refused(client: Client, typed: str) -> None:
    page = client.post(EMAIL, {"email": typed}).content.decode()
    assert "There is a problem" in page
    assert not Message.objects.exists()


def test_neither_code_nor_password_can_be_read_in_the_database(client: Client, newest_message) -> None:
    ask(client)
    code = code_in(newest_message())
    client.post(CODE, {"code": code})
    client.post(PASS, {"password": PASSWORD})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            for (row,) in cursor.fetchall():
                assert PASSWORD not in row, table
                assert f" {code}" not in row.replace(",", " "), table
        cursor.execute("SELECT address, body FROM notifications_message")
        for address, body in cursor.fetchall():
            assert b"kim@" not in bytes(address)
            assert code.encode() not in bytes(body)
