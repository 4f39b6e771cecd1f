"""A job whose worker was killed is done again, and blocks no other."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from core.tasks import MOST_TRIES, forget_finished, retry_stalled
from notifications.tasks import deliver
from payments.tasks import queue_payment_run

pytestmark = pytest.mark.django_db(transaction=True)


def execute(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    """What is committed here is not the next test's."""
    yield
    for table in ("events", "jobs", "workers"):
        execute(f"DELETE FROM procrastinate_{table}")


def begin(job: ProcrastinateJob, heard_of: str, attempts: int = 0) -> None:
    """Let a worker begin it, who was last heard of so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id", [heard_of]
        )
        (worker,) = cursor.fetchone()
    execute(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s WHERE id = %s",
        worker,
        attempts,
        job.pk,
    )


def look_for_stalled() -> None:
    async_to_sync(retry_stalled.func)(SimpleNamespace(app=app), timestamp=0)


def only_job() -> ProcrastinateJob:
    return ProcrastinateJob.objects.get()


def test_a_run_whose_worker_died_is_queued_again() -> None:
    queue_payment_run()
    begin(only_job(), "5 minutes")
    look_for_stalled()
    assert (only_job().status, only_job().attempts) == ("todo", 1)


def test_a_delivery_whose_worker_row_is_gone_is_queued_again() -> None:
    deliver.defer(message_id="0")
    begin(only_job(), "5 minutes")
    execute("DELETE FROM procrastinate_workers")
    look_for_stalled()
    assert only_job().status == "todo"


def test_a_worker_that_is_heard_of_goes_on() -> None:
    queue_payment_run()
    begin(only_job(), "5 seconds")
    look_for_stalled()
    assert only_job().status == "doing"


def test_a_run_that_waits_already_is_no_longer_blocked() -> None:
    queue_payment_run()
    left = only_job()
    begin(left, "1 day")
    queue_payment_run()
    look_for_stalled()
    statuses = dict(ProcrastinateJob.objects.values_list("pk", "status"))
    assert statuses.pop(left.pk) == "failed"
    assert list(statuses.values()) == ["todo"]


def test_what_kills_every_worker_is_given_up() -> None:
    queue_payment_run()
    begin(only_job(), "5 minutes", attempts=MOST_TRIES)
    look_for_stalled()
    assert only_job().status == "failed"


def test_it_looks_every_ten_minutes_whatever_is_locked() -> None:
    schedules = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}
    assert schedules[retry_stalled.name] == "*/10 * * * *"
    assert retry_stalled.lock is None


@pytest.mark.parametrize(
    ("status", "days", "is_kept"),
    [("succeeded", 6, True), ("succeeded", 8, False), ("failed", 8, True), ("failed", 91, False), ("todo", 91, True)],
)
def test_what_is_done_is_forgotten_and_what_failed_is_kept_for_somebody_to_look_at(
    status: str, days: int, is_kept: bool
) -> None:
    deliver.defer(message_id="0")
    execute("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status", status)
    execute("UPDATE procrastinate_events SET at = now() - make_interval(days => %s)", days)
    async_to_sync(forget_finished.func)(SimpleNamespace(app=app), timestamp=0)
    assert ProcrastinateJob.objects.exists() is is_kept
