"""Messages are queued with what they are about, and handed over once."""

from __future__ import annotations

import threading
from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from procrastinate import testing
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from audit.models import Event
from core.actor import Actor, Channel
from core.states import MoveRefused
from notifications import delivery
from notifications.backends import CannotDeliver, TryLater
from notifications.delivery import deliver_message
from notifications.models import Message
from notifications.recipients import Recipient
from notifications.selectors import outbox_for, waiting_for_a_person
from notifications.services import NoWayToReach, send, sent_by_hand

KIM = Recipient(email="kim@example.com", phone="07700 900 982", language="cy", reference="person-1")
BY = Actor.system("Tests")


def send_code(to: Recipient = KIM) -> Message:
    return send(to=to, template="confirm_email_code", context={"code": "123456"}, by=BY)


def send_news(to: Recipient) -> Message:
    """A message that goes in whatever way somebody asked for."""
    return send(to=to, template="todo_added", context={}, by=BY)


@pytest.fixture
def backend(monkeypatch) -> Mock:
    """A carrier that notes what it is given."""
    carrier = Mock(carries=frozenset({"email", "text"}), leaves=True, knows_after=timedelta(minutes=3))
    carrier.deliver.return_value = "carrier-1"
    carrier.look_up.return_value = None
    monkeypatch.setattr(delivery, "current_backend", lambda: carrier)
    return carrier


@pytest.mark.django_db
class TestSending:
    def test_a_message_waits_in_the_outbox_with_one_job(self) -> None:
        message = send_code()
        assert (message.state, message.medium, message.language) == ("queued", "email", "cy")
        assert list(outbox_for("person-1")) == [message]
        assert not outbox_for("person-2").exists()
        job = ProcrastinateJob.objects.get()
        assert job.task_name == "notifications.deliver"
        assert job.args == {"message_id": str(message.pk)}
        assert Event.objects.get(kind="message_queued").subject_id == str(message.pk)

    def test_what_is_undone_is_never_sent(self) -> None:
        with transaction.atomic():
            send_code()
            transaction.set_rollback(True)
        assert not Message.objects.exists()
        assert not ProcrastinateJob.objects.exists()

    def test_neither_address_nor_code_can_be_read_in_the_database(self) -> None:
        message = send_code()
        with connection.cursor() as cursor:
            cursor.execute("SELECT address, body, m::text FROM notifications_message m")
            address, body, row = cursor.fetchone()
            cursor.execute("SELECT args::text FROM procrastinate_jobs")
            job = cursor.fetchone()[0]
        assert b"kim@" not in bytes(address)
        assert b"123456" not in bytes(body)
        for text in (row, job):
            assert "123456" not in text.replace(str(message.pk), "")
            assert "kim@" not in text
        stored = Message.objects.get()
        assert stored.address == "kim@example.com"
        assert "123456" in stored.body

    def test_without_an_email_address_it_is_a_text(self) -> None:
        message = send_news(Recipient("", "07700 900 982", "en", "person-1"))
        assert (message.medium, message.address) == ("text", "07700 900 982")
        with pytest.raises(NoWayToReach):
            send_news(Recipient("", "", "en", "person-1"))


