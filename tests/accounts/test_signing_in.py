"""Signing in and out, and being kept waiting after too many wrong passwords."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import Session, SignIn, Tries, User
from accounts.throttle import FROM_PLACE, client_address
from audit.models import Event
from core import clock
from tests.accounts.conftest import PASSWORD, make_user
from tests.conftest import sign_in

# Sessions end by the minute: nothing here was begun a few minutes ago.
pytestmark = [pytest.mark.django_db, pytest.mark.in_earnest]

SIGN_IN, SIGN_OUT, SIGNED_OUT = (reverse(f"accounts:{name}") for name in ("sign_in", "sign_out", "signed_out"))
ACCOUNT = reverse("accounts:account")
NOT_RIGHT = "Your email address or password is not right"


def attempt(client: Client, email: str = "sam@example.com", password: str = "wrong", **headers: str):
    return client.post(SIGN_IN, {"email": email, "password": password}, **headers)


def test_somebody_signs_in(claimant: User, client: Client) -> None:
    response = attempt(client, " SAM@Example.com ", PASSWORD)
    assert response.url == reverse("home:home")
    assert client.session[SESSION_KEY] == str(claimant.pk)
    assert SignIn.objects.get().user == claimant
    assert Event.objects.filter(kind="signed_in", user_id=claimant.pk).count() == 1


def test_the_session_has_another_key_after_signing_in(claimant: User, client: Client) -> None:
    client.post(reverse("accounts:sign_up"), {"email": "kim@example.com"})
    before = client.session.session_key
    attempt(client, password=PASSWORD)
    assert client.session.session_key != before


def test_a_wrong_password_and_an_unknown_address_look_alike(claimant: User, browser, mask) -> None:
    seen = []
    for email in ("sam@example.com", "kim@example.com"):
        response = attempt(browser(), email)
        assert NOT_RIGHT in response.content.decode()
        seen.append((response.status_code, mask(response, email)))
    assert seen[0] == seen[1]


def test_an_unknown_address_costs_a_password_hash_too(monkeypatch, claimant: User, browser) -> None:
    hashed = []
    original = User.set_password
    monkeypatch.setattr(User, "set_password", lambda self, raw: (hashed.append(raw), original(self, raw)))
    attempt(browser(), "kim@example.com")
    assert hashed == ["wrong"]


def test_a_user_who_was_taken_away_cannot_sign_in(claimant: User, client: Client) -> None:
    User.objects.filter(pk=claimant.pk).update(is_active=False)
    assert NOT_RIGHT in attempt(client, password=PASSWORD).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "", "password": "x"}, "Enter your email address"),
        ({"email": "sam@example.com", "password": ""}, "Enter your password"),
    ],
)
def test_nothing_typed_is_said_and_not_counted(client: Client, typed: dict[str, str], said: str) -> None:
    assert said in client.post(SIGN_IN, typed).content.decode()
    assert not Tries.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        (ACCOUNT, ACCOUNT),
        ("https://elsewhere.example/", None),
        ("//elsewhere.example/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_only_a_page_of_this_service_follows(claimant: User, client: Client, wanted: str, reached: str | None) -> None:
    response = client.post(SIGN_IN, {"email": "sam@example.com", "password": PASSWORD}, query_params={"next": wanted})
    assert response.url == (reached or reverse("home:home"))


def test_a_page_asked_for_before_signing_in_follows_it(claimant: User, client: Client) -> None:
    asked = client.get(ACCOUNT)
    assert asked.url == f"{SIGN_IN}?next={ACCOUNT}"
    assert client.post(asked.url, {"email": "sam@example.com", "password": PASSWORD}).url == ACCOUNT


def test_ten_wrong_passwords_and_even_the_right_one_must_wait(claimant: User, client: Client) -> None:
    responses = [attempt(client, spelling) for spelling in ("sam@example.com", "SAM@example.com") * 5]
    assert [response.status_code for response in responses] == [200] * 9 + [429]
    page = responses[-1].content.decode()
    assert "You can try again at" in page
    assert attempt(client, password=PASSWORD).status_code == 429
    with time_machine.travel(clock.now() + FROM_PLACE.wait + timedelta(seconds=1)):
        assert attempt(client, password=PASSWORD).status_code == 302


def test_a_lockout_tells_nothing_about_the_address(claimant: User, browser, mask) -> None:
    pages = []
    with time_machine.travel(clock.now(), tick=False):
        for email in ("sam@example.com", "kim@example.com"):
            client = browser()
            responses = [attempt(client, email) for _ in range(11)]
            pages.append([(response.status_code, mask(response, email)) for response in responses])
    assert pages[0] == pages[1]


def test_one_persons_mistakes_keep_nobody_else_out(claimant: User, client: Client) -> None:
    make_user("lee@example.com")
    for _ in range(10):
        attempt(client)
    assert attempt(client, "lee@example.com", PASSWORD).status_code == 302
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert attempt(elsewhere, password=PASSWORD).status_code == 302


def test_a_forged_header_does_not_begin_a_new_count(claimant: User, client: Client) -> None:
    for number in range(10):
        response = attempt(client, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
    assert response.status_code == 429


def test_success_ends_the_count(claimant: User, browser) -> None:
    client = browser()
    for _ in range(9):
        attempt(client)
    assert attempt(client, password=PASSWORD).status_code == 302
    assert attempt(browser()).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "10.9.9.9, 192.0.2.1", "192.0.2.1"),
        (2, "10.9.9.9, 192.0.2.1, 198.51.100.2", "192.0.2.1"),
        (2, "192.0.2.1", "127.0.0.1"),
        (1, "nonsense", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_the_address_is_what_our_own_proxies_saw(settings, proxies: int, header: str, address: str) -> None:
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": header} if header else {})
    assert client_address(request) == address


def test_signing_out_takes_a_button(claimant: User, browser) -> None:
    client = browser(claimant)
    page = client.get(SIGN_OUT).content.decode()
    assert 'method="post"' in page
    assert SESSION_KEY in client.session
    assert client.post(SIGN_OUT).url == SIGNED_OUT
    assert SESSION_KEY not in client.session
    assert Event.objects.filter(kind="signed_out", user_id=claimant.pk).exists()
    assert "You have signed out" in client.get(SIGNED_OUT).content.decode()


def test_signing_out_needs_the_token_of_this_site(claimant: User) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, claimant)
    assert client.post(SIGN_OUT).status_code == 403
    assert SESSION_KEY in client.session


def test_signing_out_everywhere_ends_every_session_of_theirs_only(claimant: User, adviser: User, browser) -> None:
    here, phone, other = browser(claimant), browser(claimant), browser(adviser)
    assert here.post(reverse("accounts:sign_out_everywhere")).url == SIGNED_OUT
    for client in (here, phone):
        assert client.get(ACCOUNT).url.startswith(SIGN_IN)
    assert other.get(ACCOUNT).status_code == 200
    assert Session.objects.filter(user_id=claimant.pk).count() == 0


def test_a_session_ends_when_idle(claimant: User, browser) -> None:
    client = browser(claimant)
    began = clock.now()
    with time_machine.travel(began + timedelta(minutes=14)):
        assert client.get(ACCOUNT).status_code == 200
    with time_machine.travel(began + timedelta(minutes=28)):
        assert client.get(ACCOUNT).status_code == 200
    with time_machine.travel(began + timedelta(minutes=44, seconds=5)):
        assert client.get(ACCOUNT).url.startswith(SIGN_IN)


def test_a_session_in_use_ends_after_twelve_hours(claimant: User, browser) -> None:
    client = browser(claimant)
    began = clock.now()
    for minutes in range(0, 12 * 60, 10):
        with time_machine.travel(began + timedelta(minutes=minutes)):
            assert client.get(ACCOUNT).status_code == 200
    with time_machine.travel(began + timedelta(hours=12, seconds=5)):
        assert client.get(ACCOUNT).url.startswith(SIGN_IN)


def test_a_copy_of_the_sessions_lets_nobody_sign_in(claimant: User, browser: Callable[..., Client]) -> None:
    signed_in = browser(claimant)
    key = signed_in.cookies["sessionid"].value
    kept = Session.objects.get(user_id=claimant.pk).session_key
    assert kept != key
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get("/account/").status_code == 302
    assert signed_in.get("/account/").status_code == 200


@pytest.mark.parametrize("cookie", ["", "short", "abcdefgh\000", "x" * 5000, "é" * 20])
def test_any_cookie_is_a_visitors(db: None, cookie: str) -> None:
    client = Client()
    client.cookies["sessionid"] = cookie
    assert client.get("/sign-in/").status_code == 200


def test_cookies_are_for_neither_scripts_nor_other_sites(claimant: User, browser: Callable[..., Client]) -> None:
    client = Client()
    client.get("/sign-in/")
    client.post("/sign-in/", {"email": "sam@example.com", "password": PASSWORD})
    client.post(reverse("accounts:language"), {"language": "cy", "next": "/"})
    assert {"sessionid", "csrftoken", "device"} <= client.cookies.keys()
    for name, cookie in client.cookies.items():
        assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["path"]) == (True, "Lax", "", "/"), (
            name
        )
        assert len(name) + len(cookie.value) < 200, name


@pytest.mark.parametrize("wanted", ["foo", "home", "[", "?x", "é", "//evil.example", "javascript:alert(1)"])
def test_an_odd_place_to_go_to_is_home(claimant: User, browser: Callable[..., Client], wanted: str) -> None:
    assert browser(claimant).get("/sign-in/", {"next": wanted}).url == "/home/"


def test_an_address_that_grows_when_compared_is_refused(db: None) -> None:
    page = Client().post("/sign-in/", {"email": "ß" * 200 + "@example.com", "password": "x"})
    assert "Enter an email address in the correct format" in page.content.decode()
