"""What every response tells a browser."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as installed
from django.contrib.staticfiles import finders
from django.test import Client

from config.headers import content_security_policy
from tests.claims.claimants import make_claimant


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/there-is-none/", "/journal/", f"{installed.STATIC_URL}service.js"])
def test_a_browser_may_lend_nothing_and_other_sites_get_nothing(client: Client, path: str) -> None:
    assert finders.find("service.js")
    with closing(client.get(path)) as response:
        headers = response.headers
    refused = dict(each.split("=") for each in headers["Permissions-Policy"].split(", "))
    assert {"camera", "geolocation", "microphone", "payment"} <= refused.keys()
    assert set(refused.values()) == {"()"}
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"{installed.STATIC_URL}service.js", "/health/live/"])
def test_what_is_no_page_may_do_nothing_as_one(client: Client, path: str) -> None:
    with closing(client.get(path)) as response:
        directives = response.headers["Content-Security-Policy"].split("; ")
    assert response.status_code == 200
    assert {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"} <= {*directives}


def test_a_redirect_to_https_says_so_too(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/")
    assert (response.status_code, response.headers["Location"]) == (301, "https://testserver/")
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "NONSENSE"])
@pytest.mark.parametrize("path", ["/", "/sign-in/", "/health/live/", f"{installed.STATIC_URL}service.js"])
def test_other_methods_are_answered_nowhere(client: Client, method: str, path: str) -> None:
    response = client.generic(method, path)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) <= {"GET", "HEAD", "POST", "OPTIONS"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        *("/.git/config", "/.env", "/manage.py", "/config/settings.py", "/assets/", "/assets/../manage.py"),
        *("/assets/%2e%2e/manage.py", "/static/", "/locale/cy/LC_MESSAGES/django.po", "/requirements.txt"),
    ],
)
def test_files_that_are_not_for_people_are_nowhere(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "DATABASE_URL" not in response.content.decode()


def test_browsers_tell_a_collector_of_ours_what_was_kept_from_running() -> None:
    assert "report-uri" not in content_security_policy("")["DIRECTIVES"]
    policy = content_security_policy("https://reports.service.example/")
    assert policy["DIRECTIVES"]["report-uri"] == ["https://reports.service.example/"]


@pytest.mark.django_db
def test_a_page_runs_only_our_own_scripts_and_styles(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    directives = {name: sources for name, *sources in (each.split() for each in policy.split("; "))}
    scripts = [each for each in directives["script-src"] if not each.startswith("'nonce-")]
    assert scripts == ["'self'"]
    assert directives["style-src"] == ["'self'"]
    assert directives["default-src"] == directives["frame-ancestors"] == directives["base-uri"] == ["'none'"]
    assert directives["object-src"] == ["'none'"]


@pytest.mark.django_db
@time_machine.travel(datetime(2026, 11, 1, 9, tzinfo=UTC), tick=False)
def test_somebody_who_found_a_weakness_learns_where_to_tell_us(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT, settings.SERVICE_URL = "mailto:security@service.example", "https://service.example"
    response = client.get("/.well-known/security.txt")
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == "mailto:security@service.example"
    assert lines["Canonical"] == "https://service.example/.well-known/security.txt"
    ahead = datetime.fromisoformat(lines["Expires"]) - datetime.now(UTC)
    assert timedelta(0) < ahead < timedelta(days=365)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("where_from", "is_compressed"),
    [("same-origin", True), ("none", True), (None, True), ("cross-site", False), ("same-site", False)],
)
def test_a_signed_in_page_that_another_site_opened_has_no_length_to_learn_from(
    where_from: str | None, is_compressed: bool
) -> None:
    sent = {"accept-encoding": "gzip"} | ({"sec-fetch-site": where_from} if where_from else {})
    page = make_claimant().browser.get("/home/?q=guessed", headers=sent)
    assert page.status_code == 200
    assert ("Content-Encoding" in page.headers) == is_compressed
    assert Client().get("/", headers=sent).headers["Content-Encoding"] == "gzip"
