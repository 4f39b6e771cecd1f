"""What was never finished is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from accounts.models import ContactCode, Session, User
from accounts.services import tell
from accounts.sign_up import request_code
from accounts.tasks import forget_unfinished
from core import clock
from core.actor import Actor
from notifications.models import Message


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
