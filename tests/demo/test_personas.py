"""The people of a demonstration: made once, through the services, with a past that is true to the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from claims.access import current_member
from claims.models import Claim, ClaimState
from claims.selectors import sitting_for
from claims.submission import judge_again
from core import clock
from demo.loading import load_personas
from demo.personas import PASSWORD, PERSONAS, persona_of
from notifications.models import Message, MessageState
from payments.models import PaymentState, Statement


def claim_of(slug: str) -> Claim:
    """The claim of this persona."""
    persona = persona_of(slug)
    assert persona
    return Claim.objects.get(members__person__user__email=persona.email)


def row_counts() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models() if hasattr(model, "objects")}


def test_loading_again_changes_nothing(people: None):
    before = row_counts()
    assert load_personas() == []
    assert row_counts() == before


def test_there_are_none_outside_a_demonstration(db: None):
    with pytest.raises(CommandError, match="demonstration only"):
        call_command("load_personas")
    assert not User.objects.exists()


def test_everybody_signs_in_with_the_one_password(people: None, rf):
    for persona in PERSONAS:
        user = authenticate(rf.post("/"), username=persona.email, password=PASSWORD)
        assert user is not None
        assert set(user.roles) == set(persona.roles)


def test_claims_stand_where_they_are_said_to(people: None):
    assert claim_of("daniel.okafor").state == ClaimState.STARTED
    assert claim_of("priya.nair").state == ClaimState.SUBMITTED
    assert claim_of("rosa.hughes").state == ClaimState.OPEN
    assert Claim.objects.count() == 3


def test_a_half_done_claim_holds_only_answers_that_its_pages_accept(people: None):
    claim = claim_of("daniel.okafor")
    member = current_member(claim, claim.members.get().person_id)
    assert member
    sitting = sitting_for(claim, member)
    judge_again(sitting)
    assert sitting.completed_count() == 3


def test_two_months_were_paid_each_for_its_own_pay_and_on_its_day(people: None):
    claim = claim_of("rosa.hughes")
    assert timezone.localdate(claim.submitted_at) == claim.claimed_on
    first, second = Statement.objects.order_by("number")
    assert first.payable_pence > second.payable_pence > 0
    for statement in (first, second):
        assert timezone.localdate(statement.made_at) == statement.end + timedelta(days=1)
        payment = statement.payments.get()
        assert (payment.amount_pence, payment.state) == (statement.payable_pence, PaymentState.ISSUED)
        assert timezone.localdate(payment.issued_at) == payment.pay_date


def test_nothing_is_recorded_of_the_future_and_no_message_was_late(people: None):
    assert not Event.objects.filter(at__gt=clock.now()).exists()
    kinds = Event.objects.filter(claim_reference=claim_of("rosa.hughes").reference).order_by("at")
    assert list(kinds.values_list("kind", flat=True))[:3] == ["claim_started", "claim_submitted", "claim_accepted"]
    messages = Message.objects.all()
    assert messages
    for message in messages:
        assert message.state == MessageState.SENT
        assert message.sent_at - message.queued_at < timedelta(minutes=1)


def test_everybody_arrives_somewhere(people: None):
    arrived = {}
    for persona in PERSONAS:
        arrived[persona.slug] = Client().post(f"/demonstration/sign-in/{persona.slug}/", follow=True).status_code
    assert {slug for slug, status in arrived.items() if status != 200} == set()
