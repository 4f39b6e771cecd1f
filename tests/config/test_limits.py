"""More pages in a minute than a person reads: refused in plain words, and nobody else with them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config import limits
from config.metrics import exposition
from tests.accounts.conftest import make_user
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db
HELP, ACCOUNT, SIGN_IN = (reverse(name) for name in ("help:privacy", "accounts:account", "accounts:sign_in"))


@pytest.fixture(autouse=True)
def minute(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A few pages are too many; the time, that a test may set."""
    settings.REQUESTS_A_MINUTE, settings.REQUESTS_A_MINUTE_FROM_PLACE, settings.WEB_PROCESSES = 3, 5, 1
    monkeypatch.setattr(limits, "COUNTS", limits.Counts())
    now = [60_000.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: now[0])
    return now


def refused(of: str) -> float:
    found = [
        line for line in exposition().decode().splitlines() if line.startswith(f'uc_requests_refused_total{{of="{of}')
    ]
    return float(found[0].rpartition(" ")[2]) if found else 0


def test_a_session_asks_for_so_many_pages_a_minute_and_is_told_when_to_go_on(minute: list[float]) -> None:
    before, browser = refused("session"), sign_in(Client(), make_user())
    minute[0] += 20
    assert [browser.get(HELP).status_code for _ in range(4)] == [200, 200, 200, 429]
    form = {"content_type": "application/x-www-form-urlencoded"}
    got, sent = browser.get(ACCOUNT), browser.post(ACCOUNT, "note=typed+%22by+me%22&csrfmiddlewaretoken=t", **form)
    secret = browser.post(ACCOUNT, "note=typed&new_password=three", **form).content.decode()
    assert (got.status_code, got["Retry-After"], got["Cache-Control"]) == (429, "40", "no-store")
    assert "You can go on at" in got.content.decode()
    assert f'href="{ACCOUNT}"' in got.content.decode()
    assert '<input type="hidden" name="note" value="typed &#34;by me&#34;">' in sent.content.decode()
    assert 'name="csrfmiddlewaretoken" value="t"' in sent.content.decode()
    assert "check what is there, and press the button again" in secret
    assert "three" not in secret
    assert refused("session") == before + 4
    assert browser.get("/health/live/").status_code == 200, "machines are not counted"
    minute[0] += 40
    assert browser.get(ACCOUNT).status_code == 200


def test_a_place_is_counted_apart_from_who_is_signed_in_there() -> None:
    person = sign_in(Client(), make_user())
    assert [Client().get(SIGN_IN).status_code for _ in range(6)] == [200] * 5 + [429]
    forged = Client()
    forged.cookies[limits.settings.SESSION_COOKIE_NAME] = "a" * 32
    assert forged.get(SIGN_IN).status_code == 429, "a cookie that was made up is no session"
    assert person.get(ACCOUNT).status_code == 200
    assert Client(REMOTE_ADDR="198.51.100.7").get(SIGN_IN).status_code == 200


def test_processes_share_a_limit_and_what_they_keep_has_an_end(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REQUESTS_A_MINUTE, settings.REQUESTS_A_MINUTE_FROM_PLACE = 300, 3000
    for processes, each in ((1, (300, 3000)), (4, (75, 750)), (32, (60, 600))):
        settings.WEB_PROCESSES = processes
        assert (limits.most("session"), limits.most("place")) == each
    monkeypatch.setattr(limits, "MOST_KEPT", 2)
    counts = limits.Counts()
    assert [counts.add(who) for who in ("a", "b", "c", "c", "a")] == [1, 1, 1, 1, 2]
    assert len(counts.of) == 2


def test_without_a_limit_nobody_is_counted(settings: Any) -> None:
    settings.REQUESTS_A_MINUTE = 0
    assert [Client().get(HELP).status_code for _ in range(7)] == [200] * 7
