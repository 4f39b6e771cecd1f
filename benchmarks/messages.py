"""`python -m benchmarks.messages`: how long a message to many takes until it waits in the outbox for all, and until
two workers at once have delivered it.

Expects the database of `make bench`: `DATABASE_URL` and `MIGRATION_DATABASE_URL` of one that is thrown away. Everybody
has an email address, and the carrier is the demonstration's, which takes no time: what is measured is the service. What
it printed last, and on which machine, is in docs/messages.md.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, cast

WORKERS = 2
AUDIENCE = "benchmark"
LOOKED_EVERY_SECONDS = 0.5


def main() -> int:
    """Send to so many, or (`--work`) be one of the workers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.messages", description=__doc__)
    parser.add_argument("--messages", type=int, default=100_000, help="how many (default: 100000)")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    if not options.work:
        # Its own process: the owner prepares the database, the application is measured.
        subprocess.run([sys.executable, "-m", "config.prepare"], check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    _add_audience(options.messages)
    return _work() if options.work else _send(options.messages)


def _add_audience(number: int) -> None:
    from notifications.audiences import Audience, add_audience
    from notifications.recipients import Recipient

    def recipients(references: Collection[str]) -> Mapping[str, Recipient]:
        return {each: Recipient(f"{each}@example.com", "", "en", each) for each in references}

    def references() -> list[str]:
        return [f"person-{each}" for each in range(number)]

    add_audience(Audience(AUDIENCE, "Benchmark", references, lambda: number, recipients))


def _work() -> int:
    """Do what waits until the message has gone to everybody."""
    from procrastinate.contrib.django import app

    from notifications.models import BulkSend, BulkState

    while BulkSend.objects.exclude(state=BulkState.FINISHED).exists():
        with app.replace_connector(cast(Any, app.connector).get_worker_connector()) as working:
            working.run_worker(queues=["notifications"], wait=False, install_signal_handlers=False)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"A worker needed at most {peak} MB of memory")
    return 0


def _send(number: int) -> int:
    from django.db.models import Count

    from core.actor import Actor, Channel
    from notifications.bulk import prepare_bulk
    from notifications.bulk_running import start_bulk
    from notifications.models import Attempt, BulkSend, BulkState, Message, MessageState

    by = Actor(1, "Benchmark", frozenset({"admin"}), None, Channel.ONLINE)
    bulk = prepare_bulk(template="amounts_change", audience=AUDIENCE, rate_a_minute=10**9, by=by)
    began = time.perf_counter()
    start_bulk(bulk=bulk, by=by)
    again = [sys.executable, "-m", "benchmarks.messages", "--messages", str(number), "--work"]
    workers = [subprocess.Popen(again) for _ in range(WORKERS)]
    queued = _until(began, lambda: Message.objects.count() == number)
    print(f"{number} messages queued in {queued:.1f} s: {number / queued:.0f} a second", flush=True)
    done = _until(began, lambda: BulkSend.objects.get().state == BulkState.FINISHED)
    print(f"and delivered after {done:.1f} s: {number / (done - queued):.0f} a second since", flush=True)
    for worker in workers:
        worker.wait()
    shares = Attempt.objects.values_list("worker").annotate(Count("pk")).values_list("pk__count", flat=True)
    print(f"by {len(shares)} workers, which took {sorted(shares)}")
    sent = Message.objects.filter(state=MessageState.SENT)
    people = sent.values("recipient_reference").distinct().count()
    print(f"{sent.count()} sent, to {people} people, in {Attempt.objects.count()} attempts")
    return 0 if sent.count() == people == Attempt.objects.count() == number else 1


def _until(began: float, is_so: Callable[[], Any]) -> float:
    """After how many seconds it is so."""
    while not is_so():
        time.sleep(LOOKED_EVERY_SECONDS)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
