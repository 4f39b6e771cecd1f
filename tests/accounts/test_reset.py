"""Choosing a new password without the old one: only whoever reads the email, and has the second step, can."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY, hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import actor_for
from accounts.codes import CODES_AN_HOUR
from accounts.factors.app import code_now
from accounts.factors.changes import begin_app, confirm_app
from accounts.models import ContactCode, Factor, Person, Session, User
from accounts.tasks import send_reset_code
from accounts.throttle import NEW_PASSWORDS_FROM_PLACE, OF_ACCOUNT
from audit.models import Event
from core import clock
from notifications.models import Message
from tests.accounts.conftest import PASSWORD, code_in, make_user

pytestmark = pytest.mark.django_db

EMAIL, CODE, AGAIN, STEP, NEW = (
    reverse(f"accounts:forgotten_password{part}") for part in ("", "_code", "_again", "_step", "_new")
)
SIGN_IN, ACCOUNT = reverse("accounts:sign_in"), reverse("accounts:account")
ANOTHER = "another three words"


def work() -> None:
    """What a worker does with the jobs that wait."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'accounts.send_reset_code' RETURNING args")
        for (args,) in cursor.fetchall():
            send_reset_code(**(json.loads(args) if isinstance(args, str) else args))


def ask(client: Client, email: str = "sam@example.com") -> Any:
    answer = client.post(EMAIL, {"email": email})
    work()
    return answer


def newest() -> Message:
    return Message.objects.latest("queued_at", "pk")


def sign_in(password: str, client: Client | None = None) -> int:
    answer = (client or Client()).post(SIGN_IN, {"email": "sam@example.com", "password": password})
    return answer.status_code


def test_a_code_from_the_email_and_a_new_password(claimant: User, browser: Callable[..., Client]) -> None:
    thief, client = browser(claimant), Client()
    assert "I forgot my password" in client.get(SIGN_IN).content.decode()
    assert ask(client, " SAM@example.com").url == CODE
    assert (newest().template, newest().address) == ("reset_code", "sam@example.com")
    assert client.post(CODE, {"code": code_in(newest())}).url == NEW
    answer = client.post(NEW, {"password": ANOTHER})
    assert answer.url == reverse("home:home")
    assert client.session[SESSION_KEY] == str(claimant.pk)
    assert thief.get(ACCOUNT).status_code == 302
    assert Session.objects.filter(user_id=claimant.pk).count() == 1
    assert Message.objects.filter(template="password_changed").count() == 1
    assert (sign_in(PASSWORD), sign_in(ANOTHER)) == (200, 302)
    assert Event.objects.get(kind="password_changed").person_id == claimant.person.pk
    assert client.get(NEW).url == EMAIL, "once"


def test_whoever_an_admin_made_an_account_for_chooses_their_own_password(claimant: User) -> None:
    User.objects.filter(pk=claimant.pk).update(password="!", email_confirmed_at=None)
    client = Client()
    ask(client)
    client.post(CODE, {"code": code_in(newest())})
    claimant.refresh_from_db()
    assert claimant.email_confirmed_at is None
    client.post(NEW, {"password": ANOTHER})
    claimant.refresh_from_db()
    assert claimant.email_confirmed_at is not None, "they read it"
    assert sign_in(ANOTHER) == 302


def test_an_address_without_an_account_is_told_so_and_its_pages_look_alike(
    claimant: User, mask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user("gone@example.com")
    User.objects.filter(email="gone@example.com").update(is_active=False)
    hasher, hashed = type(hashers.get_hasher()), []
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda self, *args: hashed.append(args) or encode(self, *args))
    seen = []
    for email in ("sam@example.com", "kim@example.com", "gone@example.com"):
        client = Client()
        client.get(EMAIL)
        pages: list[Any] = []
        for step in (
            lambda client, email: client.post(EMAIL, {"email": email}),
            lambda client, email: client.get(CODE),
            lambda client, email: (work(), client.post(CODE, {"code": "000000"}))[1],
            *[lambda client, email: client.post(CODE, {"code": "000000"})] * 5,
            lambda client, email: client.get(NEW),
            lambda client, email: client.get(STEP),
            *[lambda client, email: client.post(AGAIN)] * 5,
        ):
            sent = Message.objects.count()
            with CaptureQueriesContext(connection) as queries:
                answer = step(client, email)
            by_worker = Message.objects.count() - sent
            pages.append((answer.status_code, answer.get("Location"), mask(answer, email), by_worker, len(queries)))
        work()
        seen.append((pages, len(hashed)))
    # The worker's own queries are in the third: nobody waits for it.
    assert [page[:4] for page in seen[0][0]] == [page[:4] for page in seen[1][0]] == [page[:4] for page in seen[2][0]]
    for place in (0, 1, *range(3, len(seen[0][0]))):
        assert len({pages[place][4] for pages, _hashes in seen}) == 1, place
    assert hashed == []
    told = Message.objects.filter(template="reset_no_account")
    assert {each.address for each in told} == {"kim@example.com", "gone@example.com"}


def test_nothing_is_sent_while_somebody_waits(claimant: User) -> None:
    Client().post(EMAIL, {"email": "sam@example.com"})
    assert not Message.objects.exists()
    work()
    assert Message.objects.count() == 1


def test_the_code_goes_to_the_address_that_the_account_has(db: None) -> None:
    """Not to the one that was typed, which may only look the same to us: "ß" is "ss" here, and elsewhere is not."""
    make_user("sam@strasse.example")
    ask(Client(), "sam@straße.example")
    assert newest().address == "sam@strasse.example"


