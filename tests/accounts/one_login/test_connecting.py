"""An account that was there before: its owner signs in to it as always, and agrees."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.doors import CONFIRMED_AT, Door
from accounts.models import OneLoginAccount, User
from accounts.roles import Role
from audit.models import Event
from demo.one_login.provider import Somebody
from notifications.models import Message
from tests.accounts.one_login.conftest import SAM, START, Faulty, Visitor
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db
HERE = reverse("accounts:one_login")
CONNECT, AGREE, DISCONNECT, PASSWORD = (
    reverse(f"accounts:one_login_{name}") for name in ("connect", "agree", "disconnect", "password")
)


@pytest.fixture
def sam(provider: Faulty, make_account: Any) -> User:
    return make_account()


@pytest.fixture
def at_home(sam: User, visitor: Visitor, browser: Any) -> Visitor:
    """Sam, signed in with their password."""
    return Visitor(visitor.provider, browser(sam))


def test_whoever_signed_in_otherwise_may_connect_theirs(at_home: Visitor, sam: User) -> None:
    assert CONNECT in at_home.client.get(HERE).content.decode()
    # Another address there than here: both are theirs.
    other = Somebody("samantha@example.org")
    assert at_home.go(other, CONNECT).url == AGREE
    assert not OneLoginAccount.objects.exists(), "not before they agree"
    page = at_home.client.get(AGREE).content.decode()
    assert "samantha@example.org" in page
    assert at_home.client.post(AGREE).url == HERE
    assert OneLoginAccount.objects.get().user == sam
    assert Message.objects.get(template="one_login_connected").address == SAM.email
    assert Event.objects.filter(kind="one_login_connected", user_id=sam.pk).exists()
    assert "You can sign in to this account" in at_home.client.get(HERE).content.decode()
    fresh = Visitor(at_home.provider)
    assert fresh.go(other).status_code == 302
    assert fresh.client.session["_auth_user_id"] == str(sam.pk)


def test_the_way_from_a_known_address_ends_at_connecting(visitor: Visitor, sam: User) -> None:
    visitor.go()
    assert not visitor.is_in
    sign_in = f"{reverse('accounts:sign_in')}?next={HERE}"
    response = visitor.client.post(sign_in, {"email": SAM.email, "password": "three plain words"})
    assert response.url == HERE
    visitor.go(SAM, CONNECT)
    visitor.client.post(AGREE)
    assert OneLoginAccount.objects.get().user == sam


def test_nothing_is_connected_by_who_does_not_agree_or_waits(at_home: Visitor, monkeypatch: Any) -> None:
    assert "We could not connect" in at_home.told(at_home.client.get(AGREE)), "nothing is offered"
    at_home.go(SAM, CONNECT)
    monkeypatch.setattr("accounts.one_login.kept.OFFERED_SECONDS", 0)
    assert "We could not connect" in at_home.told(at_home.client.post(AGREE))
    assert not OneLoginAccount.objects.exists()


def test_the_way_there_can_follow_a_form(at_home: Visitor) -> None:
    """A browser refuses a redirect to elsewhere after a form that may only be sent to us."""
    policy = at_home.client.get(HERE).headers["Content-Security-Policy"]
    assert "form-action 'self'" in policy
    for address in (CONNECT, f"{CONNECT}?next={HERE}"):
        response = at_home.client.get(address)
        assert response.status_code == 200
        assert "no-store" in response.headers["Cache-Control"]
        assert "Taking you to GOV.UK One Login" in response.content.decode()


def test_another_site_cannot_agree_for_them(at_home: Visitor, sam: User) -> None:
    strict = Visitor(at_home.provider, Client(enforce_csrf_checks=True))
    sign_in(strict.client, sam)
    strict.go(SAM, CONNECT)
    assert strict.client.post(AGREE).status_code == 403


def test_one_login_of_somebody_else_is_not_connected(visitor: Visitor, connected: User, browser: Any) -> None:
    lee = Visitor(visitor.provider)
    lee.go(Somebody("lee@example.com"))
    lee.go(SAM, CONNECT)
    assert "This GOV.UK One Login cannot be connected" in lee.told(lee.client.post(AGREE))
    assert OneLoginAccount.objects.count() == 2
    assert OneLoginAccount.objects.get(user=connected).subject == SAM.subject


def test_one_account_has_one_and_connecting_it_again_changes_nothing(at_home: Visitor) -> None:
    for _ in range(2):
        at_home.go(SAM, CONNECT)
        assert at_home.client.post(AGREE).url == HERE
    at_home.go(Somebody("second@example.com"), CONNECT)
    assert "cannot be connected" in at_home.told(at_home.client.post(AGREE))
    assert OneLoginAccount.objects.get().subject == SAM.subject
    assert Message.objects.filter(template="one_login_connected").count() == 1


def test_staff_connect_none(visitor: Visitor, make_account: Any, browser: Any) -> None:
    both = make_account(roles=[Role.ADVISER, Role.CLAIMANT])
    adviser = Visitor(visitor.provider, sign_in(Client(), both, door=Door.PUBLIC))
    assert "You cannot sign in with GOV.UK One Login" in adviser.told(adviser.client.get(HERE))
    adviser.go(SAM, CONNECT)
    assert "You cannot sign in with GOV.UK One Login" in adviser.told(adviser.client.post(AGREE))
    assert not OneLoginAccount.objects.exists()


def test_disconnected_it_lets_nobody_in(at_home: Visitor, sam: User) -> None:
    at_home.go(SAM, CONNECT)
    at_home.client.post(AGREE)
    assert at_home.client.get(DISCONNECT).status_code == 405
    assert at_home.client.post(DISCONNECT).url == HERE
    at_home.client.post(DISCONNECT)  # twice is once
    assert not OneLoginAccount.objects.exists()
    assert Event.objects.filter(kind="one_login_disconnected", person_id=sam.person.pk).count() == 1
    assert Message.objects.filter(template="one_login_disconnected").count() == 1
    fresh = Visitor(at_home.provider)
    assert "You already have an account" in fresh.told(fresh.go())


def test_nobody_locks_themself_out(visitor: Visitor, connected: User) -> None:
    visitor.go()
    assert "your only way to sign in" in visitor.client.get(HERE).content.decode()
    page = visitor.client.post(DISCONNECT, follow=True).content.decode()
    assert "Create a password first" in page
    assert OneLoginAccount.objects.filter(user=connected).exists()


def test_who_came_by_it_alone_makes_a_password_and_may_then_do_without(visitor: Visitor, connected: User) -> None:
    visitor.go()
    other = Visitor(visitor.provider)
    other.go()
    assert PASSWORD in visitor.client.get(HERE).content.decode()
    assert visitor.client.post(PASSWORD, {"password": "password"}).status_code == 200, "a common one"
    assert visitor.client.post(PASSWORD, {"password": "three plain words"}).url == HERE
    assert visitor.client.get(HERE).status_code == 200, "this session goes on"
    assert other.client.get(HERE).status_code == 302, "others do not"
    assert Message.objects.filter(template="password_changed").exists()
    # One who has a password gives the old one first, elsewhere.
    assert visitor.client.post(PASSWORD, {"password": "other plain words"}).url == reverse("accounts:change_password")
    visitor.client.post(DISCONNECT)
    assert not OneLoginAccount.objects.exists()
    sam = {"email": SAM.email, "password": "three plain words"}
    assert Client().post(reverse("accounts:sign_in"), sam).status_code == 302


@pytest.mark.parametrize(("address", "method"), [(CONNECT, "get"), (AGREE, "post"), (DISCONNECT, "post")])
def test_whoever_found_a_phone_unlocked_does_not_change_who_may_come_in(
    address: str, method: str, at_home: Visitor
) -> None:
    at_home.go(SAM, CONNECT)
    if address == DISCONNECT:
        at_home.client.post(AGREE)
    before = OneLoginAccount.objects.count()
    session = at_home.client.session
    session[CONFIRMED_AT] = time.time() - 6 * 60
    session.save()
    page = getattr(at_home.client, method)(address, follow=True).content.decode()
    assert f"{reverse('accounts:step_up')}?next=" in page
    assert OneLoginAccount.objects.count() == before


def test_an_error_on_the_way_to_connecting_leads_back(at_home: Visitor) -> None:
    asked = at_home.ask(CONNECT)
    assert "is not connected" in at_home.told(at_home.back(error="access_denied", state=asked["state"]))
    assert at_home.is_in
    asked = at_home.ask(CONNECT)
    assert START in at_home.told(at_home.back(error="login_required", state=asked["state"]))
    assert not at_home.is_in, "One Login could not say that it is them"
