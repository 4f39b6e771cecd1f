"""The people of a demonstration: made once, through the services, with a past that is true to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from claims.access import current_member
from claims.models import Claim, ClaimState, Declaration
from claims.selectors import sitting_for
from claims.submission import judge_again
from conversations.inbound.models import Arrived
from conversations.models import Post
from core import clock
from demo.loading import load_personas
from demo.personas import CLAIMANTS, PASSWORD, PERSONAS, STAGES, Persona, Stage, persona_of
from notifications.models import BY_HAND, Message, MessageState
from payments.models import PaymentState, Statement

# The state of the claim at each stage: none where there is no claim.
STATES = {
    Stage.ACCOUNT: None,
    Stage.HALF_DONE: ClaimState.STARTED,
    Stage.LAPSING: ClaimState.STARTED,
    Stage.STOPPED: ClaimState.STARTED,
    Stage.SENT: ClaimState.SUBMITTED,
    Stage.DECISION: ClaimState.SUBMITTED,
    Stage.ACCEPTED: ClaimState.OPEN,
    Stage.PAYDAY: ClaimState.OPEN,
    Stage.PAID: ClaimState.OPEN,
    Stage.RETURNED: ClaimState.OPEN,
    Stage.REFUSED: ClaimState.REFUSED,
    Stage.WITHDRAWN: ClaimState.WITHDRAWN,
    Stage.LAPSED: ClaimState.LAPSED,
}


def claim_of(persona: Persona) -> Claim | None:
    return Claim.objects.filter(members__person__user__email=persona.email).first()


def the_claim_of(slug: str) -> Claim:
    persona = persona_of(slug)
    assert persona
    claim = claim_of(persona)
    assert claim
    return claim


def row_counts() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models() if hasattr(model, "objects")}


def test_there_are_none_outside_a_demonstration(db: None):
    with pytest.raises(CommandError, match="demonstration only"):
        call_command("load_personas")
    assert not User.objects.exists()


def test_every_stage_has_its_place_in_the_list_and_somebody_at_it():
    assert [stage for _title, stages in STAGES for stage in stages] == list(Stage)
    assert {persona.stage for persona in CLAIMANTS} == set(Stage)


def test_everybody_has_a_number_of_their_own_that_no_real_person_can_have():
    numbers = [p.story.answers["nino"] for p in CLAIMANTS if p.story and "nino" in p.story.answers]
    assert len(set(numbers)) == len(numbers) > 15
    assert all(number.startswith("QQ") for number in numbers)


def test_everybody_stands_where_they_are_said_to_with_a_true_past_and_is_made_once(people: None, rf):
    check_nothing_is_of_the_future_and_no_message_was_late()
    before = row_counts()
    assert load_personas() == []
    assert row_counts() == before
    for persona in CLAIMANTS:
        check_stands_where_said(persona)
    assert Post.objects.get(arrived_by="text").conversation.person.user.email == "yusuf.demir@example.com"
    assert Arrived.objects.waiting().count() == 2, "from nobody we know"
    for persona in PERSONAS:
        user = authenticate(rf.post("/"), username=persona.email, password=PASSWORD)
        assert user is not None
        assert set(user.roles) == set(persona.roles)
        assert Client().post(f"/demonstration/sign-in/{persona.slug}/", follow=True).status_code == 200, persona.slug


def check_stands_where_said(persona: Persona) -> None:
    claim = claim_of(persona)
    assert (claim and claim.state) == STATES[persona.stage], persona.slug
    if claim and claim.state == ClaimState.OPEN:
        statements = claim.statements.filter(payments__state=PaymentState.ISSUED)
        nothing_left = persona.stage in {Stage.PAYDAY, Stage.RETURNED}
        assert statements.count() == (0 if nothing_left else persona.months), persona.slug


def check_nothing_is_of_the_future_and_no_message_was_late() -> None:
    assert not Event.objects.filter(at__gt=clock.now()).exists()
    for message in Message.objects.all():
        # Letters and calls take somebody until their next day at work, and the latest still wait for one.
        if message.medium not in BY_HAND:
            assert message.state == MessageState.SENT
            assert message.sent_at - message.queued_at < timedelta(minutes=1)
    assert Message.objects.filter(medium__in=BY_HAND, state=MessageState.SENT).exists()


def test_two_months_were_paid_each_for_its_own_pay_and_on_its_day(rosa: None):
    claim = the_claim_of("rosa.hughes")
    kinds = Event.objects.filter(claim_reference=claim.reference).order_by("at").values_list("kind", flat=True)
    assert list(kinds)[:3] == ["claim_started", "claim_submitted", "claim_accepted"]
    assert timezone.localdate(claim.submitted_at) == claim.claimed_on
    first, second = Statement.objects.order_by("number")
    assert first.payable_pence > second.payable_pence > 0
    for statement in (first, second):
        assert timezone.localdate(statement.made_at) == statement.end + timedelta(days=1)
        payment = statement.payments.get()
        assert (payment.amount_pence, payment.state) == (statement.payable_pence, PaymentState.ISSUED)
        assert timezone.localdate(payment.issued_at) == payment.pay_date


def test_unfinished_claims_hold_only_answers_that_their_pages_accept(demonstration: None):
    unfinished = [p for p in CLAIMANTS if p.stage in {Stage.HALF_DONE, Stage.LAPSING, Stage.STOPPED}]
    load_personas(unfinished)
    completed = {}
    for persona in unfinished:
        claim = the_claim_of(persona.slug)
        member = current_member(claim, claim.members.get().person_id)
        assert member
        sitting = sitting_for(claim, member)
        judge_again(sitting)
        completed[persona.slug] = sitting.completed_count()
        left = claim.draft.expires_at - clock.now()
        assert left == pytest.approx(timedelta(days=28 - persona.days), abs=timedelta(days=1))
    assert completed == {"daniel.okafor": 3, "nikhil.rao": 12, "beatrice.langley": 0, "felix.warburton": 0}


def test_whoever_leaves_a_claim_was_reminded_and_told(demonstration: None):
    load_personas([p for p in CLAIMANTS if p.stage in {Stage.LAPSING, Stage.LAPSED}])
    sent = {(message.address, message.template): message.sent_at.date() for message in Message.objects.all()}
    assert sent == {
        ("nikhil.rao@example.com", "claim_unsent"): date(2026, 11, 17),
        ("nikhil.rao@example.com", "claim_unsent_last"): date(2026, 11, 22),
        ("07700 900083", "claim_unsent"): date(2026, 11, 10),
        ("07700 900083", "claim_unsent_last"): date(2026, 11, 15),
        ("07700 900083", "claim_lapsed"): date(2026, 11, 18),
    }


def test_a_welsh_speaker_declares_and_is_written_to_in_welsh(demonstration: None):
    load_personas([p for p in PERSONAS if p.is_staff or p.slug == "elin.rowlands"])
    assert Declaration.objects.get().language == "cy"
    letters = Message.objects.filter(medium="letter")
    assert {message.language for message in letters} == {"cy"}