def test_whoever_has_a_second_step_gives_it_too(claimant: User) -> None:
    by = actor_for(claimant)
    begin_app(user=claimant, by=by)
    key = Factor.objects.get(user=claimant).secret
    confirm_app(user=claimant, code=code_now(key), by=by)
    client = Client()
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        ask(client)
        assert client.post(CODE, {"code": code_in(newest())}).url == STEP
        assert client.get(NEW).url == STEP, "there is no way around it"
        assert client.post(NEW, {"password": ANOTHER}).url == STEP
        assert "The code is not right" in client.post(STEP, {"second_step_code": "000000"}).content.decode()
        assert client.post(STEP, {"second_step_code": code_now(key)}).url == NEW
        assert client.post(NEW, {"password": ANOTHER}).url == reverse("home:home")
    assert client.session["second_factor_kind"] == "app"
    assert Factor.objects.filter(user=claimant).exists()


def test_staff_sign_in_by_their_own_door_afterwards(adviser: User) -> None:
    client = Client()
    ask(client, "rosa@example.com")
    client.post(CODE, {"code": code_in(newest())})
    assert client.post(NEW, {"password": ANOTHER}).url == reverse("accounts:staff_sign_in")
    assert SESSION_KEY not in client.session


def test_a_code_is_for_one_purpose_one_browser_and_a_quarter_of_an_hour(claimant: User) -> None:
    client, other = Client(), Client()
    ask(client)
    code = code_in(newest())
    other.post(reverse("accounts:sign_up"), {"email": "kim@example.com"})
    assert other.post(reverse("accounts:sign_up_code"), {"code": code}).status_code == 200
    assert other.get(CODE).url == EMAIL
    with time_machine.travel(clock.now() + timedelta(minutes=15, seconds=1)):
        assert "has expired" in client.post(CODE, {"code": code}).content.decode()
    assert client.get(NEW).url == EMAIL


def test_a_password_changed_meanwhile_voids_the_code(claimant: User, browser: Callable[..., Client]) -> None:
    thief = Client()
    ask(thief)
    thief.post(CODE, {"code": code_in(newest())})
    change = {"password": PASSWORD, "new_password": ANOTHER}
    browser(claimant).post(reverse("accounts:change_password"), change)
    assert thief.post(NEW, {"password": "a thief's own words"}).url == EMAIL
    assert sign_in(ANOTHER) == 302


def test_a_weak_password_is_refused(claimant: User) -> None:
    client = Client()
    ask(client)
    client.post(CODE, {"code": code_in(newest())})
    assert "harder to guess" in client.post(NEW, {"password": "password123"}).content.decode()
    assert sign_in(PASSWORD) == 302


def test_an_owner_whose_account_is_being_guessed_at_gets_in(claimant: User) -> None:
    places = (f"198.51.100.{number}" for number in range(1, 250))
    for _ in range(OF_ACCOUNT.free + 2):
        Client().post(SIGN_IN, {"email": "sam@example.com", "password": "wrong"}, REMOTE_ADDR=next(places))
    client = Client()
    assert sign_in(PASSWORD, client) == 429
    ask(client)
    client.post(CODE, {"code": code_in(newest())})
    assert client.post(NEW, {"password": ANOTHER}).url == reverse("home:home")
    client.post(reverse("accounts:sign_out"))
    assert sign_in(ANOTHER, client) == 302


def test_a_place_asks_for_so_many_codes_a_day_and_keeps_nobody_else_from_theirs(claimant: User) -> None:
    began = clock.now()
    for hour in range(NEW_PASSWORDS_FROM_PLACE.free):
        with time_machine.travel(began + timedelta(hours=hour)):
            assert ask(Client()).status_code == 302
    with time_machine.travel(began + timedelta(hours=11)):
        assert ask(Client()).status_code == 429
        assert ask(Client(), "kim@example.com").status_code == 302
        assert ask(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302, "somebody elsewhere"
    with time_machine.travel(began + timedelta(hours=24, minutes=1)):
        assert ask(Client()).status_code == 302


def test_whatever_others_ask_for_the_owners_device_gets_a_code(claimant: User) -> None:
    owners = Client()
    assert sign_in(PASSWORD, owners) == 302
    owners.post(reverse("accounts:sign_out"))
    places = [f"198.51.100.{number}" for number in range(1, CODES_AN_HOUR + 2)]
    assert [Client(REMOTE_ADDR=place).post(EMAIL, {"email": claimant.email}).status_code for place in places][-1] == 429
    for _ in range(2):
        assert ask(owners).status_code == 302
    assert owners.post(CODE, {"code": code_in(newest())}).url == NEW


def test_the_message_is_in_the_language_they_read(claimant: User) -> None:
    Person.objects.filter(user=claimant).update(language="cy")
    ask(Client())
    assert newest().language == "cy"
    assert re.search(r"\d{6}", newest().body)


def test_a_job_done_twice_or_too_late_harms_nothing(claimant: User) -> None:
    client = Client()
    client.post(EMAIL, {"email": "sam@example.com"})
    code = ContactCode.objects.get()
    for _ in range(2):
        send_reset_code(code_id=str(code.pk), language="en")
    assert Message.objects.count() == 1
    client.post(CODE, {"code": code_in(newest())})
    ContactCode.objects.all().delete()
    send_reset_code(code_id=str(code.pk), language="en")
    assert Message.objects.count() == 1
