"""Production is refused what nobody may be served with, and says how to put it right."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installed
from django.core.exceptions import ImproperlyConfigured

from config.embedded_database import places
from config.notify import BACKEND
from config.production import refuse_to_start
from core import clock
from tests.config.test_settings import PRODUCTION, setting
from tests.notifications.carrier import KEY, TEMPLATE

LOCAL_KEY = b"known to everybody, 32 bytes long"
MAILBOX = dict.fromkeys(("host", "user", "password", "address", "maildir"), "")
GOOD: dict[str, Any] = {
    "DEBUG": False,
    "DEMONSTRATION": False,
    "CLOCK_CAN_MOVE": False,
    "SECRET_KEY": PRODUCTION["SECRET_KEY"],
    "SECRET_KEYS": {"a": b"1" * 32},
    "LOOKUP_KEYS": {"": b"2" * 32},
    "METRICS_TOKEN": "",
    "DATABASES": {"default": {"HOST": "db.example", "OPTIONS": {"sslmode": "verify-full"}}},
    "NOTIFICATIONS_BACKEND": "notifications.backends.EmailBackend",
    "EMAIL_HOST": "mail.example",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
    "INSTALLED_APPS": ["home"],
    "ALLOWED_HOSTS": ["service.example", ".work.example"],
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 1,
    "SERVICE_URL": "https://service.example",
    "STAFF_URL": "https://staff.work.example",
    "CSRF_TRUSTED_ORIGINS": [],
    "ONE_LOGIN": None,
    "BASE_DIR": Path("/opt/service"),
    "DOCUMENTS_FOLDER": "/var/lib/service/documents",
    "DOCUMENT_SCANNER": "documents.scanning.Clamd",
    "CLAMD_ADDRESS": "unix:/run/clamav/clamd.ctl",
    "NOTIFY": {"inbound_token": ""},
    "MAILBOX": MAILBOX,
}
NOTIFY = {
    "api_key": KEY,
    "email_template": TEMPLATE,
    "text_template": TEMPLATE,
    "callback_token": "t" * 32,
    "inbound_token": "n" * 32,
    "url": "https://notify.example",
}
EMBEDDED = {"default": {"OPTIONS": {"application_name": places.NAMES_ITSELF}}}
NAMED_BESIDE = {"default": {"HOST": "", "OPTIONS": {"host": "db.example"}}}
LISTENED_ON = {"default": {"HOST": "db.example", "OPTIONS": {"sslmode": "require"}}}
REFUSED = [
    ({"SECRET_KEY": "local-only-" + "0" * 50}, "SECRET_KEY is one that others know"),
    ({"SECRET_KEY": "django-insecure-" + PRODUCTION["SECRET_KEY"]}, "SECRET_KEY is one that others know"),
    ({"SECRET_KEY": "secret"}, "SECRET_KEY is one that others know, or too short"),
    ({"SECRET_KEYS": {"b": b"1" * 32, "a": LOCAL_KEY}}, "SECRET_KEYS holds a key that others know"),
    ({"LOOKUP_KEYS": {"a": b"2" * 32, "": LOCAL_KEY}}, "LOOKUP_KEY is one that others know"),
    ({"LOOKUP_KEYS": {"a": b"1" * 32}}, "LOOKUP_KEY is one of SECRET_KEYS"),
    ({"METRICS_TOKEN": "guess"}, "METRICS_TOKEN is shorter than 32"),
    ({"DATABASES": EMBEDDED}, "DATABASE_URL is of the embedded PostgreSQL"),
    ({"DATABASES": LISTENED_ON}, "add sslmode=verify-full"),
    ({"DATABASES": NAMED_BESIDE}, "add sslmode=verify-full"),
    ({"EMAIL_USE_TLS": False}, "EMAIL_USE_TLS and EMAIL_USE_SSL are off"),
    *(
        ({"NOTIFICATIONS_BACKEND": BACKEND, "NOTIFY": {**NOTIFY, name: value}}, told)
        for name, value, told in (
            ("api_key", "", "Set NOTIFY_API_KEY"),
            ("api_key", "guess", "NOTIFY_API_KEY is not a whole key"),
            ("text_template", "guess", "NOTIFY_TEXT_TEMPLATE is not the id"),
            ("callback_token", "guess", "NOTIFY_CALLBACK_TOKEN is shorter than 32"),
            ("inbound_token", "guess", "NOTIFY_INBOUND_TOKEN is shorter than 32"),
            ("url", "http://notify.example", "NOTIFY_URL must begin with https"),
        )
    ),
    ({"MAILBOX": {**MAILBOX, "host": "mail.example"}}, "Set MAILBOX_USER, MAILBOX_PASSWORD, MAILBOX_ADDRESS"),
    ({"MAILBOX": {"host": "", "maildir": "/var/mail"}}, "unset MAILBOX_MAILDIR"),
    ({"INSTALLED_APPS": ["home", "demo"]}, "take demo out of INSTALLED_APPS"),
    ({"CLOCK_CAN_MOVE": True}, "let the clock alone"),
    ({"DOCUMENT_SCANNER": "documents.scanning.Demonstration"}, "DOCUMENT_SCANNER finds no virus"),
    ({"CLAMD_ADDRESS": "tcp:scan.example:3310"}, "CLAMD_ADDRESS is of another machine"),
    ({"DOCUMENTS_FOLDER": "/opt/service/media"}, "DOCUMENTS_FOLDER is in the code's own folder"),
    ({"ALLOWED_HOSTS": []}, "Set ALLOWED_HOSTS"),
    ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS has * in it"),
    ({"SESSION_COOKIE_SECURE": False}, "SESSION_COOKIE_SECURE is off"),
    ({"CSRF_COOKIE_SECURE": False}, "CSRF_COOKIE_SECURE is off"),
    ({"SECURE_SSL_REDIRECT": False}, "SECURE_SSL_REDIRECT is off"),
    ({"SECURE_HSTS_SECONDS": 0}, "SECURE_HSTS_SECONDS is off"),
    ({"SERVICE_URL": "http://service.example"}, "Set SERVICE_URL"),
    ({"STAFF_URL": "http://staff.work.example"}, "Set STAFF_URL"),
    ({"STAFF_URL": "https://service.example:8443"}, "STAFF_URL has the host of SERVICE_URL"),
    ({"STAFF_URL": "https://elsewhere.example"}, "put elsewhere.example into ALLOWED_HOSTS"),
    ({"CSRF_TRUSTED_ORIGINS": ["http://service.example"]}, "CSRF_TRUSTED_ORIGINS has http://service.example"),
    ({"DEMONSTRATION": True}, "unset DEMONSTRATION"),
    ({"DEBUG": True}, "unset DEBUG"),
    ({"DEBUG": True, "ALLOWED_HOSTS": ["203.0.113.9.example"]}, "unset DEBUG"),
]


def start(changed: dict[str, Any]) -> None:
    refuse_to_start({**GOOD, **changed}, local_keys=frozenset({LOCAL_KEY}))


@pytest.mark.parametrize(("changed", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_the_service_does_not_start_with(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=told.replace("*", r"\*")):
        start(changed)


def test_it_starts_with_good_settings_and_close_by_with_anything() -> None:
    start({})
    start({"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True})
    start({"NOTIFICATIONS_BACKEND": BACKEND, "NOTIFY": NOTIFY})
    start({"EMAIL_USE_TLS": False, "EMAIL_HOST": "localhost"})
    for host in ("", "/var/run/postgresql", "127.0.0.1", "::1", "localhost"):
        start({"DATABASES": {"default": {"HOST": host, "OPTIONS": {}}}})
        start({"DATABASES": {"default": {"HOST": "", "OPTIONS": {"host": host}}}})
    nearby = ["localhost", "127.0.0.1", "[::1]", "192.168.1.20", "me.local"]
    start({"DEMONSTRATION": True, "DATABASES": EMBEDDED, "ALLOWED_HOSTS": nearby, "SECRET_KEY": "x"})


def manage(*arguments: str, **values: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=places.CHECKOUT,
        env={**kept, **PRODUCTION, **values},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_check_before_a_release_finds_nothing() -> None:
    since = ",".join(f"{name}={clock.today()}" for name in ("SECRET_KEY", "SECRET_KEYS", "LOOKUP_KEY", "DATABASE_URL"))
    part_of_the_list = str(places.CHECKOUT / "demo" / "stolen_passwords.txt")
    done = manage(
        *("check", "--deploy", "--fail-level", "DEBUG"), SECRETS_SINCE=since, BREACHED_PASSWORDS_FILE=part_of_the_list
    )
    assert re.findall(r"core\.\w+|security\.\w+|\w+\.[EWI]\d+", done.stderr) == ["core.W002"], done.stderr


def test_a_release_waits_for_no_reminder() -> None:
    done = manage("check", "--deploy", SECRETS_SINCE="SECRET_KEY=2020-01-01", BREACHED_PASSWORDS_FILE="")
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"\w+\.[EWI]\d+", done.stderr)) == {"core.W001", "core.W003", "core.W004"}


def test_everything_wrong_is_said_at_once() -> None:
    known = base64.b64encode(hashlib.sha256(b"local look-up").digest()).decode()
    done = manage(
        *("check", "--deploy"),
        SECRET_KEY="local-only-" + "0" * 50,
        LOOKUP_KEY=known,
        DATABASE_URL=f"postgresql://app@127.0.0.1/uc?application_name={places.NAMES_ITSELF}",
        ALLOWED_HOSTS="*",
        SERVICE_URL="http://service.example",
    )
    assert done.returncode != 0
    for name in ("SECRET_KEY", "LOOKUP_KEY", "DATABASE_URL", "ALLOWED_HOSTS", "SERVICE_URL"):
        assert f"  - {name}" in done.stderr or f"  - Set {name}" in done.stderr


def test_a_demonstration_is_not_for_others() -> None:
    done = manage("check", DEMONSTRATION="1")
    assert done.returncode != 0
    assert "unset DEMONSTRATION" in done.stderr


def test_the_embedded_server_names_itself() -> None:
    """Otherwise nothing could refuse it."""
    url = os.environ.get("DATABASE_URL", "")
    if places.SLUG not in url and "127.0.0.1" not in url:
        pytest.skip("the tests run on another server")
    assert installed.DATABASES["default"]["OPTIONS"].get("application_name") == places.NAMES_ITSELF


def test_cookies_are_bound_to_the_host() -> None:
    assert setting("SESSION_COOKIE_NAME") == "__Host-sessionid"
    assert setting("CSRF_COOKIE_NAME") == "__Host-csrftoken"
    assert setting("DEVICE_COOKIE_NAME") == "__Host-device"
    assert setting("LANGUAGE_COOKIE_NAME") == "__Host-language"
    assert setting("SESSION_COOKIE_NAME", DEMONSTRATION="1", ALLOWED_HOSTS="localhost") is None
