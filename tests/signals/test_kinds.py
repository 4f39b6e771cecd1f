"""Each kind of signal: when it is one, and when it is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

from accounts.actors import actor_for
from accounts.devices import forget_devices
from accounts.models import DeviceUse, Office, User
from accounts.roles import Role
from claims.journey import CLAIM
from claims.models import Member, ReasonCode
from claims.records import open_record
from claims.services import accept_claim, refuse_claim, start_claim
from claims.submission import submit_claim
from core import clock
from core.likeness import account_digest, address_digest, folded
from demo.filling import answer_claim
from demo.stories import LONE_PARENT
from journeys.models import PageAnswer
from journeys.services import start_draft
from payments.pay import correct_pay, report_pay
from signals.models import ShareKind
from signals.services import add_known
from tests.claims.claimants import Claimant, make_claimant, make_user
from tests.proving import prove
from tests.signals.conftest import LOOKING, decision_maker, found, sent

pytestmark = pytest.mark.django_db
PASSWORD = "three plain words"


def claims_of(signal: Any) -> set[Any]:
    return set(signal.evidence.values_list("claim", flat=True))


def accept(claimant: Claimant) -> Claimant:
    by = decision_maker()
    prove(claimant.person, by=by)
    reason = ReasonCode.objects.get(code="conditions-met")
    claimant.claim = accept_claim(claim=claimant.claim, reason=reason, note="", by=by)
    return claimant


# The same account


def test_two_households_paid_into_one_account():
    first, second, _other = sent(account_number="70000000"), sent(account_number="70000000"), sent()
    (signal,) = found("same_account")
    assert claims_of(signal) == {first.claim.pk, second.claim.pk}
    assert signal.count == 2


def test_a_roll_number_makes_another_account_and_spacing_does_not():
    same = {"sort_code": "30-94-82", "account_number": "7000 0000"}
    assert account_digest(same) == account_digest({"sort_code": "309482", "account_number": "70000000"})
    assert account_digest(same) != account_digest({**same, "roll_number": "A1"})


def test_somebody_who_claims_again_is_one_household():
    claimant = sent(account_number="70000000")
    refuse(claimant)
    again(claimant, account_number="70000000")
    assert found("same_account") == []


def test_an_account_that_many_share_is_none():
    sort_code = LONE_PARENT.answers["sort_code"]
    digest = account_digest({"sort_code": sort_code, "account_number": "70000000"})
    add_known(kind=ShareKind.ACCOUNT, digest=digest, name="The council", why="Appointee", by=LOOKING)
    sent(account_number="70000000", roll_number=None)
    sent(account_number="70000000", roll_number=None)
    assert found("same_account") == []


def test_claims_that_are_over_are_not_compared():
    first = sent(account_number="70000000")
    sent(account_number="70000000")
    refuse(first)
    assert found("same_account") == []


# The same address


@pytest.mark.parametrize(("households", "signals"), [(5, 0), (6, 1)])
def test_many_households_at_one_address(households: int, signals: int):
    for number in range(households):
        sent(address_line_1="4 High Street" if number % 2 else "4, high  STREET")
    assert len(found("same_address")) == signals


def test_homes_that_are_shared_by_design_are_none(settings: LazySettings):
    settings.SIGNAL_THRESHOLDS = {"same_address": 2}
    sent(address_line_1="4 High Street", tenure="supported")
    sent(address_line_1="4 High Street", tenure="supported")
    sent(address_line_1="9 Low Road")
    sent(address_line_1="9 Low Road")
    place = {"address_line_1": "9 Low Road", "postcode": LONE_PARENT.answers["postcode"]}
    add_known(kind=ShareKind.ADDRESS, digest=address_digest(place), name="Hostel", why="Shared", by=LOOKING)
    assert found("same_address") == []


# The same device


def sign_in(user: User, browser: Client) -> None:
    browser.post("/sign-out/")
    door = "/sign-in/" if Role.CLAIMANT in user.roles else "/staff/sign-in/"
    response = browser.post(door, {"email": user.email, "password": PASSWORD})
    assert response.status_code == 302


@pytest.mark.parametrize(("people", "signals"), [(3, 0), (4, 1)])
def test_many_households_on_one_device(people: int, signals: int):
    browser = Client()
    for _number in range(people):
        claimant = sent()
        sign_in(claimant.user, browser)
        sign_in(claimant.user, browser)
    sign_in(sent().user, Client())
    assert DeviceUse.objects.values("digest").distinct().count() == 2
    assert len(found("same_device")) == signals


def test_a_couple_on_one_claim_is_one_household(settings: LazySettings):
    settings.SIGNAL_THRESHOLDS = {"same_device": 2}
    browser, claimant, partner = Client(), sent(), make_user()
    Member.objects.create(
        claim=claimant.claim,
        person=partner.person,
        draft=start_draft(journey=CLAIM),
        applies=claimant.member.applies,
        recorded_at=clock.now(),
    )
    for user in (claimant.user, partner):
        sign_in(user, browser)
    assert found("same_device") == []
    sign_in(sent().user, browser)
    (signal,) = found("same_device")
    assert signal.count == 2


def test_sign_ins_long_ago_and_shared_computers_are_none(settings: LazySettings):
    settings.SIGNAL_THRESHOLDS = {"same_device": 2}
    browser, claimants = Client(), [sent(), sent()]
    for claimant in claimants:
        sign_in(claimant.user, browser)
    (signal,) = found("same_device")
    add_known(kind=ShareKind.DEVICE, digest=bytes(signal.key), name="Library", why="Shared", by=LOOKING)
    signal.delete()
    assert found("same_device") == []
    with time_machine.travel(clock.now() + timedelta(days=181)):
        forget_devices()
    assert not DeviceUse.objects.exists()


def test_a_device_is_a_random_cookie_whatever_a_browser_sends():
    browser, claimant = Client(), make_claimant()
    browser.cookies["device"] = 'short" ; é'
    sign_in(claimant.user, browser)
    value = browser.cookies["device"].value
    assert len(value) == 43
    assert browser.cookies["device"]["httponly"]
    assert value.encode() not in bytes(DeviceUse.objects.get().digest)


# Who somebody is


@pytest.mark.parametrize(
    ("holder", "owner", "signals"),
    [
        ("R HUGHES", "mine", 0),
        ("Robin Zielinska-Hughes", "mine", 0),
        ("J SMITH", "mine", 1),
        ("J SMITH", "other", 0),
        ("J SMITH", "joint", 0),
    ],
)
def test_an_account_in_another_name(holder: str, owner: str, signals: int):
    sent(account_holder=holder, account_owner=owner, owner_agrees=True)
    assert len(found("account_name")) == signals


def test_an_earlier_name_is_their_own_and_accents_make_no_difference():
    sent(account_holder="M ZIELINSKA", family_name="Zielińska")
    sent(account_holder="R WOŹNY", has_other_names=True, other_names="Wozny, Kowalska")
    assert found("account_name") == []
    assert folded("Łukasz Ó Brádaigh") == "lukasz o bradaigh"


def test_one_number_of_two_people():
    sent(nino="QQ739164B")
    sent()
    assert found("same_number") == []
    sent(nino="QQ739164B")
    (signal,) = found("same_number")
    assert signal.count == signal.evidence.count() == 2


def test_one_name_and_date_of_birth_of_two_people():
    who = {"given_names": "Robin", "family_name": "Hughes", "date_of_birth": "1988-04-12"}
    sent(**who)
    sent(**{**who, "date_of_birth": "1988-04-13"})
    sent(**{**who, "given_names": "Rowan"})
    assert found("same_person") == []
    sent(**{**who, "given_names": "ROBIN"})
    (signal,) = found("same_person")
    assert signal.count == 2


@pytest.mark.parametrize(
    ("answers", "signals"), [({}, 0), ({"phone": "07700 900999"}, 0), ({"date_of_birth": "1971-02-03"}, 1)]
)
def test_identity_that_changed_after_it_was_checked(answers: dict[str, Any], signals: int):
    who = {"given_names": "Robin", "family_name": "Hughes", "date_of_birth": "1988-04-12", "nino": "QQ739164B"}
    claimant = sent(**who)
    prove(claimant.person, by=decision_maker())
    refuse(claimant)
    again(claimant, **{**who, **answers})
    assert len(found("identity_changed")) == signals


def refuse(claimant: Claimant) -> None:
    reason = ReasonCode.objects.filter(outcome="refuse").first()
    assert reason
    refuse_claim(claim=claimant.claim, reason=reason, note="", by=decision_maker())


def again(claimant: Claimant, **answers: Any) -> None:
    claim = start_claim(person=claimant.person, by=claimant.by)
    member = claim.members.get()
    answer_claim(claim=claim, member=member, story=LONE_PARENT.but(**answers), by=claimant.by)
    submit_claim(claim=claim, member=member, by=claimant.by)


# Edits


@pytest.mark.parametrize(("changes", "signals"), [(3, 0), (4, 1)])
def test_pay_that_is_changed_many_times(changes: int, signals: int):
    claimant, by = accept(sent()), actor_for(make_user(Role.ADVISER, name="Amina Yusuf"))
    assert claimant.claim.entitled_from
    paid = {"employer": "Corner Café", "paid_on": claimant.claim.entitled_from}
    pay = report_pay(claim=claimant.claim, person=claimant.person, net_pence=100_00, by=by, **paid)
    for number in range(changes):
        pay = correct_pay(pay=pay, net_pence=200_00 + number, by=by, **paid)
    assert len(found("pay_edited")) == signals
    with time_machine.travel(clock.now() + timedelta(days=91)):
        assert not any(signal.last_seen_at > clock.now() - timedelta(days=1) for signal in found("pay_edited"))


# Pace


@pytest.mark.parametrize(("seconds", "signals"), [(1.5, 1), (2.5, 0)])
def test_pages_answered_faster_than_anybody_reads(seconds: float, signals: int):
    claimant = sent()
    assert found("fast_answers") == [], "what was known already and kept in one go has no pace"
    answers = list(PageAnswer.objects.filter(draft=claimant.claim.draft_id).order_by("pk"))
    assert len(answers) > 30
    began = clock.now() - timedelta(hours=1)
    for number, answer in enumerate(answers):
        answer.saved_at = began + number * timedelta(seconds=seconds)
    PageAnswer.objects.bulk_update(answers, ["saved_at"])
    assert [(claims_of(signal), signal.state) for signal in found("fast_answers")] == [
        ({claimant.claim.pk}, "new")
    ] * signals
    with time_machine.travel(clock.now() + timedelta(days=91)):
        assert not any(signal.last_seen_at > clock.now() - timedelta(days=1) for signal in found("fast_answers"))


# Staff


@pytest.mark.parametrize(("records", "signals"), [(2, 0), (3, 1)])
def test_many_records_in_a_day(records: int, signals: int, settings: LazySettings):
    settings.SIGNAL_THRESHOLDS = {"many_records": 3}
    adviser = make_user(Role.ADVISER, name="Amina Yusuf")
    with time_machine.travel("2026-09-14 09:00+00:00") as traveller:
        claims = [sent().claim for _number in range(records)]
        for claim in (*claims, claims[0]):
            open_record(claim=claim, reason="check", note="A look", by=actor_for(adviser))
        open_record(claim=sent().claim, reason="check", note="A look", by=decision_maker())
        traveller.shift(timedelta(days=1))
        open_record(claim=claims[0], reason="check", note="A look", by=actor_for(adviser))
        signals_found = found("many_records")
    assert [signal.staff for signal in signals_found] == [adviser] * signals


@pytest.mark.parametrize(("whose", "signals"), [("own", 1), ("colleague", 1), ("elsewhere", 0)])
def test_staff_who_open_the_record_of_somebody_near(
    whose: str,
    signals: int,
    staff_who_claims: Callable[..., tuple[User, Claimant]],
    monkeypatch: pytest.MonkeyPatch,
):
    # A record that was opened before they moved there: since then it is kept from them.
    monkeypatch.setattr("claims.records.check_is_not_kept", lambda _claim, _by: None)
    here, there = (Office.objects.create(name=name, address="", opening_hours="", phone="") for name in ("A", "B"))
    owner, _claimant = staff_who_claims(Role.ADVISER, address_line_1="4 High Street")
    owner.office = here
    owner.save()
    reader = owner
    if whose != "own":
        reader = make_user(Role.ADVISER, name="A colleague")
        reader.office = here if whose == "colleague" else there
        reader.save()
    near, far = sent(address_line_1="4 High Street").claim, sent().claim
    for claim in (near, far):
        open_record(claim=claim, reason="check", note="A look", by=actor_for(reader))
    signals_found = found("own_circle")
    assert [signal.staff for signal in signals_found] == [reader] * signals
    assert all(claims_of(signal) == {near.pk} for signal in signals_found)


def test_staff_who_sign_in_on_the_device_of_somebody_whose_record_they_open():
    adviser, claimant, browser = make_user(Role.ADVISER, name="Amina Yusuf"), sent(), Client()
    for user in (claimant.user, adviser):
        sign_in(user, browser)
    assert found("own_circle") == []
    open_record(claim=claimant.claim, reason="check", note="A look", by=actor_for(adviser))
    (signal,) = found("own_circle")
    assert (signal.staff, claims_of(signal)) == (adviser, {claimant.claim.pk})
