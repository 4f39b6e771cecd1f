"""A message goes once though its worker is killed at any moment, the carrier says nothing, or its job is lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
import time_machine
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models.codes import CODE_LIFE
from accounts.models.factors import TEXT_CODE_LIFE
from audit.models import Event
from core import clock
from core.actor import Actor, Channel
from core.states import MoveRefused
from notifications import delivery, notify, tasks
from notifications.delivery import GIVEN_UP_AFTER, NotYet, deliver_message, deliver_messages
from notifications.models import Attempt, Message
from notifications.notify import KNOWS_AFTER
from notifications.recipients import Recipient
from notifications.services import send
from notifications.settling import say_sent, send_again, to_settle
from notifications.standstill import standstill
from notifications.tasks import LOST_AFTER, queue_lost
from notifications.templates import GOOD_FOR
from tests.notifications.carrier import Carrier, open_carrier

BY = Actor.system("Tests")
ADVISER = Actor(1, "Rosa", frozenset({"adviser"}), None, Channel.ONLINE)
KIM = Recipient(email="kim@example.com", phone="07700 900 982", language="cy", reference="person-1")


def queued(to: Recipient = KIM) -> Message:
    return send(to=to, template="todo_added", context={}, by=BY)


def state_of(message: Message) -> str:
    return Message.objects.get(pk=message.pk).state


@pytest.fixture
def carrier(settings) -> Iterator[Carrier]:
    with open_carrier() as opened:
        settings.NOTIFICATIONS_BACKEND = "notifications.notify.NotifyBackend"
        settings.NOTIFY = opened.settings
        yield opened


@pytest.fixture
def impatient(monkeypatch) -> None:
    """Nobody waits long for a carrier that says nothing."""
    monkeypatch.setattr(notify, "READ_SECONDS", 0.05)


def killed(message: Message, where: str, monkeypatch: pytest.MonkeyPatch, carrier: Carrier) -> None:
    """Let another process deliver a message, and kill it outright at this moment."""
    carrier.silent = where == "before the answer"
    reads, writes = os.pipe()
    # The child must not have the parent's connection: what it does there, it does to both.
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            _work_until(where, writes, message)
        finally:
            os._exit(1)
    os.close(writes)
    if where == "before the answer":
        assert carrier.has_taken.wait(20)
    else:
        assert os.read(reads, 1) == b"."
    os.close(reads)
    os.kill(child, signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    carrier.let_go.set()
    carrier.silent = False
    with connection.cursor() as cursor:
        # Given as soon as the database knows that the process is gone.
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"message {message.pk}"])
        cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"message {message.pk}"])


def _work_until(where: str, writes: int, message: Message) -> None:
    def stop(*_: Any, **__: Any) -> None:
        os.write(writes, b".")
        signal.pause()

    place: dict[str, tuple[Any, str]] = {
        "while beginning": (Attempt.objects, "bulk_create"),
        "before it is asked": (notify.NotifyBackend, "deliver"),
        "after the answer": (delivery, "_settle"),
    }
    if where in place:
        setattr(*place[where], _second(stop) if where == "after the answer" else stop)
    deliver_message(message.pk, last_try=False)


def _second(stop: Callable[..., None]) -> Callable[..., list[Exception]]:
    """The first call settles what was found before: nothing."""
    calls: list[int] = []

    def settle(*_: Any, **__: Any) -> list[Exception]:
        calls.append(1)
        if len(calls) == 2:
            stop()
        return []

    return settle


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_killed(carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> None:
    """At each moment; the next worker finds out what happened, and the carrier takes each message once."""
    begins = clock.now()
    for where, was, then in (
        ("while beginning", "queued", "sent"),
        ("before it is asked", "sending", "sending"),
        ("before the answer", "sending", "sent"),
        ("after the answer", "sending", "sent"),
    ):
        carrier.taken.clear()
        carrier.has_taken.clear()
        carrier.let_go.clear()
        message = queued()
        killed(message, where, monkeypatch, carrier)
        assert state_of(message) == was, where
        if then == "sent":
            deliver_message(message.pk, last_try=False)
        else:
            with pytest.raises(NotYet):
                deliver_message(message.pk, last_try=False)
            assert carrier.taken == []
            with time_machine.travel(begins + KNOWS_AFTER + timedelta(minutes=1)):
                deliver_message(message.pk, last_try=False)
        deliver_message(message.pk, last_try=False)
        assert state_of(message) == "sent", where
        assert [each["reference"] for each in carrier.taken] == [str(message.pk)], where
    ProcrastinateJob.objects.all()._raw_delete("default")


@pytest.mark.django_db
class TestACarrierThatSaysNothing:
    def test_it_is_asked_by_our_own_reference_before_anything_goes_again(self, carrier, impatient) -> None:
        message, carrier.silent = queued(), True
        with pytest.raises(requests.ReadTimeout):
            deliver_message(message.pk, last_try=False)
        assert state_of(message) == "sending"
        deliver_message(message.pk, last_try=False)
        assert Message.objects.get().provider_reference == carrier.taken[0]["id"]
        assert [each.outcome for each in message.attempts.all()] == ["found"]
        assert len(carrier.asked) == 1

    def test_a_server_that_breaks_down_may_have_taken_it(self, carrier) -> None:
        message, carrier.refusals = queued(), [(502, "BadGateway")]
        with pytest.raises(notify.NotifyRefused):
            deliver_message(message.pk, last_try=False)
        assert state_of(message) == "sending"
        with time_machine.travel(clock.now() + KNOWS_AFTER):
            deliver_message(message.pk, last_try=False)
        assert state_of(message) == "sent"
        assert [each.outcome for each in message.attempts.order_by("number")] == ["not-there", "taken"]

    def test_who_had_enough_is_asked_later_and_nothing_is_looked_up(self, carrier) -> None:
        message, carrier.refusals = queued(), [(429, "TooManyRequestsError")]
        with pytest.raises(notify.TryLater):
            deliver_message(message.pk, last_try=False)
        assert state_of(message) == "queued"
        deliver_message(message.pk, last_try=False)
        assert state_of(message) == "sent"

    def test_what_is_refused_is_not_sent_again_by_itself(self, carrier) -> None:
        message, carrier.refusals = queued(), [(400, "ValidationError")]
        deliver_message(message.pk, last_try=False)
        deliver_message(message.pk, last_try=False)
        assert state_of(message) == "failed"
        assert len(carrier.asked) == 1
        assert list(to_settle()) == [message]

    def test_the_rest_of_a_batch_waits(self, carrier, impatient) -> None:
        first, second = queued(), queued()
        carrier.silent = True
        with pytest.raises(requests.ReadTimeout):
            deliver_messages([first.pk, second.pk], last_try=False)
        assert (state_of(first), state_of(second)) == ("sending", "queued")
        assert len(carrier.asked) == 1

    def test_a_long_outage_fails_nothing_and_leaves_nobody_anything_to_decide(self, settings, carrier) -> None:
        messages = [queued(), queued()]
        settings.NOTIFY = {**carrier.settings, "url": "http://127.0.0.1:9"}
        deliver_messages([each.pk for each in messages], last_try=True)
        assert [state_of(each) for each in messages] == ["queued", "queued"]
        settings.NOTIFY = carrier.settings
        carrier.refusals = [(429, "TooManyRequestsError"), (429, "TooManyRequestsError")]
        deliver_messages([each.pk for each in messages], last_try=True)
        assert [state_of(each) for each in messages] == ["queued", "queued"]
        ProcrastinateJob.objects.all().delete()
        with time_machine.travel(clock.now() + LOST_AFTER + timedelta(minutes=1)):
            assert queue_lost() == 2
        with time_machine.travel(clock.now() + GIVEN_UP_AFTER):
            settings.NOTIFY = {**carrier.settings, "url": "http://127.0.0.1:9"}
            deliver_messages([each.pk for each in messages], last_try=True)
        assert [state_of(each) for each in messages] == ["failed", "failed"]

    def test_while_it_cannot_be_asked_of_one_no_other_is_handed_to_it(self, settings, carrier) -> None:
        first, second, carrier.refusals = queued(), queued(), [(502, "BadGateway")]
        with pytest.raises(notify.NotifyRefused):
            deliver_message(first.pk, last_try=False)
        settings.NOTIFY = {**carrier.settings, "url": f"{carrier.url}/nowhere"}
        with pytest.raises(notify.NotifyRefused):
            deliver_messages([first.pk, second.pk], last_try=False)
        assert (state_of(first), state_of(second)) == ("sending", "queued")
        assert len(carrier.asked) == 1

    def test_if_it_cannot_be_asked_a_person_decides(self, settings, monkeypatch) -> None:
        settings.NOTIFICATIONS_BACKEND = "notifications.backends.EmailBackend"
        monkeypatch.setattr("django.core.mail.EmailMessage.send", lambda *_: (_ for _ in ()).throw(TimeoutError))
        messages = [queued(), queued()]
        for message in messages:
            with pytest.raises(TimeoutError):
                deliver_message(message.pk, last_try=False)
            deliver_message(message.pk, last_try=False)
            assert state_of(message) == "unsure"
        assert list(to_settle()) == messages
        with pytest.raises(MoveRefused):
            say_sent(message=messages[0], by=BY)
        say_sent(message=messages[0], by=ADVISER)
        ProcrastinateJob.objects.all().delete()
        send_again(message=messages[1], by=ADVISER)
        assert [state_of(each) for each in messages] == ["sent", "queued"]
        assert ProcrastinateJob.objects.get().args == {"message_id": str(messages[1].pk)}
        with pytest.raises(MoveRefused):
            send_again(message=messages[0], by=ADVISER)

    def test_a_code_that_works_no_longer_is_not_sent(self, carrier) -> None:
        message = send(to=KIM, template="confirm_email_code", context={"code": "123456"}, by=BY)
        with time_machine.travel(clock.now() + CODE_LIFE + timedelta(seconds=1)):
            deliver_message(message.pk, last_try=False)
        assert (state_of(message), carrier.asked) == ("failed", [])
        assert GOOD_FOR == CODE_LIFE == TEXT_CODE_LIFE

    def test_nobody_need_decide_about_a_code(self, carrier, impatient) -> None:
        message = send(to=KIM, template="confirm_email_code", context={"code": "123456"}, by=BY)
        carrier.silent = True
        deliver_message(message.pk, last_try=True)
        assert state_of(message) == "failed"
        assert not to_settle().exists()


@pytest.mark.django_db
class TestACarrierThatDoesNotKnowUs:
    def test_everything_stands_still_and_goes_on_by_itself(self, carrier) -> None:
        first, second, third = queued(), queued(), queued()
        carrier.refusals = [(403, "AuthError")] * 2
        deliver_messages([first.pk, second.pk], last_try=True)
        deliver_message(third.pk, last_try=True)
        ProcrastinateJob.objects.all().delete()
        assert [state_of(each) for each in (first, second, third)] == ["queued"] * 3
        assert len(carrier.asked) == 1, "one was enough to see it"
        with time_machine.travel(clock.now() + LOST_AFTER + timedelta(minutes=1)):
            assert queue_lost() == 0
        still = standstill()
        assert still
        assert still.reason == "GOV.UK Notify answered 403: AuthError"
        tasks.try_again()
        assert (len(carrier.asked), standstill()) == (2, still), "one at a time"
        tasks.try_again()
        assert standstill() is None
        assert ProcrastinateJob.objects.count() == 2
        deliver_messages([second.pk, third.pk], last_try=True)
        assert [state_of(each) for each in (first, second, third)] == ["sent"] * 3
        kinds = Event.objects.filter(subject_type="notifications.standstill").order_by("position")
        assert [each.kind for each in kinds] == ["messages_stand_still", "messages_go_on"]

    def test_what_it_cannot_be_asked_about_waits_too(self, carrier, settings) -> None:
        message, carrier.refusals = queued(), [(502, "BadGateway")]
        with pytest.raises(notify.NotifyRefused):
            deliver_message(message.pk, last_try=False)
        carrier.shut = True
        with time_machine.travel(clock.now() + timedelta(days=2)):
            deliver_message(message.pk, last_try=True)
            tasks.try_again()
            assert (state_of(message), standstill() is None) == ("sending", False)
            carrier.shut = False
            tasks.try_again()
            deliver_message(message.pk, last_try=True)
            deliver_message(message.pk, last_try=True)
        assert state_of(message) == "sent"


@pytest.mark.django_db
class TestTheRequestToNotify:
    def test_an_email_and_a_text(self, carrier, settings) -> None:
        settings.NOTIFY = {**carrier.settings, "reply_to": "reply-1", "text_sender": "sender-1"}
        email, text = queued(), queued(Recipient("", "07700 900 982", "en", "person-1"))
        deliver_messages([email.pk, text.pk], last_try=False)
        first, second = carrier.taken
        assert (first["path"], first["email_address"]) == ("/v2/notifications/email", "kim@example.com")
        assert first["personalisation"] == {"subject": email.subject, "body": email.body}
        assert first["email_reply_to_id"] == "reply-1"
        assert (second["path"], second["phone_number"]) == ("/v2/notifications/sms", "07700 900 982")
        assert second["sms_sender_id"] == "sender-1"

    def test_its_reasons_are_kept_without_its_words(self, carrier) -> None:
        message, carrier.refusals = queued(), [(400, "ValidationError")]
        deliver_message(message.pk, last_try=False)
        reason = Event.objects.get(kind="message_failed").data["reason"]
        assert reason == "GOV.UK Notify answered 400: ValidationError"


@pytest.mark.django_db
def test_a_message_whose_job_was_lost_is_queued_again_once() -> None:
    lost, queued_already = queued(), queued()
    letter = send(to=Recipient("", "", "en", "person-1", contact_by="letter"), template="todo_added", context={}, by=BY)
    for message in (lost, letter):
        ProcrastinateJob.objects.filter(args__message_id=str(message.pk)).delete()
    assert queue_lost() == 0
    with time_machine.travel(clock.now() + LOST_AFTER + timedelta(minutes=1)):
        assert queue_lost() == 1
        assert queue_lost() == 0
    ids = sorted(args["message_id"] for args in ProcrastinateJob.objects.values_list("args", flat=True))
    assert ids == sorted([str(lost.pk), str(queued_already.pk)])


@pytest.mark.django_db(transaction=True)
def test_nothing_is_handed_over_in_a_transaction_that_can_be_undone(carrier: Carrier) -> None:
    message = queued()
    with pytest.raises(RuntimeError), transaction.atomic():
        deliver_message(message.pk, last_try=False)
    assert (carrier.asked, state_of(message)) == ([], "queued")
    ProcrastinateJob.objects.all()._raw_delete("default")


def test_the_sweep_comes_often() -> None:
    assert {each.task.name: each.cron for each in tasks.app.periodic_registry.periodic_tasks.values()}[
        tasks.SWEEP
    ] == "*/10 * * * *"
