"""Nobody is texted at night or on a bank holiday, and nothing is lost by that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from core.actor import Actor
from notifications.models import Medium, Message
from notifications.quiet import quiet_until
from notifications.recipients import Recipient
from notifications.services import send
from notifications.tasks import deliver

KIM = Recipient(email="", phone="07700 900 982", language="en", reference="person-1")
SUMMER_EVENING, SUMMER_MORNING = datetime(2026, 7, 7, 19, 30, tzinfo=UTC), datetime(2026, 7, 8, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        # In July clocks are an hour before UTC; 7 July 2026 is a Tuesday.
        (datetime(2026, 7, 7, 6, 59, tzinfo=UTC), datetime(2026, 7, 7, 7, tzinfo=UTC)),
        (datetime(2026, 7, 7, 7, tzinfo=UTC), None),
        (datetime(2026, 7, 7, 18, 59, tzinfo=UTC), None),
        (SUMMER_EVENING, SUMMER_MORNING),
        (datetime(2026, 7, 5, 12, tzinfo=UTC), None),  # a Sunday
        (datetime(2026, 4, 2, 21, tzinfo=UTC), datetime(2026, 4, 4, 7, tzinfo=UTC)),  # Good Friday
        (datetime(2026, 4, 3, 5, tzinfo=UTC), datetime(2026, 4, 4, 7, tzinfo=UTC)),
        (datetime(2026, 11, 30, 12, tzinfo=UTC), datetime(2026, 12, 1, 8, tzinfo=UTC)),  # St Andrew’s Day, in Scotland
    ],
)
def test_a_text_waits_for_the_morning(now: datetime, until: datetime | None) -> None:
    assert quiet_until(Medium.TEXT, "todo_added", now) == until


@pytest.mark.parametrize(
    ("medium", "template"),
    [(Medium.TEXT, "second_step_code"), (Medium.TEXT, "claim_received"), (Medium.EMAIL, "todo_added")],
)
def test_a_code_an_answer_and_an_email_do_not(medium: str, template: str) -> None:
    assert quiet_until(medium, template, datetime(2026, 12, 25, 3, tzinfo=UTC)) is None


@pytest.mark.django_db
def test_what_is_sent_or_tried_again_at_night_goes_in_the_morning() -> None:
    with time_machine.travel(SUMMER_EVENING, tick=False):
        message = send(to=KIM, template="todo_added", context={}, by=Actor.system("Tests"))
        deliver(Mock(**{"job.attempts": 0}), message_id=str(message.pk))
    sent, put_off = ProcrastinateJob.objects.order_by("id")
    assert Message.objects.get().state == "queued"
    assert put_off.args == sent.args == {"message_id": str(message.pk)}
    # Both wait for as long as the night lasts, by the database's own clock.
    assert abs(put_off.scheduled_at - sent.scheduled_at) < timedelta(minutes=1)
    with time_machine.travel(SUMMER_MORNING):
        deliver(Mock(**{"job.attempts": 0}), message_id=str(message.pk))
    assert Message.objects.get().state == "sent"
