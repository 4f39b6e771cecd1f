"""What has been kept for long enough goes, once and recorded; what is on hold stays."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from accounts.doors import CONFIRMED_AT
from accounts.models import DeviceUse, SignIn
from accounts.roles import Role
from audit.models import Event
from claims.closeness import Kept
from claims.models import Claim, ClaimState, Declaration, Fact
from claims.services import withdraw_claim
from core import clock
from core.actor import Actor
from core.states import MoveRefused
from journeys.models import Draft, PageAnswer
from notifications.models import Message, MessageState
from privacy.holds import end_hold, place_holds
from privacy.models import DataCopy, LegalHold
from privacy.periods import PERIODS, period_of
from privacy.purging import SETS, purge
from privacy.services import ask_for_copy, make_copy
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("Tests")
YEAR = timedelta(days=366)


def admin() -> Actor:
    user = make_user(Role.ADMIN, name="Ada")
    return Actor(user.pk, "Ada", frozenset({Role.ADMIN}), None, "online")


def done(**options: Any) -> dict[str, int]:
    return {each.name: each.rows for each in purge(by=SYSTEM, **options)}


@pytest.fixture
def ended() -> Claimant:
    """Somebody who sent a claim and took it back."""
    claimant = make_claimant().answer().send()
    withdraw_claim(claim=claimant.claim, member=claimant.member, by=claimant.by)
    return claimant


def test_a_claim_that_ended_long_ago_goes_with_all_that_is_of_it(ended: Claimant) -> None:
    other = make_claimant().answer().send()
    began = clock.now()
    with time_machine.travel(began + 5 * YEAR):
        assert done(kinds=["ended_claims"]) == {"ended_claims": 0}
    with time_machine.travel(began + 6 * YEAR + YEAR):
        assert done(kinds=["ended_claims"], dry_run=True) == {"ended_claims": 1}
        assert Claim.objects.filter(pk=ended.claim.pk).exists()
        assert done(kinds=["ended_claims"]) == {"ended_claims": 1}
        assert done(kinds=["ended_claims"]) == {"ended_claims": 0}
    assert list(Claim.objects.all()) == [other.claim]
    assert set(Declaration.objects.values_list("claim", flat=True)) == {other.claim.pk}
    assert not Fact.objects.filter(person=ended.person).exists()
    assert not PageAnswer.objects.filter(draft=ended.member.draft_id).exists()
    assert not Draft.objects.filter(pk__in=[ended.member.draft_id, ended.claim.draft_id]).exists()
    assert Event.objects.get(kind="data_purged").data == {"purged": "ended_claims", "rows": 1}


def test_what_is_on_hold_stays_until_it_ends(ended: Claimant) -> None:
    by = admin()
    (hold,) = place_holds(claim=ended.claim, reason="An appeal", until=None, by=by)
    with time_machine.travel(clock.now() + 7 * YEAR):
        kinds = ["ended_claims", "messages", "journal", "sign_ins"]
        assert set(done(kinds=kinds).values()) == {0}
        end_hold(hold=hold, by=by)
        end_hold(hold=hold, by=by)
        gone = done(kinds=kinds)
    assert gone["ended_claims"] == 1
    assert gone["journal"] > 0
    assert Event.objects.filter(kind="legal_hold_ended", person_id=ended.person.pk).count() == 1


def test_devices_of_people_on_hold_stay(ended: Claimant) -> None:
    DeviceUse.objects.all().delete()
    now = clock.now()
    for user, digest in ((ended.user, b"1" * 32), (make_user(), b"2" * 32)):
        DeviceUse.objects.create(user=user, digest=digest, first_used_at=now, last_used_at=now)
    place_holds(claim=ended.claim, reason="An inquiry", until=None, by=admin())
    with time_machine.travel(now + YEAR):
        assert SETS["unfinished"].count() >= 1
        done(kinds=["unfinished"])
        assert [device.user for device in DeviceUse.objects.all()] == [ended.user]
        assert not any(rows.exists() for rows in SETS["unfinished"].rows() if rows.model is DeviceUse)


def test_nobody_ends_what_keeps_proof_about_themselves(ended: Claimant) -> None:
    (hold,) = place_holds(claim=ended.claim, reason="An inquiry", until=None, by=admin())
    by = Actor(ended.user.pk, "Rosa", frozenset({Role.ADMIN}), ended.person.pk, "online")
    with pytest.raises(Kept):
        end_hold(hold=hold, by=by)
    with pytest.raises(Kept):
        place_holds(claim=ended.claim, reason="Mine", until=None, by=by)
    hold.refresh_from_db()
    assert hold.ended_at is None


def test_an_admin_ends_a_hold_once_they_confirm_that_it_is_them(ended: Claimant) -> None:
    (hold,) = place_holds(claim=ended.claim, reason="An inquiry", until=None, by=admin())
    browser, holds = signed_in(make_user(Role.ADMIN)), reverse("admin:privacy_legalhold_changelist")
    session = browser.session
    confirmed_at, session[CONFIRMED_AT] = session[CONFIRMED_AT], 0
    session.save()
    end = {"action": "end", "_selected_action": str(hold.pk)}
    assert str(hold.pk) in browser.post(holds, end).content.decode(), "what they chose goes along"
    assert LegalHold.objects.filter(ended_at=None).exists()
    assert browser.get(reverse("admin:privacy_legalhold_add")).status_code == 302
    session[CONFIRMED_AT] = confirmed_at
    session.save()
    browser.post(holds, end)
    assert not LegalHold.objects.filter(ended_at=None).exists()


def test_a_hold_until_a_day_ends_by_itself(ended: Claimant) -> None:
    place_holds(claim=ended.claim, reason="An appeal", until=clock.today() + 7 * YEAR, by=admin())
    began = clock.now()
    with time_machine.travel(began + 7 * YEAR - timedelta(days=1)):
        assert done(kinds=["ended_claims"]) == {"ended_claims": 0}
    with time_machine.travel(began + 7 * YEAR + timedelta(days=2)):
        assert done(kinds=["ended_claims"]) == {"ended_claims": 1}


def test_a_claim_on_hold_that_is_not_sent_keeps_its_answers() -> None:
    claimant = make_claimant().answer()
    (hold,) = place_holds(claim=claimant.claim, reason="An inquiry", until=None, by=admin())
    with time_machine.travel(clock.now() + timedelta(days=30)):
        assert done(kinds=["unsent_claims"]) == {"unsent_claims": 0}
        assert PageAnswer.objects.filter(draft=claimant.member.draft_id).exists()
        end_hold(hold=hold, by=admin())
        assert done(kinds=["unsent_claims"]) == {"unsent_claims": 1}
    assert Claim.objects.get().state == ClaimState.LAPSED
    assert not PageAnswer.objects.exists()


def test_only_an_admin_places_a_hold(ended: Claimant) -> None:
    with pytest.raises(MoveRefused):
        place_holds(claim=ended.claim, reason="An appeal", until=None, by=ended.by)
    assert not LegalHold.objects.exists()


def test_each_night_takes_what_is_old_enough(ended: Claimant) -> None:
    copy = ask_for_copy(by=ended.by)
    make_copy(copy.pk, by=SYSTEM)
    now = clock.now()
    DeviceUse.objects.create(user=ended.user, digest=bytes(32), first_used_at=now, last_used_at=now)
    SignIn.objects.create(user=ended.user, at=now)
    waiting = Message.objects.filter(state=MessageState.QUEUED).count()
    with time_machine.travel(now + timedelta(days=8)):
        assert done(kinds=["copies"]) == {"copies": 1}
    assert not DataCopy.objects.exists()
    with time_machine.travel(now + 3 * YEAR):
        said = done()
    assert said["messages"] == 0, "what waits to be sent is not old"
    assert Message.objects.count() == waiting
    assert said["sign_ins"] == 1
    assert not DeviceUse.objects.exists()


def test_a_limit_leaves_the_rest_for_the_next_time(ended: Claimant) -> None:
    for _ in range(3):
        SignIn.objects.create(user=ended.user, at=clock.now())
    with time_machine.travel(clock.now() + 3 * YEAR):
        assert [done(kinds=["sign_ins"], limit=2)["sign_ins"] for _ in range(3)] == [2, 1, 0]


def test_the_command_says_what_it_did(ended: Claimant) -> None:
    said = StringIO()
    with time_machine.travel(clock.now() + 7 * YEAR):
        call_command("purge", "--dry-run", stdout=said)
        call_command("purge", "--kind", "ended_claims", stdout=said)
    assert "ended_claims: 1 to delete" in said.getvalue()
    assert "ended_claims: 1 deleted" in said.getvalue()


def test_every_set_has_a_period_and_every_period_its_source() -> None:
    assert set(SETS) <= set(PERIODS) | {"unfinished"}
    for kind, periods in PERIODS.items():
        assert period_of(kind) in periods
        assert [each.since for each in periods] == sorted({each.since for each in periods})
        assert all(each.source for each in periods)


def test_the_audit_is_never_deleted(ended: Claimant) -> None:
    before = set(Event.objects.values_list("pk", flat=True))
    with time_machine.travel(clock.now() + 10 * YEAR):
        assert done()["ended_claims"] == 1
    assert before <= set(Event.objects.values_list("pk", flat=True))


def test_an_admin_places_a_hold_and_ends_it_in_the_admin(ended: Claimant) -> None:
    browser = signed_in(make_user(Role.ADMIN))
    add = reverse("admin:privacy_legalhold_add")
    assert "Why nothing may be deleted" in browser.get(add).content.decode()
    refused = browser.post(add, {"claim_reference": "UC-0000-0000", "why": "An appeal"})
    assert "No claim has this reference" in refused.content.decode()
    assert browser.post(add, {"claim_reference": ended.claim.reference, "why": "An appeal"}).status_code == 302
    hold = LegalHold.objects.get()
    assert (hold.reason, hold.person) == ("An appeal", ended.person)
    shown = browser.get(reverse("admin:privacy_legalhold_change", args=[hold.pk])).content.decode()
    assert ended.claim.reference in shown
    assert "An appeal" not in shown
    browser.post(reverse("admin:privacy_legalhold_changelist"), {"action": "end", "_selected_action": str(hold.pk)})
    hold.refresh_from_db()
    assert hold.ended_at
