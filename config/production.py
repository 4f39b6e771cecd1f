"""What production is refused for: settings with which the service must not start, each with how to put it right."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from config import mailbox, notify, one_login
from config.embedded_database.places import NAMES_ITSELF
from core.hosts import name_in

_IS_MADE = 'make one with: python -c "import secrets; print(secrets.token_urlsafe(64))"'
_KEY_IS_MADE = 'make one with: python -c "import base64, os; print(base64.b64encode(os.urandom(32)).decode())"'
_SECRET_LENGTH = 50
_TOKEN_LENGTH = 32
_LONGEST_KEY_ID = 16
_EMAIL = "notifications.backends.EmailBackend"
_NO_SCANNER, _CLAMD = "documents.scanning.Demonstration", "documents.scanning.Clamd"
_LOCAL_NAMES = ("localhost", ".localhost", ".local")


def refuse_to_start(settings: Mapping[str, Any], *, local_keys: frozenset[bytes]) -> None:
    """Raise ImproperlyConfigured, naming everything that is wrong, for settings that nobody may be served with.

    ``local_keys`` are those that every checkout has, for development.
    """
    is_local = settings["DEBUG"] or settings["DEMONSTRATION"]
    checks: tuple[Callable[..., Iterator[str]], ...] = (_is_kept_local,)
    if not is_local:
        checks = (_secrets, _database, _demonstration, _hosts, _https, _email, _notify, _mailbox)
        checks += (_one_login, _documents)
    wrong = [f"  - {each}" for check in checks for each in check(settings, local_keys)]
    if wrong:
        raise ImproperlyConfigured("The service does not start like this (docs/runbook.md):\n" + "\n".join(wrong))


def _is_kept_local(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    mode = "DEBUG" if settings["DEBUG"] else "DEMONSTRATION"
    for host in settings["ALLOWED_HOSTS"]:
        if not _is_nearby(host):
            yield f"ALLOWED_HOSTS names {host}, and {mode} is for this machine only: unset {mode}, or that host"


def _is_nearby(host: str) -> bool:
    """This machine, or one on the same private network (to look at a page on a phone)."""
    name = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_private
    except ValueError:
        return name == _LOCAL_NAMES[0] or name.endswith(_LOCAL_NAMES[1:])


def _secrets(settings: Mapping[str, Any], local_keys: frozenset[bytes]) -> Iterator[str]:
    secret = settings["SECRET_KEY"]
    if secret.startswith(("local-only-", "django-insecure-")) or len(secret) < _SECRET_LENGTH or len(set(secret)) < 16:
        yield f"SECRET_KEY is one that others know, or too short: {_IS_MADE}"
    keys, lookups = set(settings["SECRET_KEYS"].values()), set(settings["LOOKUP_KEYS"].values())
    if keys & local_keys:
        yield f"SECRET_KEYS holds a key that others know: {_KEY_IS_MADE}"
    if lookups & local_keys:
        yield f"LOOKUP_KEY is one that others know: {_KEY_IS_MADE}"
    if lookups & keys:
        yield f"LOOKUP_KEY is one of SECRET_KEYS: give it a key of its own; {_KEY_IS_MADE}"
    if any(len(name.encode()) > _LONGEST_KEY_ID for name in settings["LOOKUP_KEYS"]):
        yield f"LOOKUP_KEY has an id of more than {_LONGEST_KEY_ID} letters: give it a short one, such as the year"
    if 0 < len(settings["METRICS_TOKEN"]) < _TOKEN_LENGTH:
        yield f"METRICS_TOKEN is shorter than {_TOKEN_LENGTH} characters: {_IS_MADE}"


def _database(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    if settings["DATABASES"]["default"]["OPTIONS"].get("application_name") == NAMES_ITSELF:
        yield (
            "DATABASE_URL is of the embedded PostgreSQL, which is for development and demonstrations: set it, and "
            "MIGRATION_DATABASE_URL, to a server's that is kept and copied"
        )

    elif not _is_encrypted(settings["DATABASES"]["default"]):
        yield (
            "DATABASE_URL goes over a network on which others could listen, or answer: add sslmode=verify-full to it, "
            "and to MIGRATION_DATABASE_URL"
        )


def _is_encrypted(database: Mapping[str, Any]) -> bool:
    """Whether the server shows who it is and nobody reads along. On this machine nobody is in between."""
    host = database.get("HOST") or database["OPTIONS"].get("host", "")
    return (
        not host
        or host.startswith("/")
        or _is_this_machine(host)
        or database["OPTIONS"].get("sslmode") == "verify-full"
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == _LOCAL_NAMES[0]


def _email(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    encrypted = settings["EMAIL_USE_TLS"] or settings["EMAIL_USE_SSL"]
    if settings["NOTIFICATIONS_BACKEND"] == _EMAIL and not (encrypted or _is_this_machine(settings["EMAIL_HOST"])):
        yield "EMAIL_USE_TLS and EMAIL_USE_SSL are off: codes that let people in could be read on the way to EMAIL_HOST"


def _notify(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    yield from notify.wrong_with(settings)


def _mailbox(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    yield from mailbox.wrong_with(settings)


def _demonstration(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    if "demo" in settings["INSTALLED_APPS"] or settings["CLOCK_CAN_MOVE"]:
        yield "Anybody could sign in as anybody: take demo out of INSTALLED_APPS, and let the clock alone"


def _hosts(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    hosts = settings["ALLOWED_HOSTS"]
    if not hosts:
        yield "Set ALLOWED_HOSTS to the host names that people use, with commas"
    if "*" in hosts:
        yield "ALLOWED_HOSTS has * in it, which believes whatever host a request names: set the host names"
    yield from _two_hosts(settings)


def _two_hosts(settings: Mapping[str, Any]) -> Iterator[str]:
    """Staff work where nothing of the public's is answered: a name of its own, because cookies know no ports."""
    public, staff = name_in(settings["SERVICE_URL"]), name_in(settings["STAFF_URL"])
    if public == staff:
        yield "STAFF_URL has the host of SERVICE_URL: give staff a host name of their own"
    for name, host in (("SERVICE_URL", public), ("STAFF_URL", staff)):
        if host and not validate_host(host, settings["ALLOWED_HOSTS"]):
            yield f"{name} has a host that ALLOWED_HOSTS does not name: put {host} into ALLOWED_HOSTS"


