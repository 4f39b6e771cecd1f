"""What is written down says what happened and where, and never to whom."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from claims.models import Claim
from config.urls import *  # noqa: F403 - the service's own addresses, and those of this test
from config.urls import urlpatterns as service
from core import access, logs

MARK = "Zebedee"
EMAIL, NINO, REFERENCE, SORT_CODE = "zebedee@example.org", "QQ123456C", "UC-ZZZZ-9Q2M", "12-34-56"
PERSONAL = (MARK, EMAIL, NINO, REFERENCE, SORT_CODE)


@access.public
def fails(request: HttpRequest, reference: str) -> HttpResponse:
    raise ValueError(f"{MARK} typed {request.POST.get('nino')} on {reference}")


@access.public
def fails_in_the_database(request: HttpRequest, reference: str) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::date", [f"{MARK} {EMAIL}"])
    raise AssertionError("PostgreSQL took that for a date")


urlpatterns = [
    *service,
    path("fails/<str:reference>/", fails, name="fails"),
    path("database/<str:reference>/", fails_in_the_database, name="fails_in_the_database"),
]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What production would write, of everything that is said, also what is only said when somebody listens."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logs.JsonFormatter())
    root = logging.getLogger()
    changed = {
        name: logging.getLogger(name) for name in ("", "django.request", "django.db.backends", "config.requests")
    }
    before = {name: logger.level for name, logger in changed.items()}
    root.addHandler(handler)
    for logger in changed.values():
        logger.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(handler)
    for name, logger in changed.items():
        logger.setLevel(before[name])


def lines(text: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.getvalue().splitlines()]


def requests(text: io.StringIO) -> list[dict[str, Any]]:
    return [line for line in lines(text) if line["logger"] == "config.requests"]


@pytest.mark.django_db
@pytest.mark.urls("tests.config.test_logs")
@pytest.mark.parametrize("address", ["fails", "database"])
def test_of_a_failure_the_place_is_noted_and_nothing_that_was_sent(written: io.StringIO, address: str) -> None:
    client = Client(raise_request_exception=False)
    client.post(
        f"/{address}/{REFERENCE}/?email={EMAIL}",
        {"nino": NINO, "name": MARK},
        headers={"User-Agent": MARK, "Cookie": f"session={MARK}", "Referer": f"https://x/{REFERENCE}"},
    )
    assert [mark for mark in PERSONAL if mark.lower() in written.getvalue().lower()] == []
    (noted,) = requests(written)
    assert (noted["status"], noted["method"], noted["level"]) == (500, "POST", "error")
    assert noted["view"].startswith("fails")
    assert noted["ms"] >= 0
    (failure,) = [line for line in lines(written) if "exception" in line and line["logger"] == "django.request"]
    assert failure["request"] == noted["request"]
    assert any(place.startswith("tests/config/test_logs.py:") for place in failure["exception"][0]["at"])
    types = [each["type"] for each in failure["exception"]]
    assert types[0] == ("builtins.ValueError" if address == "fails" else "django.db.utils.DataError")
    if address == "database":
        assert failure["exception"][1]["sqlstate"] == "22007"


@pytest.mark.django_db
def test_whatever_is_asked_for_is_not_noted(written: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(f"/claims/{REFERENCE}/apply/?name={MARK}")
    client.get(f"/{MARK}/")
    client.get("/", headers={"Host": f"{MARK}.example"})
    client.post("/sign-in/", {"email": EMAIL, "password": MARK}, headers={"Referer": f"https://testserver/{REFERENCE}"})
    client.post("/sign-in/", {"email": EMAIL}, secure=True, headers={"Referer": f"https://elsewhere/{REFERENCE}"})
    assert [mark for mark in PERSONAL if mark.lower() in written.getvalue().lower()] == []
    noted = [(line["view"], line["status"]) for line in requests(written)]
    assert noted[:3] == [("claims:tasks", 302), ("none", 404), ("none", 400)]
    assert {status for _view, status in noted[3:]} == {403}
    assert len({line["request"] for line in requests(written)}) == 5


def test_a_request_is_called_what_our_proxy_calls_it_and_nothing_that_others_call_it(settings: Any) -> None:
    client = Client(headers={"X-Request-ID": "the-proxy-s-0123"})
    settings.ALLOWED_HOSTS = []
    assert client.get("/there/").headers["X-Request-ID"] != "the-proxy-s-0123"
    settings.TRUSTED_PROXY_COUNT = 1
    assert client.get("/there/").headers["X-Request-ID"] == "the-proxy-s-0123"
    assert "\n" not in client.get("/there/", headers={"X-Request-ID": "12345678\n{}"}).headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("logger", "message", "arguments", "event"),
    [
        ("payments.runs", "Period %s failed", (3,), "Period 3 failed"),
        ("payments.runs", "Told %s of %s (%s, %s)", (EMAIL, REFERENCE, NINO, SORT_CODE), "Told * of * (*, *)"),
        ("somewhere", "%s wrote %d times", (MARK, 2), "* wrote 2 times"),
        ("somewhere", f"Hello {MARK}", (), "test_logs.<module>"),
        ("gunicorn.error", "Booting worker with pid: %s", (12,), "Booting worker with pid: 12"),
        ("gunicorn.error", "Error handling request %s", (f"/{REFERENCE}",), "Error handling request *"),
    ],
)
def test_only_our_own_words_are_trusted(logger: str, message: str, arguments: tuple[Any, ...], event: str) -> None:
    record = logging.LogRecord(logger, logging.INFO, "test_logs.py", 1, message, arguments, None, "<module>")
    assert json.loads(logs.JsonFormatter().format(record))["event"] == event


def test_of_a_job_its_name_is_noted_and_not_its_arguments() -> None:
    record = logging.LogRecord("procrastinate.worker", logging.ERROR, "worker.py", 1, f"Job d({MARK})", (), None)
    record.job = {"id": 7, "task_name": "notifications.deliver", "task_kwargs": {"to": MARK}, "attempts": 2}
    record.action = "job_error"
    line = logs.JsonFormatter().format(record)
    assert MARK not in line
    assert {"event": "job_error", "job": 7, "task": "notifications.deliver"}.items() <= json.loads(line).items()


@pytest.mark.django_db
def test_a_row_that_the_database_refuses_is_not_quoted(written: io.StringIO) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'INSERT INTO "{Claim._meta.db_table}" (reference) VALUES (%s)', [REFERENCE])
    except Exception:
        assert REFERENCE in str(sys.exc_info()[1])  # else this proves nothing
        logging.getLogger("claims").exception("It could not be kept")
    assert REFERENCE not in written.getvalue()
    assert lines(written)[-1]["exception"][0]["type"] == "django.db.utils.IntegrityError"
