"""A member of staff opens so many records in an hour and no more, whoever they are; so with letters and concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Concern
from accounts.roles import Role
from accounts.throttle import MustWait
from audit.models import Access, Event
from claims.models import Claim
from core import clock
from notifications.models import Message
from notifications.recipients import Recipient
from notifications.services import send
from staff.opening import open_with_reason
from tests.claims.claimants import Claimant, make_claimant
from tests.staff.conftest import Worker, make_worker

WHY = {"reason": "contact", "note": "They called us"}


def opens(worker: Worker, claim: Claim) -> int:
    return worker.browser.post(f"/staff/claims/{claim.reference}/open/", WHY).status_code


@pytest.mark.parametrize("role", [Role.ADVISER, Role.TEAM_LEADER])
def test_nobody_opens_records_without_end(role: str, sent: Claimant, settings: object) -> None:
    settings.RECORDS_OPENED_AN_HOUR = 1  # type: ignore[attr-defined]
    other, worker = make_claimant().answer().send(), make_worker(role)
    assert [opens(worker, sent.claim), opens(worker, sent.claim)] == [302, 302], "open already, so none is counted"
    refused = worker.browser.post(f"/staff/claims/{other.claim.reference}/open/", WHY)
    assert refused.status_code == 429
    assert other.person.family_name not in refused.content.decode()
    assert not Access.objects.filter(claim_reference=other.claim.reference).exists()
    event = Event.objects.get(kind="too_many_records_opened")
    assert (event.user_id, event.data) == (worker.user.pk, {"asked_for": other.claim.reference})
    assert opens(make_worker(name="Gareth Lloyd"), other.claim) == 302, "a colleague goes on"
    opening = {"claim": other.claim, "by": worker.by, **WHY}
    with time_machine.travel(clock.now() + timedelta(minutes=59)), pytest.raises(MustWait):
        open_with_reason(**opening)
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        open_with_reason(**opening)
    assert Access.objects.filter(claim_reference=other.claim.reference, user_id=worker.user.pk).exists()


def test_letters_and_concerns_have_an_end_too(sent: Claimant, settings: Any) -> None:
    settings.LETTERS_AN_HOUR = settings.CONCERNS_AN_HOUR = 1
    leader, person = make_worker(Role.TEAM_LEADER), sent.person
    to = Recipient("", "", "en", reference=str(person.pk), contact_by="letter")
    letters = [send(to=to, template="todo_added", context={}, by=sent.by) for _ in range(2)]
    concerns = [Concern.objects.create(user=sent.user, kind="not_me", said_at=clock.now()) for _ in range(2)]
    pages = [("staff:send_by_hand", letters, {}), ("staff:concern", concerns, {"note": "It was their son"})]
    for name, things, typed in pages:
        answers = [leader.browser.post(reverse(name, args=[each.pk]), typed) for each in things]
        assert [each.status_code for each in answers] == [302, 429], name
        assert "This one is not marked as done. You can do it at" in answers[1].content.decode()
        assert typed.get("note", "") in answers[1].content.decode(), "nobody types it twice"
    assert [
        message.state for message in Message.objects.filter(pk__in=[each.pk for each in letters]).order_by("pk")
    ] == [
        "sent",
        "queued",
    ]
    assert Concern.objects.filter(dealt_with_at=None).count() == 1
    noted = {"too_many_letters_sent", "too_many_concerns_dealt_with"}
    assert set(Event.objects.filter(user_id=leader.user.pk, kind__in=noted).values_list("kind", flat=True)) == noted
