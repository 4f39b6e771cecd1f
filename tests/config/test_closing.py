"""The switch that closes the service, and what people are told meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as installed
from django.db import DataError, OperationalError
from django.test import Client, RequestFactory

from govuk import error_views

KEPT = "We kept the answers you had already saved"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def switch(settings: Any, tmp_path: Path) -> Path:
    settings.MAINTENANCE_FILE = str(tmp_path / "closed")
    return tmp_path / "closed"


@pytest.mark.parametrize(
    ("written", "told", "again_seconds"),
    [
        ("2026-12-01 18:00\n", "from 1 December 2026 at 6pm", 6 * 3600),
        ("2026-12-01 12:00:10", "from 1 December 2026 at midday", 60),
        ("", "later", 3600),
        ("2026-12-01 09:00", "later", 3600),
        ("soon", "later", 3600),
    ],
)
def test_every_page_says_when_it_is_back_and_what_became_of_answers(
    switch: Path, written: str, told: str, again_seconds: int
) -> None:
    switch.write_text(written)
    client = Client()
    client.cookies["sessionid"] = "abcdefgh"  # no database is at hand here, and none is asked
    for response in (client.get("/claims/UC-ZZZZ-9Q2M/apply/"), client.post("/sign-in/"), client.get("/admin/")):
        html = response.content.decode()
        assert response.status_code == 503
        assert response.headers["Retry-After"] == str(again_seconds)
        assert "no-store" in response.headers["Cache-Control"]
        (nonce,) = set(re.findall(r'<script[^>]* nonce="([^"]+)"', html))
        assert f"'nonce-{nonce}'" in response.headers["Content-Security-Policy"]
        assert f"You will be able to use the service {told}" in html
        assert KEPT in html
        assert html.count("<h1") == 1


def test_it_says_so_in_both_languages_whichever_was_chosen(switch: Path, settings: Any) -> None:
    settings.CONTACT_PHONE = "0800 000 000"
    switch.write_text("2026-12-01 18:00")
    client = Client()
    client.cookies[installed.LANGUAGE_COOKIE_NAME] = "cy"
    html = client.get("/").content.decode()
    english, welsh = html.split('<div lang="cy"')
    assert KEPT in english
    assert "nid yw’r gwasanaeth ar gael" in welsh
    assert "1 Rhagfyr 2026" in welsh
    assert english.count("0800 000 000") == welsh.count("0800 000 000") == 1
    assert 'action="/language' not in html


@pytest.mark.django_db
def test_what_a_page_is_made_of_is_still_served_and_machines_are_answered(switch: Path) -> None:
    switch.write_text("")
    with closing(Client().get(f"{installed.STATIC_URL}styles/generic.css")) as response:
        assert response.status_code == 200
    assert Client().get("/health/live/").status_code == 200


@pytest.mark.django_db
def test_it_opens_again_with_the_file_gone(switch: Path) -> None:
    switch.write_text("")
    assert Client().get("/").status_code == 503
    switch.unlink()
    assert Client().get("/").status_code == 200


class Cause(Exception):
    sqlstate: str | None = None


@pytest.mark.parametrize(
    ("error", "sqlstate", "status"),
    [
        (OperationalError, None, 503),  # no connection
        (OperationalError, "57P01", 503),  # the server stops
        (OperationalError, "53300", 503),  # too many connections
        (OperationalError, "57014", 500),  # a statement that took too long
        (DataError, None, 500),
    ],
)
def test_without_its_database_the_service_is_unavailable_and_not_broken(
    error: type[Exception], sqlstate: str | None, status: int
) -> None:
    cause = Cause()
    cause.sqlstate = sqlstate
    try:
        raise error from cause
    except error:
        response = error_views.server_error(RequestFactory().get("/"))
    assert response.status_code == status
    assert KEPT in response.content.decode()