@pytest.mark.django_db
class TestTheWayTheyAskedFor:
    EVERYTHING = {"email": "kim@example.com", "phone": "07700 900 982", "language": "en", "reference": "person-1"}

    @pytest.mark.parametrize(
        ("asked", "medium", "address"),
        [
            ("email", "email", "kim@example.com"),
            ("text", "text", "07700 900 982"),
            ("phone", "phone", "07700 900 982"),
            ("letter", "letter", ""),
        ],
    )
    def test_it_goes_that_way(self, asked: str, medium: str, address: str) -> None:
        message = send_news(Recipient(**self.EVERYTHING, contact_by=asked))
        assert (message.medium, message.address) == (medium, address)

    @pytest.mark.parametrize("asked", ["text", "phone"])
    def test_without_a_phone_number_it_is_an_email(self, asked: str) -> None:
        assert send_news(Recipient(**{**self.EVERYTHING, "phone": ""}, contact_by=asked)).medium == "email"

    def test_a_text_that_nothing_here_carries_is_an_email(self, settings) -> None:
        settings.NOTIFICATIONS_BACKEND = "notifications.backends.EmailBackend"
        assert send_news(Recipient(**self.EVERYTHING, contact_by="text")).medium == "email"

    def test_who_wants_letters_needs_neither_email_nor_phone(self) -> None:
        to = Recipient("", "", "en", "person-1", contact_by="letter", letter_format="braille")
        assert to.can_be_reached
        assert send_news(to).letter_format == "braille"
        assert send_news(Recipient(**self.EVERYTHING, letter_format="braille")).letter_format == ""

    @pytest.mark.parametrize("backend", ["DatabaseBackend", "EmailBackend"])
    @pytest.mark.parametrize("asked", ["letter", "phone"])
    def test_a_letter_or_call_waits_for_a_person(self, settings, backend: str, asked: str) -> None:
        settings.NOTIFICATIONS_BACKEND = f"notifications.backends.{backend}"
        message = send_news(Recipient(**self.EVERYTHING, contact_by=asked))
        assert deliver_message(message.pk, last_try=True).state == "queued"
        assert list(waiting_for_a_person()) == [message]
        with pytest.raises(MoveRefused):
            sent_by_hand(message=message, by=BY)
        adviser = Actor(1, "Rosa", frozenset({"adviser"}), None, Channel.ONLINE)
        assert sent_by_hand(message=message, by=adviser).state == "sent"
        assert Event.objects.get(kind="message_sent_by_hand").user_name == "Rosa"
        assert not waiting_for_a_person()

    def test_nobody_says_that_an_email_was_sent_by_hand(self) -> None:
        adviser = Actor(1, "Rosa", frozenset({"adviser"}), None, Channel.ONLINE)
        with pytest.raises(MoveRefused):
            sent_by_hand(message=send_code(), by=adviser)


@pytest.mark.django_db
class TestAMessageThatMayGoOneWayOnly:
    def test_it_goes_that_way_whatever_they_asked_for(self) -> None:
        assert send_code(Recipient("kim@example.com", "07700 900 982", "en", "1", contact_by="text")).medium == "email"

    def test_who_cannot_be_reached_so_is_not_sent_it(self) -> None:
        with pytest.raises(NoWayToReach):
            send_code(Recipient("", "07700 900 982", "en", "1"))


