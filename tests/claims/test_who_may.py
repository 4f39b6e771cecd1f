"""Who may see and do what with a claim."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.actors import actor_for
from accounts.models import User
from accounts.roles import Role
from accounts.services import ensure_person
from audit.models import Access
from claims.lapsing import lapse_claims
from claims.models import Decision, Fact
from claims.records import open_record
from claims.services import (
    CannotAccept,
    NotTheirs,
    accept_claim,
    refuse_claim,
    start_claim,
    withdraw_claim,
)
from claims.submission import submit_claim
from core.actor import Actor
from core.states import MoveRefused
from demo.stories import LONE_PARENT
from journal.selectors import journal_entries, open_todos
from journal.services import create_todo
from journeys.models import PageAnswer
from notifications.models import Message
from tests.claims.claimants import Claimant, make_claimant, make_user, signed_in
from tests.conftest import sign_in
from tests.proving import prove

pytestmark = pytest.mark.django_db

PAGES = ["apply/", "apply/home/tenure/", "apply/children/list/", "apply/check/", "apply/declaration/", "take-back/"]


@pytest.mark.parametrize("page", [*PAGES, "sent/", "answers/"])
def test_a_strangers_claim_is_not_there(claimant: Claimant, stranger: Claimant, page: str) -> None:
    claimant.answer()
    address = f"/claims/{claimant.claim.reference}/{page}"
    assert stranger.browser.get(address).status_code == 404
    assert stranger.browser.post(address).status_code == 404
    assert Client().get(address).url.startswith("/sign-in/")


@pytest.mark.parametrize("page", [*PAGES, "sent/"])
def test_staff_who_gave_no_reason_see_no_claim(claimant: Claimant, adviser: User, page: str) -> None:
    claimant.answer()
    assert signed_in(adviser).get(f"/claims/{claimant.claim.reference}/{page}").status_code == 404


def test_staff_who_gave_a_reason_read_what_was_declared_and_it_is_recorded(claimant: Claimant, adviser: User) -> None:
    claimant.answer().send()
    by = actor_for(adviser)
    open_record(claim=claimant.claim, reason="new_claim", note="First look", by=by)
    browser = signed_in(adviser)
    page = browser.get(f"/claims/{claimant.claim.reference}/answers/")
    assert page.status_code == 200
    assert "QQ 12 34 56 C" not in page.content.decode()
    reads = Access.objects.filter(person_id=claimant.person.pk).values_list("page", "user_name", "note")
    assert ("claims:answers", "Amina Yusuf", "First look") in reads
    # Reading is not acting: they cannot change or send what is the claimant's.
    for path in PAGES:
        assert browser.get(f"/claims/{claimant.claim.reference}/{path}").status_code == 404


def test_a_record_closes_again_after_a_working_day(claimant: Claimant, adviser: User) -> None:
    claimant.answer().send()
    open_record(claim=claimant.claim, reason="new_claim", note="", by=actor_for(adviser))
    with time_machine.travel(timezone.now() + timedelta(hours=9), tick=False):
        assert signed_in(adviser).get(f"/claims/{claimant.claim.reference}/answers/").status_code == 404


def test_another_advisers_reason_opens_nothing(claimant: Claimant, adviser: User) -> None:
    claimant.answer().send()
    open_record(claim=claimant.claim, reason="new_claim", note="", by=actor_for(adviser))
    other = signed_in(make_user(Role.ADVISER))
    assert other.get(f"/claims/{claimant.claim.reference}/answers/").status_code == 404


def test_nobody_opens_or_decides_their_own_claim(claimant: Claimant, reasons: Any) -> None:
    claimant.answer().send()
    claimant.user.roles = [Role.CLAIMANT, Role.ADVISER]
    claimant.user.save()
    ensure_person(claimant.user, by=claimant.by)
    both = actor_for(claimant.user)
    with pytest.raises(PermissionDenied):
        open_record(claim=claimant.claim, reason="check", note="", by=both)
    with pytest.raises(PermissionDenied):
        refuse_claim(claim=claimant.claim, reason=reasons("refuse"), note="", by=both)


def check_identity(claimant: Claimant, adviser: User) -> None:
    by = actor_for(adviser)
    prove(claimant.person, by=by)


def test_a_claim_is_accepted_from_the_day_it_was_made(claimant: Claimant, adviser: User, reasons: Any) -> None:
    claimant.answer().send()
    check_identity(claimant, adviser)
    by = actor_for(adviser)
    accepted = accept_claim(claim=claimant.claim, reason=reasons("accept"), note="All seen", by=by)
    assert (accepted.state, accepted.entitled_from) == ("open", claimant.claim.claimed_on)
    again = accept_claim(claim=claimant.claim, reason=reasons("accept"), note="", by=by)
    assert again.decisions.count() == 1
    assert Message.objects.filter(template="claim_accepted").count() == 1
    assert Fact.objects.get(kind="area").value == {"brma": "", "london": False}


def test_a_claim_is_refused_with_a_reason_that_stays_as_it_was_worded(
    claimant: Claimant, adviser: User, reasons: Any
) -> None:
    claimant.answer().send()
    reason = reasons("refuse")
    refused = refuse_claim(claim=claimant.claim, reason=reason, note="", by=actor_for(adviser))
    assert refused.state == "refused"
    reason.explanation = "Something else"
    reason.save()
    assert Decision.objects.get().explanation == "We refuse."


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"knows_nino": False}, "National Insurance number"),
        ({"tenure": "private"}, "Broad Rental Market Area"),
        ({"postcode": "BR1 1AA"}, "Greater London"),
    ],
)
def test_an_award_that_could_not_be_made_is_not_accepted(
    claimant: Claimant, adviser: User, reasons: Any, changed: dict[str, Any], words: str
) -> None:
    claimant.answer(LONE_PARENT.but(**changed)).send()
    check_identity(claimant, adviser)
    with pytest.raises(CannotAccept, match=words):
        accept_claim(claim=claimant.claim, reason=reasons("accept"), note="", by=actor_for(adviser))
    assert not Decision.objects.exists()


def test_nobody_is_accepted_before_we_know_who_they_are(claimant: Claimant, adviser: User, reasons: Any) -> None:
    claimant.answer().send()
    with pytest.raises(CannotAccept, match="Verify"):
        accept_claim(claim=claimant.claim, reason=reasons("accept"), note="", by=actor_for(adviser))


def test_a_claimant_decides_nothing_and_a_decided_claim_is_not_decided_again(
    claimant: Claimant, adviser: User, reasons: Any
) -> None:
    claimant.answer().send()
    with pytest.raises(MoveRefused):
        refuse_claim(claim=claimant.claim, reason=reasons("refuse"), note="", by=make_claimant().by)
    refuse_claim(claim=claimant.claim, reason=reasons("refuse"), note="", by=actor_for(adviser))
    check_identity(claimant, adviser)
    with pytest.raises(MoveRefused):
        accept_claim(claim=claimant.claim, reason=reasons("accept"), note="", by=actor_for(adviser))


def test_a_reason_for_the_other_outcome_is_no_reason(claimant: Claimant, adviser: User, reasons: Any) -> None:
    claimant.answer().send()
    with pytest.raises(ValueError, match="not a reason"):
        refuse_claim(claim=claimant.claim, reason=reasons("accept"), note="", by=actor_for(adviser))


def test_a_claim_can_be_taken_back_before_it_is_decided(claimant: Claimant) -> None:
    claimant.answer().send()
    for _again in range(2):
        taken_back = withdraw_claim(claim=claimant.claim, member=claimant.member, by=claimant.by)
        assert taken_back.state == "withdrawn"
    assert PageAnswer.objects.exists()


@pytest.mark.parametrize("end", ["withdraw", "refuse"])
def test_nothing_is_left_to_do_for_a_claim_that_ended(
    claimant: Claimant, adviser: User, reasons: Any, end: str
) -> None:
    claimant.answer().send()
    reference = claimant.claim.reference
    create_todo(person=claimant.person, kind="verify_identity", due=None, subject="UC-ANOTHER", by=claimant.by)
    if end == "withdraw":
        page = claimant.browser.get("/home/").content.decode()
        assert f"/claims/{reference}/take-back/" in page
        done = claimant.browser.post(f"/claims/{reference}/take-back/", follow=True).content.decode()
        assert "You took back your claim." in done
        withdraw_claim(claim=claimant.claim, member=claimant.member, by=claimant.by)
    else:
        refuse_claim(claim=claimant.claim, reason=reasons("refuse"), note="", by=actor_for(adviser))
    assert [todo.subject for todo in open_todos(claimant.person)] == ["UC-ANOTHER"]
    kinds = [entry.kind for entry in journal_entries(claimant.person)]
    assert kinds.count("todo_withdrawn") == 1
    assert kinds.count({"withdraw": "claim_withdrawn", "refuse": "claim_refused"}[end]) == 1
    assert claimant.browser.post(f"/claims/{reference}/take-back/").url.endswith("/sent/")


def test_answers_that_were_never_sent_go_with_a_claim_that_is_taken_back(claimant: Claimant) -> None:
    claimant.answer()
    withdraw_claim(claim=claimant.claim, member=claimant.member, by=claimant.by)
    assert not PageAnswer.objects.exists()
    assert start_claim(person=claimant.person, by=claimant.by) != claimant.claim


def test_nobody_sends_or_takes_back_anothers_claim(claimant: Claimant, stranger: Claimant) -> None:
    claimant.answer()
    for member in (claimant.member, stranger.member):
        with pytest.raises(NotTheirs):
            submit_claim(claim=claimant.claim, member=member, by=stranger.by)
        with pytest.raises(NotTheirs):
            withdraw_claim(claim=claimant.claim, member=member, by=stranger.by)
    with pytest.raises(NotTheirs):
        start_claim(person=claimant.person, by=stranger.by)


def test_one_number_is_one_person(claimant: Claimant, stranger: Claimant, adviser: User, reasons: Any) -> None:
    claimant.answer().send()
    stranger.answer().send()
    check_identity(stranger, adviser)
    with pytest.raises(CannotAccept, match="Somebody else"):
        accept_claim(claim=stranger.claim, reason=reasons("accept"), note="", by=actor_for(adviser))


def test_a_claim_that_was_not_sent_in_time_ends_and_its_answers_are_deleted(claimant: Claimant) -> None:
    claimant.answer()
    assert lapse_claims(by=Actor.system("Night")) == 0
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        assert lapse_claims(by=Actor.system("Night")) == 1
        assert lapse_claims(by=Actor.system("Night")) == 0
        claimant.claim.refresh_from_db()
        assert claimant.claim.state == "lapsed"
        assert not PageAnswer.objects.exists()
        sign_in(claimant.browser, claimant.user)
        page = claimant.browser.get(f"/claims/{claimant.claim.reference}/sent/").content.decode()
        assert "Your answers were not sent in time" in page
        assert start_claim(person=claimant.person, by=claimant.by) != claimant.claim


def test_somebody_whose_role_changed_still_handles_no_claim_of_their_own(claimant: Claimant, reasons: Any) -> None:
    claimant.answer().send()
    claimant.user.roles = [Role.ADVISER]
    claimant.user.save()
    adviser_now = actor_for(User.objects.get(pk=claimant.user.pk))
    with pytest.raises(PermissionDenied):
        open_record(claim=claimant.claim, reason="check", note="", by=adviser_now)
    with pytest.raises(PermissionDenied):
        refuse_claim(claim=claimant.claim, reason=reasons("refuse"), note="", by=adviser_now)


def test_the_longest_names_and_phone_numbers_that_are_taken_can_be_sent(claimant: Claimant) -> None:
    longest = LONE_PARENT.but(given_names="A" * 90, family_name="B" * 90, phone="01632960000 ext 123456")
    assert claimant.answer(longest).send().claim.state == "submitted"
