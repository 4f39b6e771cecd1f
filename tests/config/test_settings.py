"""What production must be given before it starts."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys

import pytest

from config.embedded_database import places

KEY, ANOTHER = (base64.b64encode(letter * 32).decode() for letter in (b"1", b"2"))
PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789abcdefghijklmnopqrstuvwxyz",
    "SECRET_KEYS": f"a:{KEY}",
    "LOOKUP_KEY": ANOTHER,
    "DATABASE_URL": "postgresql://app@db.example/uc?sslmode=verify-full",
    "ALLOWED_HOSTS": "service.example,work.example",
    "SERVICE_URL": "https://service.example",
    "STAFF_URL": "https://work.example",
    "NOTIFICATIONS_BACKEND": "notifications.backends.EmailBackend",
    "EMAIL_HOST": "mail.example",
    "PAYMENTS_BACKEND": "elsewhere.Backend",
    "DOCUMENTS_FOLDER": "/elsewhere",
    "DOCUMENT_SCANNER": "documents.scanning.Clamd",
    "SECURITY_CONTACT": "mailto:security@service.example",
}
SHOW = """
import json
from config import settings
print(json.dumps({name: getattr(settings, name, None) for name in %r}))
"""


def start(*names: str, **values: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {name: value for name, value in {**PRODUCTION, **values}.items() if value}
    return subprocess.run(
        [sys.executable, "-c", SHOW % (names,)],
        cwd=places.CHECKOUT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def setting(name: str, **values: str) -> object:
    done = start(name, **values)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)[name]


def test_the_address_of_the_database_keeps_what_it_asks_for() -> None:
    assert setting("DATABASES")["default"]["OPTIONS"]["sslmode"] == "verify-full"


@pytest.mark.parametrize("name", PRODUCTION)
def test_nothing_starts_without_what_it_must_have(name: str) -> None:
    done = start(**{name: ""})
    assert done.returncode != 0
    assert f"Set {name}" in done.stderr


def test_email_is_sent_through_the_server_that_was_named_and_never_waits_for_long() -> None:
    assert setting("EMAIL_HOST") == "mail.example"
    assert setting("EMAIL_TIMEOUT") == 10
    assert start(EMAIL_TIMEOUT="0").returncode != 0


def test_a_backend_of_ones_own_needs_no_mail_server() -> None:
    own = {"NOTIFICATIONS_BACKEND": "elsewhere.Backend", "EMAIL_HOST": ""}
    assert setting("EMAIL_HOST", **own) == "localhost"


def test_the_phone_number_is_one_that_was_given() -> None:
    assert setting("CONTACT_PHONE", CONTACT_PHONE="0800 000 000") == "0800 000 000"


def test_a_passkey_is_asked_of_roles_that_there_are() -> None:
    assert start("ALLOWED_HOSTS", PASSKEY_ROLES="payment_officer,admin").returncode == 0
    assert start("ALLOWED_HOSTS", PASSKEY_ROLES="paymaster").returncode != 0
