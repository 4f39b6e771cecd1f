"""Counts and times for whoever watches over the service, as Prometheus reads them. Nothing in them is about a person.

The web server's processes add to files in ``PROMETHEUS_MULTIPROC_DIR`` (`config.gunicorn` sets it), so that whichever
of them is asked answers for all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.db.models import Count, Min
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from audit.sealing import oldest_unsealed
from config import health
from core import clock, upkeep
from notifications.models import Message, MessageState
from notifications.standstill import standstill

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
UNFINISHED = ("todo", "doing", "failed")

_of_this_process = CollectorRegistry()
_requests = Counter(
    "uc_requests", "Requests answered, by view", ("view", "method", "status"), registry=_of_this_process
)
_seconds = Histogram(
    "uc_request_seconds",
    "How long answers took, by view",
    ("view",),
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_of_this_process,
)


_refusals = Counter(
    "uc_requests_refused",
    "Requests refused: too many in a minute",
    ("of",),
    registry=_of_this_process,
)


def count_refusal(of: str) -> None:
    """Note that one was refused: "session" for somebody who is signed in, "place" for an address."""
    _refusals.labels(of).inc()


def count_request(*, view: str, method: str, status: int, seconds: float) -> None:
    """Note that a view answered. A view's name, never a path: claims' references stand in paths."""
    _requests.labels(view, method, str(status)).inc()
    _seconds.labels(view).observe(seconds)


class Work(Collector):
    """What waits, read from the database when somebody asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("uc_database_up", "Whether the database answers")
        try:
            with transaction.atomic():
                gauges = [*_jobs(), *_messages(), _workers(), _unsealed()]
        except (DatabaseError, InterfaceError):
            gauges = []
        up.add_metric((), 1 if gauges else 0)
        yield up
        yield from gauges


def _jobs() -> Iterator[GaugeMetricFamily]:
    jobs = GaugeMetricFamily("uc_jobs", "Jobs that wait, are being done, or failed", labels=("queue", "status"))
    unfinished = ProcrastinateJob.objects.filter(status__in=UNFINISHED).order_by()
    for queue, status, number in unfinished.values_list("queue_name", "status").annotate(Count("pk")):
        jobs.add_metric((queue, status), number)
    yield jobs
    yield _longest_waits()


def _longest_waits() -> GaugeMetricFamily:
    waiting = GaugeMetricFamily(
        "uc_job_waits_seconds", "How long the job that is due longest has waited", labels=("queue",)
    )
    now = clock.machine_now()
    since = ProcrastinateEvent.objects.filter(job__status="todo", type="deferred", job__scheduled_at=None)
    due = ProcrastinateJob.objects.filter(status="todo", scheduled_at__lte=now)
    first = dict(due.order_by().values_list("queue_name").annotate(Min("scheduled_at")))
    for queue, at in since.order_by().values_list("job__queue_name").annotate(Min("at")):
        first[queue] = min(at, first.get(queue, at))
    for queue, at in first.items():
        waiting.add_metric((queue,), max((now - at).total_seconds(), 0))
    return waiting


def _messages() -> Iterator[GaugeMetricFamily]:
    count = GaugeMetricFamily("uc_messages", "Messages to people that are not sent", labels=("medium", "state"))
    waits = GaugeMetricFamily("uc_message_waits_seconds", "How long the oldest has waited", labels=("medium", "state"))
    now = clock.now()
    unsent = Message.objects.exclude(state=MessageState.SENT).order_by()
    for medium, state, number, at in unsent.values_list("medium", "state").annotate(Count("pk"), Min("queued_at")):
        count.add_metric((medium, state), number)
        waits.add_metric((medium, state), max((now - at).total_seconds(), 0))
    yield from (count, waits)
    still = GaugeMetricFamily("uc_messages_stand_still_seconds", "How long the carrier has not known us; 0 if it does")
    found = standstill()
    still.add_metric((), max((now - found.since).total_seconds(), 1) if found else 0)
    yield still


def _workers() -> GaugeMetricFamily:
    return GaugeMetricFamily("uc_workers", "Workers heard of lately", value=health.workers_alive().count())


def _unsealed() -> GaugeMetricFamily:
    at = oldest_unsealed()
    age = max((clock.now() - at).total_seconds(), 0) if at else 0
    return GaugeMetricFamily("uc_audit_unsealed_seconds", "How old the oldest row is that is not sealed", value=age)


class Upkeep(Collector):
    """How old the secrets are that this process has."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        age = GaugeMetricFamily("uc_secret_age_days", "For how many days a secret has been used", labels=("secret",))
        most = GaugeMetricFamily("uc_secret_period_days", "For how many days it may be used", labels=("secret",))
        for name, days in upkeep.ages():
            age.add_metric((name,), days)
            most.add_metric((name,), settings.SECRET_DAYS[name])
        yield from (age, most)


def exposition() -> bytes:
    """Everything that is counted, as text."""
    everything = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(everything)  # type: ignore[no-untyped-call]
    else:
        everything.register(_OfThisProcess())
    everything.register(Work())
    everything.register(Upkeep())
    return generate_latest(everything)


class _OfThisProcess(Collector):
    def collect(self) -> Iterator[Metric]:
        yield from _of_this_process.collect()
