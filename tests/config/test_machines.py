"""What machines are told of the service: whether it is well, and what it counts."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from audit.sealing import seal_new_rows
from audit.services import record
from config import health, metrics
from core import clock
from core.actor import Actor

TOKEN = "a-token-of-32-characters-or-more-for-tests"
UNREACHABLE = "203.0.113.7"


@pytest.fixture(autouse=True)
def _as_behind_a_balancer(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["service.example"]
    settings.METRICS_TOKEN = TOKEN


def work(*, seconds_ago: int) -> None:
    """A worker that was heard of then."""
    with connection.cursor() as cursor:
        heard = clock.machine_now() - timedelta(seconds=seconds_ago)
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [heard])


def ask(path: str, **headers: str) -> Any:
    return Client().get(path, headers={"Host": UNREACHABLE, **headers})


def test_a_process_that_answers_is_live_whatever_else_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    response = ask("/health/live/")
    assert (response.status_code, response.json()) == (200, {"ok": True})


@pytest.mark.django_db
def test_people_are_sent_to_a_server_whose_database_is_in_step(django_assert_num_queries: Any) -> None:
    response = ask("/health/ready/")
    assert response.status_code == 200
    assert response.json() == {"ok": True, "database": "ok", "migrations": "ok"}
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    with django_assert_num_queries(1):  # what was applied stays applied
        ask("/health/ready/")


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds_ago", "status"), [(20, 200), (90, 503)])
def test_all_is_well_while_a_worker_is_heard_of(seconds_ago: int, status: int) -> None:
    work(seconds_ago=seconds_ago)
    response = ask("/health/")
    assert response.status_code == status
    assert response.json()["ok"] is (status == 200)
    assert (response.json()["worker"] == "ok") is (status == 200)


@pytest.mark.django_db
def test_a_server_whose_migrations_are_not_applied_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", set())
    with connection.cursor() as cursor:
        last = "SELECT max(id) FROM django_migrations WHERE app = 'notifications'"
        cursor.execute(f"DELETE FROM django_migrations WHERE id = ({last})")
    assert ask("/health/ready/").json()["migrations"] == "not every migration is applied"
    assert ask("/health/ready/").status_code == 503


def gone(*_arguments: Any, **_options: Any) -> Any:
    raise OperationalError("connection to server at db.internal, role uc_app failed")


@pytest.mark.django_db
def test_a_server_without_its_database_is_not_ready_and_tells_nobody_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "cursor", gone)
    response = ask("/health/")
    assert response.status_code == 503
    assert response.json()["database"] == "the database does not answer"
    assert b"internal" not in response.content
    assert b"uc_database_up 0.0" in ask("/metrics", Authorization=f"Bearer {TOKEN}").content


def test_machines_only_ask() -> None:
    assert Client().post("/health/live/").status_code == 405


def test_other_pages_are_not_so_open() -> None:
    response = Client().get("/", headers={"Host": "service.example"})
    assert (response.status_code, response.url) == (301, "https://service.example/")


def test_counts_are_for_whoever_has_the_token(settings: Any) -> None:
    assert ask("/metrics").status_code == 401
    assert ask("/metrics", Authorization="Bearer guess").status_code == 401
    assert ask("/metrics", Authorization="Bearer gu€ss").status_code == 401
    settings.METRICS_TOKEN = ""
    assert ask("/metrics", Authorization="Bearer ").status_code == 404


def counted(text: str, name: str, **labels: str) -> float:
    for line in text.splitlines():
        found = re.fullmatch(rf"{name}(?:\{{(.*)\}})? (\S+)", line)
        if found and set(re.findall(r'(\w+)="([^"]*)"', found[1] or "")) == set(labels.items()):
            return float(found[2])
    return 0.0


def read() -> str:
    return ask("/metrics", Authorization=f"Bearer {TOKEN}").content.decode()


@pytest.mark.django_db
def test_how_long_what_was_recorded_waits_for_its_seal_is_counted() -> None:
    assert counted(read(), "uc_audit_unsealed_seconds") == 0
    with time_machine.travel(clock.now() - timedelta(minutes=5)):
        record("pay_reported", by=Actor.system("Tests"))
    assert 299 < counted(read(), "uc_audit_unsealed_seconds") < 400
    seal_new_rows()
    assert counted(read(), "uc_audit_unsealed_seconds") == 0


@pytest.mark.django_db
def test_requests_are_counted_by_view_and_never_by_path(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = False
    client = Client(headers={"Host": "service.example"})
    before = read()
    client.get("/claims/UC-ZZZZ-9Q2M/apply/")
    client.get("/zebedee/")
    client.generic("ZEBEDEE", "/zebedee/")
    after = read()
    for labels in (
        {"view": "claims:tasks", "method": "GET", "status": "302"},
        {"view": "none", "method": "GET", "status": "404"},
        {"view": "none", "method": "other", "status": "405"},
    ):
        assert counted(after, "uc_requests_total", **labels) == counted(before, "uc_requests_total", **labels) + 1
    assert counted(after, "uc_request_seconds_count", view="claims:tasks") >= 1
    assert "UC-" not in after
    assert "zebedee" not in after.lower()


@pytest.mark.django_db
def test_what_waits_is_counted(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    work(seconds_ago=5)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, args) VALUES"
            " ('a', 'core', 'todo', '{}'), ('b', 'core', 'failed', '{}')"
        )
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, args, scheduled_at) VALUES"
            " ('c', 'payments', 'todo', '{}', %s), ('d', 'core', 'todo', '{}', %s)",
            [clock.machine_now() - timedelta(minutes=5), clock.machine_now() + timedelta(minutes=5)],
        )
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - interval '100 seconds' FROM procrastinate_jobs"
            " WHERE job_id = procrastinate_jobs.id AND task_name = 'a'"
        )
    with django_assert_num_queries(12):
        text = read()
    assert counted(text, "uc_jobs", queue="core", status="todo") == 2
    assert counted(text, "uc_jobs", queue="core", status="failed") == 1
    assert 100 <= counted(text, "uc_job_waits_seconds", queue="core") < 200
    assert 300 <= counted(text, "uc_job_waits_seconds", queue="payments") < 400
    assert counted(text, "uc_workers") == 1
    assert counted(text, "uc_database_up") == 1
    assert metrics.METHODS.isdisjoint({"other"})
