"""Changing one's own account: who is told, what stops working, and what is asked first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Concern, ContactCode, DeviceUse, OneLoginAccount, Person, Session, User
from accounts.throttle import ON_DEVICE
from audit.models import Event
from core import clock
from notifications.models import Message
from tests.accounts.conftest import PASSWORD, code_in, make_user

pytestmark = pytest.mark.django_db

ACCOUNT, SIGN_IN = reverse("accounts:account"), reverse("accounts:sign_in")
EMAIL, EMAIL_CODE, EMAIL_AGAIN = (reverse(f"accounts:change_email{part}") for part in ("", "_code", "_again"))
PHONE, PHONE_CODE, KEEP, REMOVE = (
    reverse(f"accounts:{name}") for name in ("change_phone", "change_phone_code", "keep_phone", "remove_phone")
)
PASS, CONTACT, NOT_ME = (reverse(f"accounts:{name}") for name in ("change_password", "contact", "not_me"))
NEW = "another three words"
OURS = "07700 900 982"


def told(template: str) -> list[tuple[str, str]]:
    """To whom this message went, and how."""
    return [(each.address, each.medium) for each in Message.objects.filter(template=template).order_by("pk")]


def page_of(client: Client, address: str = ACCOUNT) -> str:
    return client.get(address).content.decode()


def newest() -> Message:
    return Message.objects.latest("queued_at", "pk")


def sign_in(client: Client, password: str = PASSWORD, email: str = "sam@example.com") -> Any:
    return client.post(SIGN_IN, {"email": email, "password": password})


def confirm_phone(client: Client, number: str = OURS) -> Any:
    client.post(PHONE, {"phone": number})
    return client.post(PHONE_CODE, {"code": code_in(newest())})


class TestPassword:
    def test_every_other_session_ends_and_they_are_told(self, claimant: User, browser: Callable[..., Client]) -> None:
        here, phone = browser(claimant), browser(claimant)
        key = here.session.session_key
        answer = here.post(PASS, {"password": PASSWORD, "new_password": NEW})
        assert answer.url == ACCOUNT
        assert "You are signed out everywhere else" in page_of(here)
        assert here.session.session_key != key
        assert phone.get(ACCOUNT).status_code == 302
        assert Session.objects.filter(user_id=claimant.pk).count() == 1
        assert told("password_changed") == [("sam@example.com", "email")]
        assert "/account/not-me/" in newest().body
        assert sign_in(Client()).status_code == 200
        assert sign_in(Client(), NEW).status_code == 302
        assert Event.objects.filter(kind="password_changed", user_id=claimant.pk).count() == 1

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("wrong", NEW, "Your password is not right"),
            ("", NEW, "Enter the password that you have now"),
            (PASSWORD, "seven77", "must be 8 characters or more"),
            (PASSWORD, "password123", "harder to guess"),
        ],
    )
    def test_nothing_changes_without_the_old_one_or_a_good_new_one(
        self, claimant: User, browser: Callable[..., Client], old: str, new: str, said: str
    ) -> None:
        client = browser(claimant)
        assert said in client.post(PASS, {"password": old, "new_password": new}).content.decode()
        assert sign_in(Client()).status_code == 302
        assert told("password_changed") == []

    def test_it_cannot_be_guessed_here_either(self, claimant: User, client: Client) -> None:
        sign_in(client)
        guesses = [client.post(PASS, {"password": "wrong", "new_password": NEW}) for _ in range(ON_DEVICE.free)]
        assert [guess.status_code for guess in guesses] == [200] * 9 + [429]
        assert client.post(PASS, {"password": PASSWORD, "new_password": NEW}).status_code == 429

    def test_a_code_asked_for_before_stops_working(self, claimant: User, browser: Callable[..., Client]) -> None:
        thief, owner = browser(claimant), browser(claimant)
        thief.post(EMAIL, {"email": "thief@example.com"})
        owner.post(PASS, {"password": PASSWORD, "new_password": NEW})
        assert not ContactCode.objects.exists()


class TestEmail:
    def test_what_is_wrong_is_said_before_all_else(self, claimant: User, browser: Callable[..., Client]) -> None:
        page = browser(claimant).post(EMAIL, {"email": ""}).content.decode()
        assert page.index("There is a problem") < page.index("Now: sam@example.com") < page.index("<h1")

    def test_a_code_to_the_new_one_and_a_message_to_the_old(
        self, claimant: User, browser: Callable[..., Client]
    ) -> None:
        client = browser(claimant)
        assert client.post(EMAIL, {"email": "Sam.New@Example.com"}).url == EMAIL_CODE
        assert (newest().address, newest().template) == ("sam.new@example.com", "change_email_code")
        assert client.post(EMAIL_CODE, {"code": code_in(newest())}).url == ACCOUNT
        claimant.refresh_from_db()
        assert claimant.email == claimant.person.email == "sam.new@example.com"
        assert told("email_changed") == [("sam.new@example.com", "email"), ("sam@example.com", "email")]
        assert "sam.new" not in Message.objects.filter(template="email_changed").latest("pk").body
        assert "sam.new@example.com" in page_of(client)
        assert sign_in(Client(), email="sam.new@example.com").status_code == 302
        assert sign_in(Client()).status_code == 200

    def test_an_address_that_is_taken_looks_like_any_other(
        self, claimant: User, browser: Callable[..., Client], mask: Any
    ) -> None:
        make_user("lee@example.com")
        seen = []
        for email in ("lee@example.com", "kim@example.com"):
            client = browser(claimant)
            client.get(EMAIL)
            with CaptureQueriesContext(connection) as queries:
                answer = client.post(EMAIL, {"email": email})
            pages = [mask(client.get(EMAIL_CODE), email), mask(client.post(EMAIL_CODE, {"code": "000000"}), email)]
            seen.append((answer.status_code, answer.url, len(queries), pages))
        assert seen[0] == seen[1]
        assert told("account_already_exists") == [("lee@example.com", "email")]

    def test_an_account_made_meanwhile_keeps_its_address(self, claimant: User, browser: Callable[..., Client]) -> None:
        client = browser(claimant)
        client.post(EMAIL, {"email": "lee@example.com"})
        code = code_in(newest())
        make_user("lee@example.com")
        page = client.post(EMAIL_CODE, {"code": code}, follow=True).content.decode()
        assert "We could not change your email address" in page
        claimant.refresh_from_db()
        assert claimant.email == "sam@example.com"

    def test_wrong_old_and_other_peoples_codes_change_nothing(
        self, claimant: User, adviser: User, browser: Callable[..., Client]
    ) -> None:
        client, other = browser(claimant), browser(adviser)
        other.post(EMAIL, {"email": "theirs@example.com"})
        theirs = code_in(newest())
        client.post(EMAIL, {"email": "new@example.com"})
        own = code_in(newest())
        if theirs != own:
            assert "The code is not right" in client.post(EMAIL_CODE, {"code": theirs}).content.decode()
        with time_machine.travel(clock.now() + timedelta(minutes=15)):
            assert client.post(EMAIL_CODE, {"code": own}).status_code == 200, "too late"
        claimant.refresh_from_db()
        assert claimant.email == "sam@example.com"

    def test_no_more_than_five_codes_a_session(self, claimant: User, browser: Callable[..., Client]) -> None:
        client = browser(claimant)
        client.post(EMAIL, {"email": "new@example.com"})
        assert [client.post(EMAIL_AGAIN).status_code for _ in range(5)] == [302] * 4 + [429]
        assert len(told("change_email_code")) == 5

    def test_no_more_than_ten_codes_an_hour_however_many_sessions(
        self, claimant: User, browser: Callable[..., Client]
    ) -> None:
        answers = [
            browser(claimant).post(EMAIL, {"email": f"new{number}@example.com"}).status_code for number in range(11)
        ]
        assert answers == [302] * 10 + [429]


class TestPhone:
    def test_a_number_is_confirmed_by_a_code(self, claimant: User, browser: Callable[..., Client]) -> None:
        client = browser(claimant)
        assert client.post(PHONE, {"phone": OURS}).url == PHONE_CODE
        assert (newest().address, newest().medium) == ("+447700900982", "text")
        shown = page_of(client, PHONE_CODE)
        assert "<strong>982</strong>" in shown
        assert "900982" not in shown
        assert client.post(PHONE_CODE, {"code": code_in(newest())}).url == ACCOUNT
        person = Person.objects.get(user=claimant)
        assert (person.phone, bool(person.phone_confirmed_at)) == (OURS, True)
        assert "Confirmed by a code" in page_of(client)
        assert told("phone_changed") == [("sam@example.com", "email"), (OURS, "text")]

    def test_the_number_before_is_told_of_the_next(self, claimant: User, browser: Callable[..., Client]) -> None:
        client = browser(claimant)
        confirm_phone(client)
        Message.objects.all().delete()
        confirm_phone(client, "07700 900 123")
        places = {address for address, _ in told("phone_changed")}
        assert places == {"sam@example.com", OURS, "07700 900 123"}

    def test_a_landline_is_kept_for_calls(self, claimant: User, browser: Callable[..., Client]) -> None:
        client = browser(claimant)
        assert client.post(KEEP).url == PHONE, "nothing was typed"
        client.post(PHONE, {"phone": "01632 960 001"})
        assert client.post(KEEP).url == ACCOUNT
        person = Person.objects.get(user=claimant)
        assert (person.phone, person.phone_confirmed_at) == ("01632 960 001", None)
        assert told("phone_changed") == [("sam@example.com", "email")]

    def test_where_no_texts_are_sent_it_is_kept_as_it_is(
        self, claimant: User, browser: Callable[..., Client], settings: Any
    ) -> None:
        settings.NOTIFICATIONS_BACKEND = "notifications.backends.EmailBackend"
        assert browser(claimant).post(PHONE, {"phone": OURS}).url == ACCOUNT
        assert Person.objects.get(user=claimant).phone == OURS

    def test_it_can_be_removed_and_then_nobody_is_called(self, claimant: User, browser: Callable[..., Client]) -> None:
        client = browser(claimant)
        confirm_phone(client)
        client.post(CONTACT, {"contact_by": "text", "language": "en", "letter_format": "standard"})
        assert OURS in page_of(client, REMOVE)
        assert Person.objects.get(user=claimant).phone == OURS, "only a button removes it"
        client.post(REMOVE)
        person = Person.objects.get(user=claimant)
        assert (person.phone, person.contact_by) == ("", "email")
        assert (OURS, "text") in told("phone_changed")
        assert client.get(REMOVE).url == ACCOUNT

    def test_staff_who_do_not_claim_have_none(self, adviser: User, browser: Callable[..., Client]) -> None:
        client = browser(adviser)
        assert [client.get(each).status_code for each in (PHONE, CONTACT, REMOVE)] == [404] * 3
        assert client.get(EMAIL).status_code == 200


class TestContact:
    def test_choices_are_kept_and_shown(self, claimant: User, browser: Callable[..., Client]) -> None:
        client = browser(claimant)
        client.post(CONTACT, {"contact_by": "letter", "language": "cy", "letter_format": "braille"})
        person = Person.objects.get(user=claimant)
        assert (person.contact_by, person.language, person.letter_format) == ("letter", "cy", "braille")
        page = page_of(client)
        for words in ("Letter", "Welsh", "Braille"):
            assert words in page
        assert Event.objects.filter(kind="contact_chosen").count() == 1

    def test_nobody_is_called_who_gave_no_number(self, claimant: User, browser: Callable[..., Client]) -> None:
        answer = browser(claimant).post(CONTACT, {"contact_by": "phone", "language": "en", "letter_format": "standard"})
        assert "Add a phone number to your account first" in answer.content.decode()
        assert Person.objects.get(user=claimant).contact_by == "email"


class TestNotMe:
    def test_staff_are_told_devices_forgotten_and_everybody_signed_out(self, claimant: User) -> None:
        owner, thief = Client(), Client()
        for client in (owner, thief):
            sign_in(client)
        assert DeviceUse.objects.filter(user=claimant).count() == 2
        answer = owner.post(NOT_ME, {"password": PASSWORD, "new_password": NEW}, follow=True)
        assert "We are looking into it" in answer.content.decode()
        assert thief.get(ACCOUNT).status_code == 302
        assert not DeviceUse.objects.filter(user=claimant).exists()
        assert Concern.objects.get().user == claimant

    def test_a_one_login_that_somebody_connected_opens_the_account_no_more(self, claimant: User) -> None:
        owner = Client()
        sign_in(owner)
        OneLoginAccount.objects.create(
            user=claimant, issuer="https://one.example", subject="urn:thief", connected_at=clock.now()
        )
        owner.post(PASS, {"password": PASSWORD, "new_password": NEW})
        assert OneLoginAccount.objects.filter(user=claimant).exists(), "another password alone says nothing of it"
        owner.post(NOT_ME, {"password": NEW, "new_password": PASSWORD})
        assert not OneLoginAccount.objects.filter(user=claimant).exists()
        assert told("one_login_disconnected") == [("sam@example.com", "email")]

    def test_staff_are_told_even_when_the_password_is_not_theirs_any_more(
        self, claimant: User, browser: Callable[..., Client]
    ) -> None:
        client = browser(claimant)
        client.get(NOT_ME)
        assert not Concern.objects.exists(), "looking at the page says nothing"
        for _ in range(2):
            page = client.post(NOT_ME, {"password": "no longer it", "new_password": NEW}).content.decode()
            assert "Your password is not right" in page
            assert "If you do not know your password any more" in page
        assert Concern.objects.count() == 1

    def test_who_has_no_password_is_asked_for_none(self, claimant: User, browser: Callable[..., Client]) -> None:
        """They sign in with GOV.UK One Login alone."""
        claimant.set_unusable_password()
        claimant.save()
        owner, thief = browser(claimant), browser(claimant)
        page = page_of(owner, NOT_ME)
        assert 'type="password"' not in page
        assert "You sign in with GOV.UK One Login" in page
        assert "We are looking into it" in owner.post(NOT_ME, follow=True).content.decode()
        assert Concern.objects.get().user == claimant
        assert thief.get(ACCOUNT).status_code == 302
        assert owner.get(ACCOUNT).status_code == 200
        assert owner.get(PASS).url == reverse("accounts:one_login")

    def test_who_forgot_theirs_while_signed_in_is_shown_the_way(
        self, claimant: User, browser: Callable[..., Client]
    ) -> None:
        assert reverse("accounts:forgotten_password") in page_of(browser(claimant), PASS)
        assert reverse("accounts:forgotten_password") not in page_of(browser(claimant), NOT_ME).split("<main")[1]


class TestNewDevice:
    def test_they_are_asked_about_a_device_of_which_nothing_was_known(self, claimant: User) -> None:
        owner = Client()
        sign_in(owner)
        assert told("new_device") == [], "the first of all"
        owner.post(reverse("accounts:sign_out"))
        sign_in(owner)
        assert told("new_device") == [], "the same again"
        sign_in(Client())
        assert told("new_device") == [("sam@example.com", "email")]
        assert "phone or computer that it was not used on before" in newest().body

    def test_the_message_is_in_their_language(self, claimant: User) -> None:
        Person.objects.filter(user=claimant).update(language="cy")
        sign_in(Client())
        sign_in(Client())
        assert newest().language == "cy"
        assert newest().subject.startswith("Ai chi wnaeth hyn?")


def test_signing_in_on_a_new_device_asks_no_more_of_the_database_than_it_must(claimant: User) -> None:
    """A message is a row and a job: nothing is sent while somebody waits."""
    sign_in(Client())
    client = Client()
    sign_in(client)
    message = newest()
    assert (message.template, message.state, message.sent_at) == ("new_device", "queued", None)
    assert SESSION_KEY in client.session
