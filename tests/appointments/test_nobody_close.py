"""Nobody is given an appointment with somebody who is close to them."""

from __future__ import annotations

import pytest

from accounts.actors import actor_for
from accounts.knowing import declare_known
from appointments.models import DiaryDay
from appointments.selectors import free_offers
from appointments.types import TYPES, How
from claims.journey import CLAIM
from claims.models import Member
from core import clock
from journeys.services import start_draft
from tests.appointments.making import MONDAY, make_adviser
from tests.claims.claimants import make_claimant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_early_on_monday")]


def test_who_knows_them_or_is_on_a_claim_with_them_is_not_offered() -> None:
    claimant, partner = make_claimant(), make_claimant()

    def advisers() -> set[int]:
        wanted = {"type_": TYPES["commitments"], "how": How.PHONE, "jobcentre": None, "first": MONDAY, "days": 1}
        return {each.adviser for each in free_offers(person=claimant.person, **wanted)}

    knows, stranger = make_adviser(), make_adviser("Ben Cole")
    declare_known(relation="friend", claim_reference=claimant.claim.reference, by=actor_for(knows))
    assert advisers() == {stranger.pk}
    DiaryDay.objects.filter(adviser=stranger).update(adviser=partner.user)
    assert advisers() == {partner.user.pk}
    applies = claimant.member.applies
    whose = {"person": partner.person, "draft": start_draft(journey=CLAIM), "applies": applies}
    Member.objects.create(claim=claimant.claim, **whose, recorded_at=clock.now())
    assert advisers() == set()
    DiaryDay.objects.filter(adviser=partner.user).update(adviser=claimant.user)
    assert advisers() == set()
