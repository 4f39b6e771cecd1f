"""One message to many: each person once, by several workers, at a rate, and stopped within a batch."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from core import clock
from core.actor import Actor, Channel
from core.states import MoveRefused
from notifications import bulk as bulks
from notifications import bulk_running as running
from notifications.audiences import AUDIENCES, Audience
from notifications.bulk import CannotSendToMany, Progress, gather, make_batch, prepare_bulk, progress, wait_for_turn
from notifications.delivery import deliver_message
from notifications.models import BulkRecipient, BulkSend, Message
from notifications.recipients import Recipient
from notifications.tasks import LOST_AFTER, TO_MANY, queue_lost

ADMIN = Actor(1, "Ada", frozenset({"admin"}), None, Channel.ONLINE)
SYSTEM = Actor.system("Tests")
TEMPLATE = "amounts_change"


def recipients(references: Collection[str]) -> Mapping[str, Recipient]:
    """Of ten one is not reached, and one has letters."""
    found = {}
    for each in references:
        email = "" if each.endswith("8") else f"{each}@example.com"
        contact_by = "letter" if each.endswith("9") else "email"
        found[each] = Recipient(email, "", "en", each, contact_by)
    return found


@pytest.fixture(autouse=True)
def some(monkeypatch) -> list[str]:
    everybody = [f"person-{number}" for number in range(20)]
    audience = Audience("some", "Some", lambda: iter(everybody), lambda: len(everybody), recipients)
    monkeypatch.setitem(AUDIENCES, "some", audience)
    return everybody


def prepared(rate: int = 60) -> BulkSend:
    return prepare_bulk(template=TEMPLATE, audience="some", rate_a_minute=rate, by=ADMIN)


def work() -> Iterator[str]:
    """Do what is due, as workers do, one job after the other."""
    tasks = {each.name: each for each in (running.begin, running.batch, running.deliver_many)}
    while job := ProcrastinateJob.objects.filter(scheduled_at=None).order_by("id").first():
        ProcrastinateJob.objects.filter(pk=job.pk).delete()
        context = (Mock(**{"job.attempts": 0}),) if job.task_name == running.DELIVER_MANY else ()
        tasks[job.task_name](*context, **job.args)
        yield job.task_name


def states() -> list[str]:
    return sorted(Message.objects.values_list("state", flat=True))


@pytest.mark.django_db
class TestOneMessageToMany:
    def test_everybody_gets_it_once(self) -> None:
        bulk = running.start_bulk(bulk=prepared(60_000), by=ADMIN)
        assert not Message.objects.exists()
        list(work())
        bulk.refresh_from_db()
        assert bulk.state == "finished"
        assert progress(bulk) == Progress(20, waiting=0, under_way=0, by_hand=2, sent=16, missed=2, unsure=0)
        to = Message.objects.values_list("recipient_reference", flat=True)
        assert len(set(to)) == len(to) == 18
        with pytest.raises(IntegrityError), transaction.atomic():
            BulkRecipient.objects.create(bulk=bulk, recipient_reference="person-1")

    def test_gathering_twice_adds_nobody(self, some) -> None:
        bulk = prepared()
        gather(bulk=bulk)
        some.append("person-20")
        gather(bulk=bulk)
        assert bulk.recipients.count() == 20

    def test_batches_keep_to_the_rate_whoever_makes_them(self) -> None:
        bulk = prepared(rate=60)
        running.start_bulk(bulk=bulk, by=ADMIN)
        with time_machine.travel(clock.now(), tick=False) as now:
            gather(bulk=bulk)
            assert wait_for_turn(bulk) == timedelta()
            assert len(make_batch(bulk=bulk)) == 5
            assert wait_for_turn(bulk) == timedelta(seconds=5)
            now.shift(timedelta(seconds=5))
            assert wait_for_turn(bulk) == timedelta()

    def test_it_stops_and_goes_on_where_it_was(self) -> None:
        bulk = prepared(rate=60)
        running.start_bulk(bulk=bulk, by=ADMIN)
        for name in work():
            if name == running.BATCH:
                break
        with pytest.raises(MoveRefused):
            running.stop_bulk(bulk=bulk, by=SYSTEM)
        running.stop_bulk(bulk=bulk, by=ADMIN)
        list(work())
        assert states() == ["queued"] * 5
        with time_machine.travel(clock.now() + LOST_AFTER + timedelta(minutes=1)):
            assert queue_lost() == 0
        ProcrastinateJob.objects.all().delete()
        running.go_on_with_bulk(bulk=bulk, by=ADMIN)
        list(work())
        assert states().count("sent") == 5
        assert bulk.recipients.filter(taken_at=None).count() == 15

    def test_what_was_stopped_stays_so_whatever_job_comes_for_it(self) -> None:
        bulk = running.start_bulk(bulk=prepared(rate=60), by=ADMIN)
        gather(bulk=bulk)
        [message, *_others] = make_batch(bulk=bulk)
        running.stop_bulk(bulk=bulk, by=ADMIN)
        assert deliver_message(message.pk, last_try=False).state == "queued"
        running.go_on_with_bulk(bulk=bulk, by=ADMIN)
        assert deliver_message(message.pk, last_try=False).state == "sent"

    def test_texts_of_the_night_go_in_the_morning_at_the_chosen_rate(self, monkeypatch) -> None:
        def by_text(references: Collection[str]) -> Mapping[str, Recipient]:
            return {each: Recipient("", f"07700 900 9{each[7:]:0>2}", "en", each) for each in references}

        monkeypatch.setitem(AUDIENCES, "some", replace(AUDIENCES["some"], recipients=by_text))
        monkeypatch.setattr(running, "DELIVERED_TOGETHER", 2)
        with time_machine.travel(datetime(2026, 11, 23, 22, tzinfo=UTC), tick=False):
            bulk = running.start_bulk(bulk=prepared(rate=48), by=ADMIN)
            gather(bulk=bulk)
            running.batch(bulk_id=str(bulk.pk))
            jobs = ProcrastinateJob.objects.filter(task_name=running.DELIVER_MANY)
            for job in list(jobs.order_by("id")):
                running.deliver_many(Mock(**{"job.attempts": 0}), **job.args)
                ProcrastinateJob.objects.filter(pk=job.pk).delete()
        first, second = jobs.order_by("id")
        assert states() == ["queued"] * 4
        assert [len(each.args["message_ids"]) for each in (first, second)] == [2, 2]
        assert {first.priority, second.priority} == {TO_MANY}
        assert timedelta(seconds=1) < second.scheduled_at - first.scheduled_at < timedelta(seconds=5)

    def test_what_lost_its_jobs_goes_on(self) -> None:
        bulk = running.start_bulk(bulk=prepared(60_000), by=ADMIN)
        ProcrastinateJob.objects.all().delete()
        running.resume()
        running.resume()
        assert [each.args for each in ProcrastinateJob.objects.all()] == [{"bulk_id": str(bulk.pk)}]

    @pytest.mark.parametrize(("template", "audience"), [("todo_added", "some"), (TEMPLATE, "nobody"), ("x", "some")])
    def test_not_every_message_goes_to_many(self, template: str, audience: str) -> None:
        with pytest.raises(CannotSendToMany):
            prepare_bulk(template=template, audience=audience, rate_a_minute=60, by=ADMIN)

    def test_nobody_is_no_audience(self, some) -> None:
        some.clear()
        with pytest.raises(CannotSendToMany):
            prepared()


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_their_batches_at_once(monkeypatch) -> None:
    bulk = prepared(rate=120)
    gather(bulk=bulk)
    in_hand = threading.Barrier(2, timeout=10)
    put = bulks.put_in_outbox

    def together(**given):
        in_hand.wait()
        return put(**given)

    monkeypatch.setattr(bulks, "put_in_outbox", together)

    def one() -> None:
        try:
            make_batch(bulk=bulk)
        finally:
            connection.close()

    workers = [threading.Thread(target=one) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(10)
    assert bulk.recipients.exclude(taken_at=None).count() == 20
    assert Message.objects.count() == 18
    ProcrastinateJob.objects.all()._raw_delete("default")
