"""Guessing passwords is slow from anywhere, and keeps nobody out but the guesser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import hashers
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Tries, User
from accounts.tasks import forget_unfinished
from accounts.throttle import FROM_PLACE, OF_ACCOUNT, OF_PLACE, count_try, password_counts
from core import clock
from govuk.text import plain_email
from notifications.models import Message
from tests.accounts.conftest import PASSWORD, make_user

SIGN_IN = reverse("accounts:sign_in")
HOME = reverse("home:home")


def attempt(client: Client, email: str = "sam@example.com", password: str = "wrong", place: str = "192.0.2.1") -> Any:
    return client.post(SIGN_IN, {"email": email, "password": password}, REMOTE_ADDR=place)


def elsewhere() -> Iterator[str]:
    """Places from which nobody has tried anything."""
    return (f"198.51.{each // 250}.{each % 250}" for each in range(60_000))


@pytest.mark.django_db(transaction=True)
def test_guesses_side_by_side_are_as_many_as_guesses_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    make_user()
    looked_at: list[str] = []
    monkeypatch.setattr(User, "check_password", lambda _user, raw: bool(looked_at.append(raw)))

    def guess(number: int) -> int:
        try:
            return attempt(Client(), password=f"guess {number}").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as guessers:
        answers = Counter(guessers.map(guess, range(24)))
    assert len(looked_at) == FROM_PLACE.free
    assert answers == {200: 9, 429: 15}


@pytest.mark.django_db
def test_guesses_from_everywhere_are_slowed_and_the_owners_device_is_not(claimant: User) -> None:
    place, began = elsewhere(), clock.now()
    owner = Client()
    with time_machine.travel(began, tick=False):
        assert attempt(owner, password=PASSWORD).status_code == 302
        owner.post(reverse("accounts:sign_out"))
        answers = [attempt(Client(), place=next(place)).status_code for _ in range(OF_ACCOUNT.free + 5)]
        assert answers == [200] * 19 + [429] * 6
        assert attempt(Client(), password=PASSWORD, place=next(place)).status_code == 429, "not even the right one"
        assert attempt(owner, password=PASSWORD, place=next(place)).status_code == 302
    waits = [timedelta(seconds=30), timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    for wait in waits:
        began += wait
        with time_machine.travel(began - timedelta(seconds=1), tick=False):
            assert attempt(Client(), password=PASSWORD, place=next(place)).status_code == 429
        with time_machine.travel(began, tick=False):
            assert attempt(Client(), place=next(place)).status_code == 429, "looked at, and the last for a while"
    with time_machine.travel(began + timedelta(minutes=15), tick=False):
        assert attempt(Client(), password=PASSWORD, place=next(place)).status_code == 302


@pytest.mark.django_db
def test_a_device_used_before_has_a_count_of_its_own(claimant: User) -> None:
    owner, neighbour = Client(), Client()
    attempt(owner, password=PASSWORD)
    owner.post(reverse("accounts:sign_out"))
    for _ in range(12):
        attempt(neighbour)
    assert attempt(neighbour, password=PASSWORD).status_code == 429
    assert attempt(owner, password=PASSWORD).url == HOME, "the same office, the same account"
    owner.post(reverse("accounts:sign_out"))
    places = elsewhere()
    assert [attempt(owner, place=next(places)).status_code for _ in range(11)] == [200] * 9 + [429] * 2


@pytest.mark.django_db
def test_a_strangers_device_is_no_device_of_the_account(claimant: User) -> None:
    make_user("lee@example.com")
    thief = Client()
    attempt(thief, "lee@example.com", PASSWORD)
    thief.post(reverse("accounts:sign_out"))
    for _ in range(10):
        attempt(Client())
    assert attempt(thief, password=PASSWORD).status_code == 429


@pytest.mark.django_db
def test_one_place_may_not_try_every_account_and_signing_in_there_begins_no_new_count(claimant: User) -> None:
    began = clock.now()
    with time_machine.travel(began, tick=False):
        for number in range(OF_PLACE.free - 1):
            count_try(password_counts(email=f"{number}@example.com", place="192.0.2.1", device=None))
        owner = Client()
        assert attempt(owner, password=PASSWORD).status_code == 302
        assert attempt(Client(), "kim@example.com").status_code == 429, "the last of three hundred"
        assert attempt(Client(), "lee@example.com").status_code == 429
        assert attempt(Client(), place="192.0.2.2", password=PASSWORD).status_code == 302
        owner.post(reverse("accounts:sign_out"))
        assert attempt(owner, password=PASSWORD).status_code == 302, "whoever was there before is not kept waiting"
    with time_machine.travel(began + OF_PLACE.within, tick=False):
        assert attempt(Client(), password=PASSWORD).status_code == 302


@pytest.mark.django_db
def test_one_subscribers_many_addresses_are_one_place(claimant: User) -> None:
    answers = [attempt(Client(), place=f"2001:db8:1:2::{number:x}").status_code for number in range(11)]
    assert answers == [200] * 9 + [429] * 2
    assert attempt(Client(), place="2001:db8:1:3::1", password=PASSWORD).status_code == 302


@pytest.mark.django_db
def test_a_wrong_password_costs_the_same_whoever_it_is_for(claimant: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashes, queries and messages, for an account, none, one that was taken away and one without a password."""
    make_user("gone@example.com")
    User.objects.filter(email="gone@example.com").update(is_active=False)
    User.objects.filter(pk=make_user("one.login@example.com").pk).update(password=hashers.make_password(None))
    hasher, hashed = type(hashers.get_hasher()), []
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda self, *args: hashed.append(args) or encode(self, *args))
    costs = []
    for email in ("sam@example.com", "kim@example.com", "gone@example.com", "one.login@example.com"):
        client = Client()
        client.get(SIGN_IN)
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            assert attempt(client, email).status_code == 200
        costs.append((len(hashed), len(queries), Message.objects.count()))
    assert set(costs) == {(1, costs[0][1], 0)}
    hashed.clear()
    assert attempt(Client(), password=PASSWORD).status_code == 302
    assert len(hashed) == 1


