"""There and back: who is let in, into which account, and what is kept of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import OneLoginAccount, Person, Session, SignIn, User
from accounts.roles import Role
from audit.models import Event
from core.fields import digest
from demo.one_login.provider import Somebody
from tests.accounts.one_login.conftest import RETURN, SAM, START, Faulty, Visitor

pytestmark = pytest.mark.django_db
SIGN_IN = reverse("accounts:sign_in")


def test_one_login_is_asked_for_two_factors_and_told_nothing(visitor: Visitor, settings: Any) -> None:
    asked = visitor.ask()
    assert asked.pop("code_challenge")
    assert asked.pop("nonce") != asked.pop("state")
    assert asked == {
        "response_type": "code",
        "client_id": "our-client",
        "redirect_uri": settings.SERVICE_URL + RETURN,
        "scope": "openid email",
        "vtr": '["Cl.Cm"]',
        "ui_locales": "en",
        "code_challenge_method": "S256",
    }


def test_it_speaks_the_language_that_they_chose(visitor: Visitor, settings: Any) -> None:
    settings.LANGUAGES = [("en", "English"), ("cy", "Welsh")]
    visitor.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert visitor.ask()["ui_locales"] == "cy"


def test_somebody_new_gets_an_account_with_the_address_that_was_confirmed(visitor: Visitor) -> None:
    response = visitor.go()
    assert (response.status_code, response.url) == (302, reverse("home:home"))
    user = User.objects.get()
    assert (user.email, user.roles, user.has_usable_password()) == (SAM.email, [Role.CLAIMANT], False)
    assert user.email_confirmed_at is not None
    assert visitor.client.session["_auth_user_id"] == str(user.pk)
    assert {"account_created", "one_login_connected", "signed_in"} <= set(Event.objects.values_list("kind", flat=True))


def test_who_comes_again_is_let_into_the_same_account_and_goes_where_they_meant_to(
    visitor: Visitor, connected: User
) -> None:
    account = reverse("accounts:account")
    # The address may have changed at One Login: it is not what says whose account it is.
    again = visitor.go(SAM, f"{START}?next={account}")
    assert again.url == account
    assert User.objects.count() == 1
    assert SignIn.objects.filter(user=connected).count() == 2


def test_nobody_is_sent_elsewhere_afterwards(visitor: Visitor) -> None:
    assert visitor.go(SAM, f"{START}?next=https://elsewhere.example/").url == reverse("home:home")


def test_an_account_with_that_address_is_not_taken_over(visitor: Visitor, make_account: Any) -> None:
    make_account()
    page = visitor.told(visitor.go())
    assert "You already have an account" in page
    assert f"{SIGN_IN}?next={reverse('accounts:one_login')}" in page
    assert not visitor.is_in
    assert not OneLoginAccount.objects.exists()
    assert Event.objects.get(kind="one_login_not_possible").data == {"reason": "known-address"}


def test_an_address_that_was_not_confirmed_makes_no_account(visitor: Visitor, provider: Faulty) -> None:
    provider.said_is = {"email_verified": False}
    assert "We could not create your account" in visitor.told(visitor.go())
    assert not User.objects.exists()


@pytest.mark.parametrize("roles", [[Role.ADVISER, Role.CLAIMANT], [Role.ADMIN], []])
def test_staff_do_not_come_in_like_this(visitor: Visitor, connected: User, roles: list[str]) -> None:
    User.objects.filter(pk=connected.pk).update(roles=roles)
    assert "You cannot sign in with GOV.UK One Login" in visitor.told(visitor.go())
    assert not visitor.is_in


def test_a_closed_account_stays_closed(visitor: Visitor, connected: User) -> None:
    User.objects.filter(pk=connected.pk).update(is_active=False)
    assert "You cannot sign in to this account" in visitor.told(visitor.go())
    assert not visitor.is_in


def test_the_session_is_a_new_one_and_says_nothing_of_them(visitor: Visitor, connected: User) -> None:
    asked = visitor.ask()
    before = visitor.client.session.session_key
    visitor.back(code=visitor.provider.grant(asked, SAM), state=asked["state"])
    session = visitor.client.session
    assert session.session_key != before
    kept = json.dumps(dict(session.items()))
    assert SAM.subject not in kept
    assert "eyJ" not in kept, "an ID token that anybody with a copy of the table could read"
    assert Session.objects.filter(user_id=connected.pk).exists()


def test_the_subject_is_found_by_its_hash_and_kept_encrypted(visitor: Visitor, connected: User) -> None:
    held = OneLoginAccount.objects.get(user=connected)
    assert held.subject == SAM.subject
    assert bytes(held.subject_digest) == digest(SAM.subject)
    assert not Event.objects.filter(data__icontains="urn:fdc").exists()


def test_two_people_with_one_address_at_once_make_one_account(visitor: Visitor) -> None:
    visitor.go()
    other = Visitor(visitor.provider)
    # The same address, another One Login: as when somebody deletes theirs and makes one anew.
    other.provider.id_token_is = other.provider.said_is = {"sub": "urn:fdc:gov.uk:2022:another"}
    assert "You already have an account" in other.told(other.go())
    assert (User.objects.count(), Person.objects.count()) == (1, 1)


def test_who_is_in_already_is_not_sent_there(visitor: Visitor, connected: User) -> None:
    visitor.go()
    assert visitor.client.get(START).url == reverse("home:home")


def test_while_it_is_off_there_is_no_trace_of_it(client: Client, settings: Any, connected: User, browser: Any) -> None:
    settings.ONE_LOGIN = None
    signed_in = browser(connected)
    names = ("start", "return", "connect", "agree", "disconnect", "password", "signed_out_there", "prove")
    for name in ["accounts:one_login", *(f"accounts:one_login_{name}" for name in names)]:
        assert signed_in.get(reverse(name)).status_code == signed_in.post(reverse(name)).status_code == 404, name
    for name in ("sign_in", "sign_up"):
        assert "One Login" not in client.get(reverse(f"accounts:{name}")).content.decode()
    assert "One Login" not in signed_in.get(reverse("accounts:account")).content.decode()


def test_the_buttons_lead_there_and_back_to_the_page(client: Client, provider: Faulty) -> None:
    page = client.get(SIGN_IN, {"next": "/to-do/?a=b"}).content.decode()
    assert f'href="{START}?next=/to-do/%3Fa%3Db"' in page
    assert f'href="{START}"' in client.get(reverse("accounts:sign_up")).content.decode()


def test_nothing_personal_is_in_an_address_or_a_line(
    visitor: Visitor, caplog: pytest.LogCaptureFixture, provider: Faulty
) -> None:
    asked = visitor.ask()
    provider.id_token_is = {"nonce": "other"}
    visitor.back(code=provider.grant(asked, Somebody("kim@example.com")), state=asked["state"])
    said = caplog.text + json.dumps(asked)
    assert "nonce" in caplog.text
    assert "kim" not in said
    assert "urn:" not in said
