"""What was never finished is forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accounts.models import ContactCode, Session, User
from accounts.services import tell
from accounts.sign_up import request_code
from accounts.tasks import forget_unfinished
from core import clock
from core.actor import Actor
from notifications.models import Medium, Message
from notifications.recipients import Recipient
from notifications.services import send
from notifications.templates import TEMPLATES

POSTMAN = Actor.system("Tests")
VALUES = {
    "code": "482915",
    "last_day": date(2026, 12, 20),
    "at": datetime(2026, 11, 23, 10, 42, tzinfo=UTC),
}


@pytest.mark.django_db
def test_no_code_and_no_address_of_a_stranger_stays_in_the_outbox() -> None:
    began = clock.now()
    to = Recipient(
        email="kim@example.com", phone="07700 900 982", language="en", reference="1", contact_by=Medium.EMAIL
    )
    by_email = [template for template in TEMPLATES.values() if Medium.EMAIL in template.media]
    for template in by_email:
        send(to=to, template=template.name, context={name: VALUES[name] for name in template.needs}, by=POSTMAN)
    with time_machine.travel(began + timedelta(days=30)):
        forget_unfinished()
    left = list(Message.objects.all())
    assert not [message.template for message in left if VALUES["code"] in message.body]
    gone = {template.name for template in by_email} - {message.template for message in left}
    assert gone == {template.name for template in by_email if template.kept_for}
    assert {"account_already_exists", "reset_no_account"} <= gone


@pytest.mark.django_db
def test_old_codes_and_ended_sessions_are_forgotten(claimant: User, browser) -> None:
    began = clock.now()
    request_code(email="kim@example.com", language="en", by=Actor.anonymous())
    request_code(email="sam@example.com", language="en", by=Actor.anonymous())
    tell(person=claimant.person, template="todo_added", by=Actor.system("Tests"))
    browser(claimant)
    with time_machine.travel(began + timedelta(hours=25)):
        recent = request_code(email="lee@example.com", language="en", by=Actor.anonymous())
        browser(claimant)
        forget_unfinished()
    assert list(ContactCode.objects.all()) == [recent]
    assert Session.objects.count() == 1
    # Neither the address nor the code is left in the outbox; other messages are.
    assert {(message.template, message.address) for message in Message.objects.all()} == {
        ("todo_added", "sam@example.com"),
        ("confirm_email_code", "lee@example.com"),
    }
