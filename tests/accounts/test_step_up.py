"""Confirming again before what matters, and the pages on which second steps are set up and taken away."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from accounts.actors import actor_for
from accounts.factors import app, backup, changes
from accounts.models import BackupCode, Factor, User
from accounts.step_up import needs_fresh_factor
from core import access, clock
from core.http import Request
from notifications.models import Message
from tests.accounts.conftest import PASSWORD, code_in
from tests.accounts.test_factors import newest_text, with_app, with_text
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db

STEPS, ADD_APP, ADD_TEXT, ADD_TEXT_CODE, CODES, STEP_UP = (
    reverse(f"accounts:{name}")
    for name in ("second_steps", "add_app", "add_text", "add_text_code", "backup_codes", "step_up")
)
LATER = timedelta(minutes=6)


@access.signed_in
@needs_fresh_factor
def bank_details(request: Request) -> HttpResponse:
    """Something that matters: says what it was sent."""
    typed = ", ".join(f"{name}={value}" for name, values in sorted(request.POST.lists()) for value in values)
    return HttpResponse(f"{request.method} {typed}")


urlpatterns = [path("", include("config.urls")), path("bank/", bank_details)]


@pytest.fixture
def with_a_bank_page(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def remove_url(factor: Factor) -> str:
    return reverse("accounts:remove_factor", args=[factor.pk])


def again(client: Client, page: Any, **typed: str) -> Any:
    """Send the form of a page that asks them to confirm, with all that it carries."""
    drawn = page.content.decode()
    action = re.search(r'<form method="post" id="page-form" action="([^"]*)"', drawn)
    assert action, "The page does not ask to confirm"
    carried: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', drawn):
        carried.setdefault(name, []).append(html.unescape(value))
    return client.post(html.unescape(action[1]), {**carried, **typed}, follow=True)


def test_whoever_has_just_signed_in_is_not_asked(claimant: User, with_a_bank_page: None) -> None:
    client = sign_in(Client(), claimant)
    assert client.get("/bank/").content == b"GET "
    with time_machine.travel(clock.now() + timedelta(minutes=4, seconds=50)):
        assert client.get("/bank/").status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=5)):
        assert client.get("/bank/").url == f"{STEP_UP}?next=%2Fbank%2F"


def test_without_a_second_step_the_password_is_asked(claimant: User, with_a_bank_page: None) -> None:
    client = sign_in(Client(), claimant)
    with time_machine.travel(clock.now() + LATER):
        asks = client.get("/bank/?a=b").url
        assert "Your password is not right" in client.post(asks, {"second_step_password": "wrong"}).content.decode()
        before = client.session.session_key
        assert client.post(asks, {"second_step_password": PASSWORD}).url == "/bank/?a=b"
        assert client.session.session_key != before
        assert client.get("/bank/?a=b").status_code == 200


def test_wrong_passwords_are_counted_here_too(claimant: User, with_a_bank_page: None) -> None:
    client = sign_in(Client(), claimant)
    with time_machine.travel(clock.now() + LATER):
        answers = [client.post(STEP_UP, {"second_step_password": "wrong"}).status_code for _ in range(10)]
    assert answers[-1] == 429


def test_with_a_second_step_the_password_is_not_enough(claimant: User, with_a_bank_page: None) -> None:
    key = with_app(claimant)
    client = sign_in(Client(), claimant)  # confirmed by the password, before they had it
    asks = client.get("/bank/").url
    page = client.post(asks, {"second_step_password": PASSWORD}).content.decode()
    assert 'name="second_step_code"' in page
    assert "/bank/" not in client.get("/bank/").content.decode()
    assert client.post(asks, {"second_step_code": app.code_now(key)}).url == "/bank/"
    assert client.get("/bank/").status_code == 200


def test_whoever_has_neither_signs_in_again(claimant: User, with_a_bank_page: None) -> None:
    claimant.set_unusable_password()
    claimant.save()
    client = sign_in(Client(), claimant, confirmed_by="one_login")
    assert client.get("/bank/").status_code == 200
    with time_machine.travel(clock.now() + LATER):
        asks = client.get("/bank/").url
        assert client.get(asks).url == f"{reverse('accounts:sign_in')}?next=%2Fbank%2F"
    assert "so that we know that it is still you" in client.get(reverse("accounts:sign_in")).content.decode()


def test_what_was_typed_arrives_once_they_have_confirmed(claimant: User, with_a_bank_page: None) -> None:
    key = with_app(claimant)
    client = sign_in(Client(), claimant)
    typed = {"account": "00012345", "tick": ["a", "b"], "note": '"<é> &'}
    page = client.post("/bank/?x=1", typed)
    assert "What you typed is kept." in page.content.decode()
    page = again(client, page, second_step_code="000000")
    assert "The code is not right" in page.content.decode()
    arrived = again(client, page, second_step_code=app.code_now(key))
    assert arrived.redirect_chain == [("/bank/?x=1", 307)]
    said = arrived.content.decode()
    assert said.startswith("POST account=00012345, ")
    assert 'note="<é> &, ' in said
    assert "tick=a, tick=b" in said


def test_a_password_typed_elsewhere_is_on_no_page(claimant: User, with_a_bank_page: None) -> None:
    client = sign_in(Client(), claimant)
    with time_machine.travel(clock.now() + LATER):
        page = client.post("/bank/", {"new_password": "my secret words", "reason": "lost"}).content.decode()
    assert "my secret words" not in page
    assert 'value="lost"' in page


def test_a_text_asked_for_there_loses_nothing(claimant: User, with_a_bank_page: None) -> None:
    phone = with_text(claimant)
    client = sign_in(Client(), claimant)
    page = again(client, client.post("/bank/", {"account": "1"}), second_step_send=str(phone.pk))
    assert "We have texted a code" in page.content.decode()
    arrived = again(client, page, second_step_code=code_in(newest_text()))
    assert "account=1" in arrived.content.decode()


def test_the_other_language_loses_nothing(claimant: User, with_a_bank_page: None) -> None:
    key = with_app(claimant)
    client = sign_in(Client(), claimant)
    page = again(client, client.post("/bank/", {"account": "1"}), **{"page-language": "cy"})
    assert "account=1" in again(client, page, second_step_code=app.code_now(key)).content.decode()


def test_a_button_alone_is_pressed_again(claimant: User, with_a_bank_page: None) -> None:
    key = with_app(claimant)
    client = sign_in(Client(), claimant)
    arrived = again(client, client.post("/bank/"), second_step_code=app.code_now(key))
    assert arrived.content.decode().startswith("POST ")


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_only_a_page_of_this_service_follows(claimant: User, wanted: str) -> None:
    client = sign_in(Client(), claimant)
    assert client.get(STEP_UP, {"next": wanted}).url == reverse("home:home")


# The pages


def test_an_app_is_set_up_and_then_backup_codes(claimant: User) -> None:
    client = sign_in(Client(), claimant)
    page = client.get(ADD_APP).content.decode()
    key = Factor.objects.get().secret
    assert app.in_fours(key) in page
    assert "otpauth://totp/" in page
    assert "<svg" in page
    assert key in client.get(ADD_APP).content.decode().replace(" ", ""), "the same when the page is loaded again"
    assert "The code is not right" in client.post(ADD_APP, {"code": "000000"}).content.decode()
    assert client.post(ADD_APP, {"code": app.code_now(key)}).url == CODES
    shown = client.post(CODES).content.decode()
    codes = re.findall(r"<code>([^<]+)</code>", shown)
    assert len(codes) == 10
    assert codes[0] not in client.get(CODES).content.decode()
    page = client.get(STEPS).content.decode()
    assert "Authenticator app" in page
    assert "You have 10 backup codes left." in page
    assert key not in page


def test_a_phone_is_set_up_by_the_code_that_reaches_it(claimant: User) -> None:
    client = sign_in(Client(), claimant)
    assert "Enter your mobile phone number" in client.post(ADD_TEXT, {"number": ""}).content.decode()
    assert client.get(ADD_TEXT_CODE).url == STEPS
    assert client.post(ADD_TEXT, {"number": "07700 900 982"}).url == ADD_TEXT_CODE
    assert newest_text().address == "+447700900982"
    assert "ending 982" in client.get(ADD_TEXT_CODE).content.decode()
    assert client.post(ADD_TEXT_CODE, {"code": code_in(newest_text())}).url == CODES
    assert "Text message to the number ending 982" in client.get(STEPS).content.decode()


def test_no_text_is_offered_where_none_is_sent(claimant: User, settings: Any) -> None:
    settings.NOTIFICATIONS_BACKEND = "notifications.backends.EmailBackend"
    client = sign_in(Client(), claimant)
    assert ADD_TEXT not in client.get(reverse("accounts:add_factor")).content.decode()
    assert client.get(ADD_TEXT).status_code == 404


def test_the_old_one_is_asked_for_before_another_is_added_or_it_is_removed(claimant: User) -> None:
    with_app(claimant)
    client = sign_in(Client(), claimant)
    for page in (ADD_APP, ADD_TEXT, reverse("accounts:add_passkey"), CODES, remove_url(Factor.objects.get())):
        assert client.get(page).url.startswith(STEP_UP), page
    client.post(remove_url(Factor.objects.get()))
    client.post(CODES)
    assert Factor.objects.count() == 1


def test_a_backup_code_stands_in_for_the_one_that_was_lost(claimant: User) -> None:
    with_app(claimant)
    codes = changes.make_backup_codes(user=claimant, by=actor_for(claimant))
    client = sign_in(Client(), claimant)
    asks = client.get(ADD_APP).url
    assert client.post(asks, {"second_step_code": backup.as_printed(codes[0])}).url == ADD_APP


def test_the_last_one_is_removed_with_a_warning_and_a_message(claimant: User) -> None:
    with_app(claimant)
    changes.make_backup_codes(user=claimant, by=actor_for(claimant))
    client = sign_in(Client(), claimant, confirmed_by="app")
    page = remove_url(Factor.objects.get(kind="app"))
    assert "It is the only one that you have." in client.get(page).content.decode()
    assert client.post(page).url == STEPS
    assert not Factor.objects.exists()
    assert not BackupCode.objects.exists()
    assert Message.objects.latest("queued_at").template == "second_step_removed"
    assert "You have not set one up." in client.get(STEPS).content.decode()


def test_staff_keep_one_that_is_enough(adviser: User) -> None:
    with_app(adviser)
    with_text(adviser)
    client = sign_in(Client(), adviser)
    page = client.post(remove_url(Factor.objects.get(kind="app")), follow=True).content.decode()
    assert "Add another before you remove this one." in page
    with_app(adviser)
    client.post(remove_url(Factor.objects.filter(kind="app").first()))
    assert sorted(Factor.objects.values_list("kind", flat=True)) == ["app", "text"]


def test_nobody_elses_is_found(claimant: User, adviser: User) -> None:
    with_app(adviser)
    client = sign_in(Client(), claimant)
    assert client.get(remove_url(Factor.objects.get())).status_code == 404
    assert client.post(remove_url(Factor.objects.get())).status_code == 404


def test_there_is_a_most_of_them(claimant: User) -> None:
    for _ in range(5):
        with_app(claimant)
    client = sign_in(Client(), claimant, confirmed_by="app")
    assert client.get(ADD_APP).url == STEPS
    assert "Add another" not in client.get(STEPS).content.decode()


def test_backup_codes_are_for_those_who_have_a_second_step(claimant: User) -> None:
    client = sign_in(Client(), claimant)
    assert client.post(CODES).url == STEPS
    assert not Factor.objects.exists()


def test_the_offer_after_signing_up_can_be_left(claimant: User) -> None:
    page = sign_in(Client(), claimant).get(reverse("accounts:add_factor"), {"new": 1}).content.decode()
    assert "Not now" in page
