"""A message to many: how long until it waits in the outbox for all of them, and until two workers at once have
delivered it; and letters, set as PDFs in batches.

Everybody has an email address, and the carrier is the demonstration's, which takes no time: what is measured is the
service. `python -m benchmarks.messages` is one of the workers.
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
EMAILS, LETTERS = 100_000, 5_000
READERS = 20
AUDIENCE, TEMPLATE = "benchmark", "amounts_change"
LOOKED_EVERY_SECONDS = 0.5
AIM_SECONDS = 60


def measure_messages(emails: int, letters: int) -> dict[str, object]:
    """The figures, as the report shows them. Raises AssertionError when a message was lost or went twice."""
    rows, peak = _send(emails)
    rows += _set(letters)
    return {"rows": rows, "workers": WORKERS, "peak_megabytes": peak, "aim": AIM_SECONDS}


def _row(what: str, number: int, seconds: float) -> list[object]:
    return [what, f"{number:,}", round(seconds, 1), f"{number / seconds:,.0f}"]


def _add_audience(number: int) -> None:
    from notifications.audiences import Audience, add_audience
    from notifications.recipients import Recipient

    def recipients(references: Collection[str]) -> Mapping[str, Recipient]:
        return {each: Recipient(f"{each}@example.com", "", "en", each) for each in references}

    def references() -> list[str]:
        return [f"person-{each}" for each in range(number)]

    add_audience(Audience(AUDIENCE, "Benchmark", references, lambda: number, recipients))


def _send(number: int) -> tuple[list[list[object]], int]:
    """How long it takes, and the megabytes that a worker needed."""
    from core.actor import Actor, Channel
    from notifications.bulk import prepare_bulk, progress
    from notifications.bulk_running import start_bulk
    from notifications.models import Attempt, BulkState, Message, MessageState

    _add_audience(number)
    by = Actor(1, "Benchmark", frozenset({"admin"}), None, Channel.ONLINE)
    bulk = prepare_bulk(template=TEMPLATE, audience=AUDIENCE, rate_a_minute=10**9, by=by)
    again = [sys.executable, "-m", "benchmarks.messages", "--emails", str(number), "--bulk", str(bulk.pk)]
    workers = [subprocess.Popen(again, stdout=subprocess.PIPE, text=True) for _ in range(WORKERS)]
    for worker in workers:
        assert worker.stdout
        worker.stdout.readline()  # it is ready
    began = time.perf_counter()
    start_bulk(bulk=bulk, by=by)
    everybody = Message.objects.filter(bulk_recipient__bulk=bulk)
    queued = _until(began, lambda: everybody.count() == number)
    done = _until(began, lambda: type(bulk).objects.get(pk=bulk.pk).state == BulkState.FINISHED)
    peaks = [int(worker.communicate()[0]) for worker in workers]
    attempts = Attempt.objects.filter(message__in=everybody)
    people = everybody.filter(state=MessageState.SENT).values("recipient_reference").distinct().count()
    assert people == attempts.count() == number, progress(bulk)
    assert attempts.values("worker").distinct().count() == WORKERS
    rows = [_row("Emails until they wait in the outbox", number, queued)]
    return [*rows, _row("Emails from there until they are sent", number, done - queued)], max(peaks)


def _set(number: int) -> list[list[object]]:
    from accounts.actors import actor_for
    from accounts.models import Person, User
    from benchmarks.people import ADVISER, make_readers
    from letters.batches import NothingToPrint, begin_batch, make_batch
    from letters.tasks import SETTER
    from notifications.recipients import Recipient
    from notifications.services import put_in_outbox

    on_claims = Person.objects.filter(memberships__isnull=False)
    if not on_claims.exists():
        make_readers(applying=0, paid=READERS)
    people = [str(key) for key in on_claims.values_list("pk", flat=True)]
    to = [Recipient("", "", "en", key, contact_by="letter", is_listed=True) for key in people]
    for _ in range(-(-number // len(to))):
        put_in_outbox(to=to, template=TEMPLATE)
    officer = actor_for(User.objects.get(email=ADVISER))
    took, made = [], 0
    while True:
        began = time.perf_counter()
        try:
            batch = make_batch(begin_batch(by=officer).pk, by=SETTER)
        except NothingToPrint:
            break
        took.append((batch.letters.count(), time.perf_counter() - began))
        made += took[-1][0]
    assert made >= number, f"Of {number} letters {made} were set"
    rows = [_row("Letters set and put into batches, by one worker", made, sum(seconds for _, seconds in took))]
    return [*rows, _row("The first batch of them", *took[0]), _row("The last", *took[-1])]


def _until(began: float, is_so: Callable[[], Any]) -> float:
    """After how many seconds it is so."""
    while not is_so():
        time.sleep(LOOKED_EVERY_SECONDS)
    return time.perf_counter() - began


def _work() -> int:
    """Do what waits until the message has gone to everybody; say when that begins, and what memory it needed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.messages", description=__doc__)
    parser.add_argument("--emails", type=int, required=True)
    parser.add_argument("--bulk", required=True)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    import django

    django.setup()
    from procrastinate.contrib.django import app

    from notifications.models import BulkSend, BulkState

    _add_audience(options.emails)
    print("ready", flush=True)
    while BulkSend.objects.filter(pk=options.bulk).exclude(state=BulkState.FINISHED).exists():
        with app.replace_connector(cast(Any, app.connector).get_worker_connector()) as working:
            working.run_worker(queues=["notifications"], wait=False, install_signal_handlers=False)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    return 0


if __name__ == "__main__":
    sys.exit(_work())
