"""Signing out here, there, and here because of there."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import OneLoginSignOut, Session, User
from accounts.one_login.tokens import LOGOUT_EVENT
from accounts.tasks import forget_unfinished
from audit.models import Event
from tests.accounts.one_login.conftest import SAM, Faulty, Keys, Visitor, changed

pytestmark = pytest.mark.django_db
SIGN_OUT, EVERYWHERE = reverse("accounts:sign_out"), reverse("accounts:sign_out_everywhere")
THERE = reverse("accounts:one_login_signed_out_there")
Tell = Callable[..., HttpResponse]


@pytest.mark.parametrize("button", [SIGN_OUT, EVERYWHERE])
def test_who_came_by_it_is_signed_out_of_it_too(button: str, visitor: Visitor, settings: Any) -> None:
    visitor.go()
    response = visitor.client.post(button)
    assert not visitor.is_in, "here first, whatever happens there"
    page = response.content.decode()
    assert "refresh" not in page, "it waits until they say so"
    assert f'href="{reverse("accounts:signed_out")}"' in page, "and they can stay"
    address = unescape(page.rpartition('" role="button"')[0].rpartition('href="')[2])
    query = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{visitor.provider.url('logout/')}?")
    assert query["post_logout_redirect_uri"] == [settings.SERVICE_URL + reverse("accounts:signed_out")]
    assert query["id_token_hint"][0].count(".") == 2
    assert response.headers["Cache-Control"] == "no-store"


def test_who_came_otherwise_is_only_signed_out_here(visitor: Visitor, make_account: Any, browser: Any) -> None:
    assert browser(make_account()).post(SIGN_OUT).url == reverse("accounts:signed_out")


@pytest.mark.parametrize("fault", ["down", "keys gone"])
def test_signing_out_here_never_waits_for_there(fault: str, visitor: Visitor, provider: Faulty, settings: Any) -> None:
    from accounts.one_login.documents import documents

    visitor.go()
    if fault == "down":
        documents.forget()
        provider.down = frozenset({"openid-configuration"})
    else:
        settings.SECRET_KEYS = {"new": b"n" * 32}
    assert visitor.client.post(SIGN_OUT).url == reverse("accounts:signed_out")
    assert not visitor.is_in


# The message from there


@pytest.fixture
def tell(provider: Faulty) -> Tell:
    """One Login says that Sam has signed out, unless a test says otherwise."""

    def send(signed: str | None = None, **claims: Any) -> HttpResponse:
        token = signed or provider.sign_token(changed(provider.logout(SAM), claims))
        client = Client(enforce_csrf_checks=True)
        return client.post(THERE, {"logout_token": token})

    return send


@pytest.fixture
def twice_in(visitor: Visitor, connected: User, browser: Any) -> User:
    """Sam is signed in on two devices, on one of them by other means."""
    Session.objects.all().delete()
    visitor.go()
    browser(connected)
    return connected


def sessions(user: User) -> int:
    return Session.objects.filter(user_id=user.pk).count()


def test_every_session_of_theirs_ends(twice_in: User, tell: Tell, make_account: Any, browser: Any) -> None:
    lee = make_account("lee@example.com")
    browser(lee)
    response = tell()
    assert (response.status_code, response.content, bool(response.cookies)) == (200, b"", False)
    assert "no-store" in response.headers["Cache-Control"]
    assert (sessions(twice_in), sessions(lee)) == (0, 1)
    event = Event.objects.get(kind="one_login_signed_out")
    assert (event.person_id, event.user_name) == (twice_in.person.pk, "GOV.UK One Login")


def test_a_message_counts_once(twice_in: User, tell: Tell, provider: Faulty, visitor: Visitor) -> None:
    token = provider.sign_token(provider.logout(SAM))
    assert tell(token).status_code == 200
    visitor.client = Client()
    visitor.go()
    assert tell(token).status_code == 200
    assert sessions(twice_in) == 1, "they have signed in again since"
    assert tell().status_code == 200
    assert sessions(twice_in) == 0


def test_of_somebody_we_do_not_know_it_is_heard(tell: Tell) -> None:
    assert tell(sub="urn:fdc:gov.uk:2022:nobody").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://elsewhere.example/"},
        {"aud": "another-client"},
        {"iat": 3600},
        {"iat": -3600, "exp": 3600},
        {"iat": None},
        {"exp": -3600},
        {"exp": None},
        {"jti": None},
        {"sub": None, "sid": "only-this"},
        {"nonce": "as in an ID token"},
        {"events": None},
        {"events": {}},
        {"events": {LOGOUT_EVENT: {"a": 1}}},
        {"events": {LOGOUT_EVENT: {}, "another": {}}},
        {"events": LOGOUT_EVENT},
    ],
    ids=str,
)
def test_a_message_that_is_not_as_it_must_be_ends_nothing(wrong: dict[str, Any], twice_in: User, tell: Tell) -> None:
    """Times are seconds from now."""
    times = {name: int(time.time()) + wrong[name] for name in ("iat", "exp") if wrong.get(name)}
    assert tell(**(wrong | times)).status_code == 400
    assert sessions(twice_in) == 2


def test_a_message_that_another_key_signed_ends_nothing(
    twice_in: User, tell: Tell, provider: Faulty, keys: Keys
) -> None:
    provider.signs_with = keys.stranger
    assert tell().status_code == 400
    provider.signs_with, provider.token_header_is = None, {"kid": "nobody-has-it"}
    assert tell().status_code == 400
    assert sessions(twice_in) == 2


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("logout+jwt", 200),
        ("application/Logout+JWT", 200),
        ("JWT", 400),
        ("at+jwt", 400),
        ("", 400),
    ],
)
def test_a_message_that_says_its_type_says_the_right_one(said: str, status: int, provider: Faulty, tell: Tell) -> None:
    """One Login says none, which the other tests send."""
    provider.token_header_is = {"typ": said}
    assert tell().status_code == status


def test_an_id_token_is_no_such_message(visitor: Visitor, provider: Faulty, tell: Tell, connected: User) -> None:
    asked = visitor.ask()
    code = provider.grant(asked, SAM)
    token = provider.sign_token(provider.id_token(provider.codes[code], "access"))
    assert tell(token).status_code == 400


NESTED = base64.urlsafe_b64encode(b"[" * 11_000).decode() + ".b.c"


@pytest.mark.parametrize(
    "body", [{}, {"logout_token": ""}, {"logout_token": "x" * 50_000}, {"logout_token": NESTED}, {"other": "a.b.c"}]
)
def test_what_is_no_message(body: dict[str, str], provider: Faulty, client: Client) -> None:
    assert client.post(THERE, body).status_code == 400
    assert client.get(THERE, body).status_code == 400


def test_while_the_keys_cannot_be_had_it_is_to_be_sent_again(tell: Tell, provider: Faulty, twice_in: User) -> None:
    from accounts.one_login.documents import documents

    documents.forget()
    provider.down = frozenset({"jwks.json"})
    assert tell().status_code == 503
    assert sessions(twice_in) == 2


def test_messages_are_forgotten_after_a_day(tell: Tell) -> None:
    tell()
    forget_unfinished()
    assert OneLoginSignOut.objects.count() == 1
    OneLoginSignOut.objects.update(received_at="2020-01-01T00:00:00Z")
    forget_unfinished()
    assert not OneLoginSignOut.objects.exists()
