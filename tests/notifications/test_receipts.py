"""What the carrier says afterwards, and what becomes of an address from which messages come back."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from accounts.own_account import change_phone, request_email_change
from accounts.selectors import recipient_for
from core.actor import Actor, Channel
from journal.models import Todo
from journal.returned import pull_returned
from notifications.delivery import deliver_message
from notifications.models import Arrival, Message, Receipt, ReturnedAddress
from notifications.receipts import note_receipt
from notifications.recipients import Recipient
from notifications.returned import normal, note_returned, which_returned
from notifications.services import send
from notifications.settling import send_again
from tests.claims.claimants import make_user, signed_in
from tests.notifications.carrier import TEMPLATE
from tests.notifications.doubts import doubted

pytestmark = pytest.mark.django_db

BY = Actor.system("Tests")
TOKEN = "t" * 32
KIM = Recipient(email="kim@example.com", phone="07700 900 982", language="en", reference="person-1")


def sent(to: Recipient = KIM) -> Message:
    message = send(to=to, template="todo_added", context={}, by=BY)
    deliver_message(message.pk, last_try=False)
    Message.objects.filter(pk=message.pk).update(provider_reference=uuid4())
    message.refresh_from_db()
    return message


def told_of(message: Message, status: str) -> dict[str, str]:
    return {"id": message.provider_reference, "reference": str(message.pk), "status": status}


def bounced(to: Recipient = KIM) -> Message:
    message = sent(to)
    note_receipt(message_id=message.pk, provider_reference=message.provider_reference, status=Arrival.NO_SUCH_ADDRESS)
    return message


@pytest.fixture
def notify(settings) -> None:
    settings.NOTIFY = {**settings.NOTIFY, "callback_token": TOKEN, "email_template": TEMPLATE}


def call(told: Any, token: str = TOKEN) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    address = reverse("notifications:notify_callback")
    return Client().post(address, told, content_type="application/json", headers=headers).status_code


@pytest.mark.usefixtures("notify")
class TestTheCallback:
    def test_what_arrived_is_noted_once(self) -> None:
        message = sent()
        told = told_of(message, "delivered")
        assert [call(told), call(told)] == [200, 200]
        receipt = Receipt.objects.get()
        assert (receipt.message_id, receipt.status) == (message.pk, "delivered")
        with pytest.raises(DatabaseError), transaction.atomic():
            Receipt.objects.update(status="permanent-failure")

    @pytest.mark.parametrize("status", ["temporary-failure", "technical-failure"])
    def test_what_did_not_arrive_could_not_be_sent(self, status: str) -> None:
        message = sent()
        assert call(told_of(message, status)) == 200
        assert Message.objects.get().state == "failed"
        assert not ReturnedAddress.objects.exists()

    def test_what_is_not_ours_is_taken_and_forgotten(self) -> None:
        for reference in (str(uuid4()), None, "sent by hand"):
            assert call({"id": str(uuid4()), "reference": reference, "status": "delivered"}) == 200
        assert not Receipt.objects.exists()

    def test_nobody_else_may_say_so(self, settings) -> None:
        told = {"id": str(uuid4()), "reference": str(sent().pk), "status": "delivered"}
        assert call(told, token="guessed") == 401
        assert call("[]") == call({**told, "status": "perhaps"}) == call("{") == 400
        assert call({**told, "to": "x" * 20_000}) == 413
        settings.NOTIFY = {**settings.NOTIFY, "callback_token": ""}
        assert call(told, token="") == 404
        assert not Receipt.objects.exists()


def test_a_receipt_ends_a_doubt() -> None:
    message = doubted(make_user().person)
    note_receipt(message_id=message.pk, provider_reference="n-1", status=Arrival.DELIVERED)
    stored = Message.objects.get()
    assert (stored.state, stored.provider_reference) == ("sent", "n-1")


class TestAMessageThatWasSentAgain:
    @pytest.fixture
    def again(self) -> Message:
        """The first time it is said not to have arrived, and somebody has it sent once more."""
        message = sent()
        note_receipt(message_id=message.pk, provider_reference=message.provider_reference, status=Arrival.NOT_NOW)
        return send_again(message=message, by=Actor(1, "Rosa", frozenset({"adviser"}), None, Channel.ONLINE))

    def test_that_the_first_arrived_after_all_stops_the_second(self, again: Message) -> None:
        note_receipt(message_id=again.pk, provider_reference=again.provider_reference, status=Arrival.DELIVERED)
        assert Message.objects.get().state == "sent"
        deliver_message(again.pk, last_try=False)
        assert again.attempts.count() == 1

    def test_what_is_said_late_of_the_first_is_not_said_of_the_second(self, again: Message) -> None:
        first = again.provider_reference
        note_receipt(message_id=again.pk, provider_reference=first, status=Arrival.TECHNICAL)
        assert Message.objects.get().state == "queued"
        second = deliver_message(again.pk, last_try=False).provider_reference
        assert second != first
        note_receipt(message_id=again.pk, provider_reference=first, status=Arrival.NO_SUCH_ADDRESS)
        assert Message.objects.get().state == "sent"
        assert which_returned([again.address]), "but nobody writes there any more"


class TestAnAddressFromWhichMessagesComeBack:
    def test_it_is_not_written_to_again_and_the_next_way_is_taken(self) -> None:
        bounced()
        assert which_returned(["KIM@example.com", "07700 900 982"]) == {"KIM@example.com"}
        assert sent().medium == "text"
        bounced(Recipient("", "07700 900 982", "en", "person-1"))
        assert normal("+44 7700 900982") == normal("07700 900 982") == normal("0044 7700900982")
        by_post = Recipient("kim@example.com", "07700 900 982", "en", "person-1", has_post=True)
        assert send(to=by_post, template="todo_added", context={}, by=BY).medium == "letter"

    def test_where_there_is_no_other_way_it_fails_and_nobody_is_asked_to_carry_it(self) -> None:
        bounced()
        code = send(to=KIM, template="confirm_email_code", context={"code": "123456"}, by=BY)
        assert code.medium == "email"
        assert deliver_message(code.pk, last_try=False).state == "failed"
        assert not code.attempts.exists()

    def test_what_was_queued_before_is_not_sent_either(self) -> None:
        waiting = send(to=KIM, template="todo_added", context={}, by=BY)
        bounced()
        assert deliver_message(waiting.pk, last_try=False).state == "failed"

    def test_its_owner_is_asked_once_until_they_change_it(self) -> None:
        user = make_user()
        person = user.person
        bounced(recipient_for(person))
        for _again in range(2):
            pull_returned(by=BY)
        todo = Todo.objects.get()
        assert (todo.kind, todo.state) == ("email_returned", "open")
        assert Message.objects.get(template="todo_added", state="queued").medium == "letter"
        page = signed_in(user).get(reverse("accounts:account")).content.decode()
        assert f"Messages to {person.email} come back to us" in page
        request_email_change(user=user, email=user.email, language="en", by=BY)
        pull_returned(by=BY)
        todo.refresh_from_db()
        assert (todo.state, ReturnedAddress.objects.count()) == ("done", 0)

    def test_nobody_says_of_the_address_of_somebody_else_that_it_is_right(self) -> None:
        owner, other = make_user(), make_user()
        bounced(recipient_for(owner.person))
        request_email_change(user=other, email=owner.email, language="en", by=BY)
        assert which_returned([owner.email]) == {owner.email}

    def test_a_number_that_is_changed_is_written_to_again(self) -> None:
        user = make_user()
        Person.objects.filter(pk=user.person.pk).update(phone="07700 900 982", contact_by="text")
        note_returned(message=sent(recipient_for(Person.objects.get(pk=user.person.pk))), by=BY)
        assert which_returned(["07700900982"])
        change_phone(user=user, phone="07700 900 123", by=BY)
        assert not which_returned(["07700900982"])
        pull_returned(by=BY)
        assert not Todo.objects.exists()
        assert not ReturnedAddress.objects.exists()

    def test_nobody_is_asked_about_an_address_that_they_do_not_have_any_more(self) -> None:
        user = make_user()
        bounced(recipient_for(user.person))
        Person.objects.update(email="another@example.com")
        pull_returned(by=BY)
        assert not Todo.objects.exists()
        assert ReturnedAddress.objects.get().told_at