SPELLINGS = (
    "SAM@Bu\u0308cher.example",  # capitals, and a letter with its dots apart
    "\uff53am@bücher\uff0eexample",  # full-width letters and dot
    "sam\uff20b\u00fccher\u3002example",  # a full-width at, an ideographic full stop
    "s\u200bam@b\u00adü\u200dcher.example\ufeff",  # nothing to be seen
    "sam@xn--bcher-kva.example",
    "sam@XN--BCHER-KVA.EXAMPLE",
    " sam\ufe0f@bücher.example\u202c",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_an_address_is_one_however_it_is_typed(spelling: str) -> None:
    assert plain_email(spelling) == "sam@bücher.example"
    assert plain_email(plain_email(spelling)) == plain_email(spelling)


@pytest.mark.parametrize("other", ["sám@bücher.example", "sam@bucher.example", "s.am@bücher.example"])
def test_another_mailbox_is_another_address(other: str) -> None:
    assert plain_email(other) != "sam@bücher.example"


@pytest.mark.parametrize("odd", ["", "@", "sam", "a@xn--", "a@xn--\u00e9", "xn--a@b@c", "a@xn--99999999"])
def test_what_is_no_address_is_left_as_it_is(odd: str) -> None:
    assert plain_email(odd) == odd.casefold()


@pytest.mark.django_db
def test_every_spelling_counts_for_one_account_and_opens_it(client: Client) -> None:
    make_user("sam@bücher.example")
    answers = [attempt(client, SPELLINGS[number % len(SPELLINGS)]).status_code for number in range(10)]
    assert answers == [200] * 9 + [429]
    for spelling in SPELLINGS:
        assert attempt(Client(), spelling, PASSWORD, place=f"192.0.2.{len(spelling)}").status_code == 302, spelling


@pytest.mark.django_db
def test_what_is_counted_names_nobody_and_is_forgotten(claimant: User) -> None:
    attempt(Client(), password="my secret words")
    assert Tries.objects.count() == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM accounts_tries t")
        rows = " ".join(row for (row,) in cursor.fetchall())
    assert "sam" not in rows
    assert "192.0.2.1" not in rows
    with time_machine.travel(clock.now() + timedelta(hours=25)):
        forget_unfinished()
    assert not Tries.objects.exists()
