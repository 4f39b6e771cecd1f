"""The record of what happened and of who read what: in the deed's own transaction, and never changed."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, models, transaction

from audit.models import Access, Event
from audit.services import record, record_access
from core import clock
from core.actor import Actor, Channel
from journeys.models import Draft

pytestmark = pytest.mark.django_db
PERSON = uuid.uuid4()
ADVISER = Actor(7, "Rosa Hughes", frozenset({"team_leader", "adviser"}), None, Channel.PHONE, PERSON)


def read_record(**values: Any) -> Access:
    given = {"reason": "contact", "note": "Rang about rent", "page": "answers", **values}
    return record_access(by=ADVISER, person_id=PERSON, claim_reference="UC-1", **given)


def test_an_event_says_who_did_what_for_whom_and_how() -> None:
    draft = Draft.objects.create(journey="claim", started_at=clock.now(), expires_at=clock.now())
    record("draft_kept", by=ADVISER, subject=draft, claim_reference="UC-1", person_id=PERSON, on=date(2026, 7, 1))
    event = Event.objects.get()
    assert (event.kind, event.user_id, event.user_name, event.channel) == ("draft_kept", 7, "Rosa Hughes", "phone")
    assert event.roles == ["adviser", "team_leader"]
    assert (event.on_behalf_of_id, event.person_id, event.claim_reference) == (PERSON, PERSON, "UC-1")
    assert (event.subject_type, event.subject_id) == ("journeys.draft", str(draft.pk))
    assert event.data == {"on": "2026-07-01"}
    assert abs((clock.now() - event.at).total_seconds()) < 60


def test_the_service_itself_is_named() -> None:
    event = record("run_finished", by=Actor.system("Payments run"))
    event.refresh_from_db()
    assert (event.user_id, event.user_name, event.channel, event.subject_type) == (None, "Payments run", "system", "")


def test_a_read_needs_one_of_the_reasons() -> None:
    assert str(read_record()) == "Rosa Hughes read answers of UC-1"
    with pytest.raises(ValueError, match="curiosity"):
        read_record(reason="curiosity")


def test_the_record_is_undone_with_the_deed() -> None:
    def fail() -> None:
        with transaction.atomic():
            record("claim_started", by=ADVISER)
            read_record()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not Event.objects.exists()
    assert not Access.objects.exists()


@pytest.mark.parametrize("model", [Event, Access])
def test_nothing_recorded_is_changed_or_removed(model: type[models.Model]) -> None:
    row: Any = record("claim_started", by=ADVISER) if model is Event else read_record()
    table = model._meta.db_table

    def by_hand(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    row.user_name = "Somebody else"
    for write in (
        row.save,
        row.delete,
        lambda: model.objects.update(user_name="Somebody else"),
        lambda: model.objects.all().delete(),
        lambda: by_hand(f"UPDATE {table} SET user_name = user_name"),
        lambda: by_hand(f"DELETE FROM {table}"),
    ):
        with pytest.raises(ProgrammingError, match="Cannot"), transaction.atomic():
            write()
    assert model.objects.get().user_name == "Rosa Hughes"
