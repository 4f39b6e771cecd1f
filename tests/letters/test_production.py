"""Braille and recordings: on a list of their own with who makes them and by when, and never printed instead."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from audit.models import Access
from core.states import MoveRefused
from letters.batches import NothingToPrint, begin_batch
from letters.production import begin_making, due, post_made
from notifications.models import Message
from tests.claims.claimants import Claimant
from tests.doing import doing
from tests.letters.test_batches import letter_to
from tests.staff.conftest import Worker

pytestmark = pytest.mark.django_db
LIST = "/staff/letters/production/"


def test_it_is_begun_made_and_posted_by_people(adviser: Worker, sent: Claimant) -> None:
    message = letter_to(sent.person, "braille")
    page = f"{LIST}{message.pk}/"
    assert "Asked for" in adviser.browser.get(LIST).content.decode()
    with pytest.raises(MoveRefused):
        post_made(message=message, by=adviser.by)
    for said in ("Sign in to read it", "Braille", "Rosa Hughes", "I begin to make it"):
        assert said in adviser.browser.get(page).content.decode()
    assert Access.objects.filter(person_id=sent.person.pk, page="batches:make").exists()
    adviser.browser.post(page, {"begin": "yes"})
    assert "Being made, Amina Yusuf" in adviser.browser.get(LIST).content.decode()
    with pytest.raises(MoveRefused):
        begin_making(message=message, by=adviser.by)
    assert "Making a letter for you: Braille" in doing(sent.person)
    adviser.browser.post(page, {"post": "yes"})
    message.refresh_from_db()
    assert "Making a letter for you: Braille" not in doing(sent.person)
    assert (message.state, message.production.state) == ("sent", "posted")
    assert "Nothing is waiting to be made" in adviser.browser.get(LIST).content.decode()


@pytest.mark.parametrize("letter_format", ["braille", "audio"])
def test_it_is_never_printed_instead(adviser: Worker, sent: Claimant, letter_format: str) -> None:
    message = letter_to(sent.person, letter_format)
    assert adviser.browser.post(f"/staff/to-send/{message.pk}/").status_code == 404
    with pytest.raises(NothingToPrint):
        begin_batch(by=adviser.by)
    with pytest.raises(MoveRefused):
        begin_making(message=letter_to(sent.person), by=adviser.by)


def test_it_is_due_in_seven_working_days() -> None:
    """Those of every part of Great Britain: 4 January is a holiday in Scotland only."""
    assert due(Message(queued_at=datetime(2026, 12, 21, 10, tzinfo=UTC))).isoformat() == "2027-01-05"