@pytest.mark.django_db
class TestDelivering:
    def test_what_was_forgotten_is_not_delivered(self, backend: Mock) -> None:
        message = send_code()
        Message.objects.all().delete()
        assert deliver_message(message.pk, last_try=True) is None

    def test_a_mail_server_that_says_nothing_is_not_waited_for(self, settings, monkeypatch) -> None:
        waited = []

        class Silent:
            def __init__(self, host, port, timeout=None, **_):
                waited.append(timeout)
                raise TimeoutError

        monkeypatch.setattr("smtplib.SMTP", Silent)
        settings.NOTIFICATIONS_BACKEND = "notifications.backends.EmailBackend"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        with pytest.raises(TryLater):
            deliver_message(send_code().pk, last_try=False)
        assert waited == [settings.EMAIL_TIMEOUT]
        assert 0 < settings.EMAIL_TIMEOUT <= 30

    def test_it_is_handed_over_once(self, backend: Mock) -> None:
        message = send_code()
        for _ in range(3):
            deliver_message(message.pk, last_try=False)
        assert backend.deliver.call_count == 1
        stored = Message.objects.get()
        assert (stored.state, stored.provider_reference) == ("sent", "carrier-1")
        assert stored.sent_at is not None
        assert Event.objects.filter(kind="message_sent").count() == 1

    def test_a_carrier_that_fails_is_tried_again(self, backend: Mock) -> None:
        message = send_code()
        backend.deliver.side_effect = [TryLater, "carrier-2"]
        with pytest.raises(TryLater):
            deliver_message(message.pk, last_try=False)
        assert Message.objects.get().state == "queued"
        assert deliver_message(message.pk, last_try=False).state == "sent"

    def test_the_last_try_gives_up(self, backend: Mock) -> None:
        message = send_code()
        backend.deliver.side_effect = ConnectionError("kim@example.com is unreachable")
        assert deliver_message(message.pk, last_try=True).state == "failed"
        assert Event.objects.get(kind="message_failed").data["reason"] == "ConnectionError"

    def test_what_can_never_go_is_given_up_at_once(self, backend: Mock) -> None:
        backend.deliver.side_effect = CannotDeliver("No such address")
        assert deliver_message(send_code().pk, last_try=False).state == "failed"

    def test_a_sent_message_cannot_be_queued_again(self, backend: Mock) -> None:
        deliver_message(send_code().pk, last_try=False)
        with pytest.raises(DatabaseError), transaction.atomic():
            Message.objects.update(state="queued")

    def test_the_demonstration_keeps_it_to_be_read(self, settings) -> None:
        settings.NOTIFICATIONS_BACKEND = "notifications.backends.DatabaseBackend"
        assert deliver_message(send_code().pk, last_try=False).state == "sent"
        assert mail.outbox == []

    def test_email_carries_the_same_reference_each_time(self, settings) -> None:
        settings.NOTIFICATIONS_BACKEND = "notifications.backends.EmailBackend"
        message = deliver_message(send_code().pk, last_try=False)
        [email] = mail.outbox
        assert email.to == ["kim@example.com"]
        assert "123456" in email.body
        assert email.message()["Message-ID"] == message.provider_reference

    @pytest.mark.parametrize("address", ["kim@example.com, sam@example.com", "kim@example.com\nBcc: sam@example.com"])
    def test_what_is_not_one_address_is_written_to_by_nobody(self, settings, address: str) -> None:
        settings.NOTIFICATIONS_BACKEND = "notifications.backends.EmailBackend"
        message = send_news(Recipient(address, "", "en", "person-1"))
        assert deliver_message(message.pk, last_try=False).state == "failed"
        assert mail.outbox == []

    def test_the_email_backend_sends_no_texts(self, settings) -> None:
        settings.NOTIFICATIONS_BACKEND = "notifications.backends.EmailBackend"
        message = send_news(Recipient("", "07700 900 982", "en", "person-1"))
        assert deliver_message(message.pk, last_try=False).state == "failed"

    def test_the_job_knows_its_last_try(self, monkeypatch) -> None:
        tries: list[bool] = []
        monkeypatch.setattr("notifications.tasks.deliver_message", lambda pk, last_try: tries.append(last_try))
        from notifications.tasks import RETRIES, deliver

        for attempts in (0, RETRIES - 1, RETRIES):
            deliver(Mock(**{"job.attempts": attempts}), message_id=str(send_code().pk))
        assert tries == [False, False, True]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(backend: Mock) -> None:
    message = send_code()
    at_the_carrier, let_go = threading.Event(), threading.Event()

    def carry(_: Message) -> str:
        at_the_carrier.set()
        assert let_go.wait(5)
        return "carrier-1"

    backend.deliver.side_effect = carry

    def work() -> None:
        try:
            deliver_message(message.pk, last_try=False)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    workers[0].start()
    assert at_the_carrier.wait(5)
    workers[1].start()
    let_go.set()
    for worker in workers:
        worker.join(5)
    assert backend.deliver.call_count == 1
    assert Message.objects.get().state == "sent"
    ProcrastinateJob.objects.all()._raw_delete("default")


def test_the_task_is_known_to_the_worker() -> None:
    connector = testing.InMemoryConnector()
    with app.replace_connector(connector) as offline:
        assert "notifications.deliver" in offline.tasks
