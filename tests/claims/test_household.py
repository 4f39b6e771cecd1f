"""From answers to the award: what each kind of life brings, takes off, or does not bring."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import transaction

from accounts.actors import actor_for
from accounts.models import User
from claims.circumstances import record_circumstances
from claims.earnings import Earnings
from claims.fact_tables import KINDS
from claims.facts import circumstances_of
from claims.household import household_for
from claims.journey import CLAIM
from claims.services import accept_claim
from claims.submission import judge_again
from core import clock
from demo.filling import EntryOf, Story, responses_of
from demo.stories import LONE_PARENT, NOTHING_TO_TELL
from journeys.sitting import Sitting
from rules.award import Award, award_for
from rules.household import Payday
from rules.periods import assessment_period
from tests.beginnings import beginning
from tests.claims.claimants import Claimant, make_claimant
from tests.proving import prove

pytestmark = pytest.mark.django_db

CLAIMED = "2026-09-14 10:00"
# A single person of 41 in Leeds who rents from nobody and has nothing else to tell.
SINGLE = Story(
    answers={
        **LONE_PARENT.answers,
        **NOTHING_TO_TELL,
        "date_of_birth": "1985-03-01",
        "tenure": "family",
        "has_children": False,
        "has_job": False,
        "has_savings": False,
    }
)
RENTER = SINGLE.but(tenure="private", rent=90000, rent_frequency="monthly", has_service_charges=False)
CARED_FOR = {
    "cared_for_given_names": "Ann",
    "cared_for_family_name": "Hughes",
    "care_hours": True,
    "cared_for_benefit": "pip",
    "other_carer": False,
}
ADULT = {
    "adult_given_names": "Jo",
    "adult_family_name": "Hughes",
    "adult_date_of_birth": "1990-01-01",
    "adult_relationship": "friend",
    "adult_exemptions": ["none"],
}
PENSION = {"income_kind": "private_pension", "income_amount": 10000, "income_frequency": "monthly"}
SAVED = {
    "savings_kind": "isa",
    "savings_with": "Aire Building Society",
    "savings_amount": 1_600_001,
    "savings_joint": "mine",
    "savings_disregard": "none",
}


@beginning
def sent() -> Claimant:
    """Somebody who lives alone and has nothing to tell, whose claim was sent."""
    return make_claimant().answer(SINGLE.but(nino="QQ100001C")).send()


@pytest.fixture
def award(adviser: User, reasons: Any) -> Iterator[Any]:
    """The award of the first period for a story, recorded and accepted as if these had been the answers."""

    def work_out(
        story: Story, net_pence: int = 0, brma: str = "", period_number: int = 1, estimate: bool = False
    ) -> Award:
        person, by = claimant.person, actor_for(adviser)
        told = Sitting(CLAIM, responses_of(story))
        assert told.is_complete
        judge_again(told)
        with transaction.atomic():
            record_circumstances(
                claim=claimant.claim,
                person=person,
                circumstances=circumstances_of(told),
                kinds=KINDS,
                from_day=clock.today(),
                by=claimant.by,
            )
            prove(person, by=by)
            claim = accept_claim(claim=claimant.claim, reason=reasons("accept"), note="", brma=brma, by=by)
            period = assessment_period(claim.entitled_from, period_number)
            pay = (Payday("Calder Bakery", date(2026, 9, 30), net_pence),) if net_pence else ()
            worked_out = award_for(
                household_for(claim, period, earned={person.pk: Earnings(pay)}), period, estimate=estimate
            )
            transaction.set_rollback(True)
        return worked_out

    with time_machine.travel(CLAIMED, tick=False):
        claimant = sent()
        yield work_out


def test_a_single_person_gets_the_standard_allowance(award: Any) -> None:
    assert award(SINGLE).award_pence == 424_90


def test_a_carer_gets_the_carer_element(award: Any) -> None:
    cares = SINGLE.but(cares=True, entries={"caring": [CARED_FOR]})
    assert award(cares).carer_element_pence > 0


@pytest.mark.parametrize("but", [{"care_hours": False}, {"cared_for_benefit": "none"}, {"other_carer": True}])
def test_caring_that_is_not_enough_or_paid_to_another_brings_none(award: Any, but: dict[str, Any]) -> None:
    assert award(SINGLE.but(cares=True, entries={"caring": [{**CARED_FOR, **but}]})).carer_element_pence == 0


def test_somebody_nearing_the_end_of_life_gets_the_protected_amount_at_once(award: Any) -> None:
    near = SINGLE.but(limits_work=True, end_of_life="yes", condition=None, fit_note=False)
    assert award(near).lcwra_element_pence == 429_80


def test_a_private_renter_under_35_gets_the_shared_rate(award: Any) -> None:
    older = award(RENTER, brma="LEEDS").housing_element_pence
    younger = award(RENTER.but(date_of_birth="1999-03-01"), brma="LEEDS").housing_element_pence
    assert 0 < younger < older < 900_00


def test_more_than_16000_means_no_award_and_says_so(award: Any) -> None:
    rich = award(SINGLE.but(has_savings=True, entries={"savings": [SAVED]}))
    assert (rich.award_pence, rich.capital_excluded) == (0, True)


def test_savings_that_do_not_count_are_left_out(award: Any) -> None:
    hurt = {**SAVED, "savings_disregard": "injury"}
    assert award(SINGLE.but(has_savings=True, entries={"savings": [hurt]})).award_pence == 424_90


def test_a_pension_is_taken_off_and_a_gift_is_not(award: Any) -> None:
    assert award(SINGLE.but(has_income=True, entries={"income": [PENSION]})).award_pence == 324_90
    gift = {**PENSION, "income_kind": "gift"}
    assert award(SINGLE.but(has_income=True, entries={"income": [gift]})).award_pence == 424_90


@pytest.mark.parametrize(
    ("adult", "contributes"),
    [
        ({}, True),
        ({"adult_exemptions": ["carer"]}, False),
        ({"adult_relationship": "lodger", "lodger_pays": 100}, False),
    ],
    ids=["a friend", "a friend who cares", "a lodger"],
)
def test_another_adult_pays_towards_the_rent_unless_excused(
    award: Any, adult: dict[str, Any], contributes: bool
) -> None:
    alone = LONE_PARENT.but(bedrooms=4)
    shared = alone.but(lives_with_adults=True, entries={"living-with": [{**ADULT, **adult}]})
    lines = [str(step.label) for line in award(shared).lines if line.code == "housing" for step in line.steps]
    assert any("Jo" in label for label in lines) is contributes


@pytest.mark.parametrize(("has_job", "paid_pence"), [(True, 170_00), (False, 0)])
def test_childcare_is_paid_back_at_85_percent_to_somebody_who_works(award: Any, has_job: bool, paid_pence: int) -> None:
    childcare = {
        "childcare_child": EntryOf("children", 1),
        "childcare_provider": "Sunny Days",
        "childcare_registration": None,
        "childcare_cost": 200_00,
        "childcare_frequency": "monthly",
    }
    claim = LONE_PARENT.but(has_job=has_job, has_childcare=True, entries={"childcare": [childcare]})
    assert award(claim).childcare_element_pence == paid_pence
