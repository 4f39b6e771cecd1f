"""Sessions end when what they stood on does, whoever changed it and however."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.browsers import browser_and_system, in_words
from accounts.models import Session, User
from audit.models import Event
from tests.accounts.conftest import PASSWORD

# Sessions end by the minute: nothing here was begun a few minutes ago.
pytestmark = [pytest.mark.django_db, pytest.mark.in_earnest]

ACCOUNT = reverse("accounts:account")


@pytest.mark.parametrize(
    "change", [{"password": "md5$other$other"}, {"roles": ["claimant", "adviser"]}, {"roles": []}, {"is_active": False}]
)
def test_every_session_ends_even_when_the_row_is_changed_behind_everybodys_back(
    claimant: User, adviser: User, browser: Callable[..., Client], change: dict[str, object]
) -> None:
    theirs, other = [browser(claimant), browser(claimant)], browser(adviser)
    assert [each.get(ACCOUNT).status_code for each in theirs] == [200, 200]
    User.objects.filter(pk=claimant.pk).update(**change)
    assert [each.get(ACCOUNT).status_code for each in theirs] == [302, 302]
    assert other.get(ACCOUNT).status_code == 200


def test_another_name_or_the_same_roles_end_nothing(claimant: User, browser: Callable[..., Client]) -> None:
    client = browser(claimant)
    User.objects.filter(pk=claimant.pk).update(name="Sam", roles=["claimant"])
    assert client.get(ACCOUNT).status_code == 200


SESSIONS = reverse("accounts:sessions")
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36"
)


def sign_in(**headers: str) -> Client:
    client = Client(**headers)
    answer = client.post(reverse("accounts:sign_in"), {"email": "sam@example.com", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def test_somebody_sees_where_they_are_signed_in_and_ends_one(claimant: User, adviser: User, browser: Any) -> None:
    here, phone = sign_in(), sign_in(HTTP_USER_AGENT=PHONE, REMOTE_ADDR="192.0.2.77")
    browser(adviser)
    page = here.get(SESSIONS).content.decode()
    assert page.count("govuk-summary-card__title-wrapper") == 2
    assert "Chrome on Android" in page
    assert "Network address 192.0.2.77" in page
    assert page.count("This one") == 1
    keys = re.findall(r'name="session" value="(\w+)"', page)
    assert len(keys) == 1
    assert phone.session.session_key not in page, "a key that opens something"
    answer = here.post(SESSIONS, {"session": keys[0]}, follow=True)
    assert "We signed you out there." in answer.content.decode()
    assert phone.get(ACCOUNT).status_code == 302
    assert here.get(ACCOUNT).status_code == 200


def test_to_end_one_they_confirm_that_it_is_them(claimant: User) -> None:
    here, there = sign_in(), sign_in()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6), tick=False):
        page = here.get(SESSIONS).content.decode()
        key = re.search(r'name="session" value="([0-9a-f]+)"', page)[1]
        asked = here.post(SESSIONS, {"session": key})
        assert "Confirm that it is you" in asked.content.decode()
        assert there.get(ACCOUNT).status_code == 200


def test_nobody_ends_another_persons_session(claimant: User, adviser: User, browser: Any) -> None:
    theirs, mine = browser(adviser), browser(claimant)
    key = Session.objects.get(user_id=adviser.pk).session_key
    mine.post(SESSIONS, {"session": key})
    assert theirs.get(ACCOUNT).status_code == 200
    assert mine.post(SESSIONS, {"session": ""}).status_code == 302


def test_an_operator_ends_one_persons_sessions_or_everybodys(
    claimant: User, adviser: User, browser: Callable[..., Client]
) -> None:
    theirs, other = browser(claimant), browser(adviser)
    with pytest.raises(CommandError, match="No account"):
        call_command("end_sessions", of="nobody@example.com")
    call_command("end_sessions", of=" SAM@example.com", stdout=io.StringIO())
    assert [each.get(ACCOUNT).status_code for each in (theirs, other)] == [302, 200]
    said = io.StringIO()
    call_command("end_sessions", everybody=True, stdout=said)
    assert other.get(ACCOUNT).status_code == 302
    assert "sessions ended" in said.getvalue()
    kinds = Event.objects.filter(kind__in=["sessions_ended", "every_session_ended"])
    assert {event.user_name for event in kinds} == {"Operator"}
    assert kinds.count() == 2


def test_what_is_in_a_session_cannot_be_read_altered_or_moved_in_the_table(claimant: User) -> None:
    mine, other = sign_in(REMOTE_ADDR="192.0.2.77"), sign_in()
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_key, session_data FROM accounts_session ORDER BY expire_date, session_key")
        (first, held), (second, others) = cursor.fetchall()
        assert b"192.0.2.77" not in bytes(held) + bytes(others)
        assert b"auth" not in bytes(held) + bytes(others)
        swap = "UPDATE accounts_session SET session_data = %s WHERE session_key = %s"
        cursor.execute(swap, [bytes(others), first])
        cursor.execute(swap, [bytes(held)[:-1] + b"x", second])
    assert [each.get(ACCOUNT).status_code for each in (mine, other)] == [302, 302]


def test_a_session_whose_key_was_taken_away_has_ended(claimant: User, settings: Any) -> None:
    client = sign_in()
    settings.SECRET_KEYS = {"newer": b"k" * 32, **settings.SECRET_KEYS}
    assert client.get(ACCOUNT).status_code == 200
    settings.SECRET_KEYS = {"newest": b"l" * 32}
    assert client.get(ACCOUNT).status_code == 302


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (PHONE, "Chrome on Android"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/124.0.0.0 Safari/537.36 Edg/124.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14.4; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox on Mac"),
        (
            "Mozilla/5.0 (Linux; Android 13) SamsungBrowser/23.0 Chrome/115.0.0.0 Mobile Safari/537.36",
            "Samsung Internet on Android",
        ),
        ("Links (2.28; Linux 6.1)", "Linux"),
        ("", "A browser that we do not know"),
        ("<script>" + "x" * 9000, "A browser that we do not know"),
    ],
)
def test_a_browser_is_named_in_words(sent: str, words: str) -> None:
    assert in_words(*browser_and_system(sent)) == words