def _https(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"):
        if not settings[name]:
            yield f"{name} is off: without it what people send can be read on the way"
    for name in ("SERVICE_URL", "STAFF_URL"):
        if not settings[name].startswith("https://"):
            yield f"Set {name} to an address that begins with https://"
    for origin in settings["CSRF_TRUSTED_ORIGINS"]:
        if not origin.startswith("https://"):
            yield f"CSRF_TRUSTED_ORIGINS has {origin} in it: each begins with https://"


def _one_login(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    yield from one_login.wrong_with(settings)


def _documents(settings: Mapping[str, Any], _keys: frozenset[bytes]) -> Iterator[str]:
    scanner, address = settings["DOCUMENT_SCANNER"], settings["CLAMD_ADDRESS"]
    if scanner == _NO_SCANNER:
        yield "DOCUMENT_SCANNER finds no virus: set it to documents.scanning.Clamd, or to one of your own"
    way, _, place = address.partition(":")
    is_near = way == "unix" or (way == "tcp" and _is_this_machine(place.rpartition(":")[0]))
    if scanner == _CLAMD and not is_near:
        yield (
            "CLAMD_ADDRESS is of another machine, to which files go so that others can read them: use unix:/path or "
            "tcp:127.0.0.1:3310, and a tunnel that encrypts if need be"
        )
    folder = Path(settings["DOCUMENTS_FOLDER"])
    if not folder.is_absolute() or settings["BASE_DIR"] in (folder, *folder.parents):
        yield "DOCUMENTS_FOLDER is in the code's own folder, or not a whole path: keep files apart from code"
