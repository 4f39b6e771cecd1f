"""A member of staff opens so many records in an hour and no more, whoever they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from accounts.roles import Role
from accounts.throttle import MustWait
from audit.models import Access, Event
from claims.models import Claim
from core import clock
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
