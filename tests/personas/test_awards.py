"""Every persona's circumstances, household and first award, to the penny, against sums done by hand (lives.py)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from claims.facts import answers_of, circumstances_of
from claims.journey import CLAIM
from demo.awards import FIRST_PERIOD, first_award, household_in_first_period, sitting_of
from demo.loading import load_personas
from demo.personas import CLAIMANTS, STAFF, persona_of
from journeys.sitting import Sitting
from payments.models import Statement
from rules.award import award_for
from rules.lines import DEDUCTION, NOT_PAID
from tests.personas.lives import LIVES
from tests.personas.test_paths import SENT

# Kinds of circumstance of which everybody has one.
EVERYBODYS = {
    *("birth", "residence", "identity", "contact", "nationality", "home", "children", "other_adults", "work"),
    *("other_income", "capital", "health", "carer", "bank"),
}
# Kinds that follow from being asked at all, and say nothing more.
ASKED_ONLY = {"course", "childcare_used", "own_bedroom", "stopped_work"}


@pytest.fixture(params=LIVES)
def slug(request: Any) -> str:
    return request.param


def persona(slug: str):
    found = persona_of(slug)
    assert found
    return found


def test_there_is_a_sum_for_everybody_who_sent_a_claim() -> None:
    assert set(LIVES) == {each.slug for each in CLAIMANTS if each.stage in SENT}


def test_their_circumstances(slug: str) -> None:
    circumstances = circumstances_of(sitting_of(persona(slug)))
    kinds = Counter(each.kind for each in circumstances)
    assert {kind: count for kind, count in kinds.items() if kind not in EVERYBODYS | ASKED_ONLY} == (
        LIVES[slug].circumstances
    )
    assert all(kinds[kind] == 1 for kind in EVERYBODYS)


def test_their_circumstances_lead_back_to_their_answers(slug: str) -> None:
    sitting = sitting_of(persona(slug))
    again = Sitting(CLAIM, answers_of(CLAIM, circumstances_of(sitting)))
    assert [(s.page.slug, s.answer) for *_, s in again.path()] == [(s.page.slug, s.answer) for *_, s in sitting.path()]


def test_their_household(slug: str) -> None:
    assert household_in_first_period(persona(slug)) == LIVES[slug].household


def test_their_award(slug: str) -> None:
    life, award = LIVES[slug], first_award(persona(slug))
    found = [
        (line.code, line.amount_pence if line.section != DEDUCTION else -line.amount_pence) for line in award.lines
    ]
    assert tuple(each for each in found if each[1]) == life.lines
    assert award.award_pence == life.award_pence == sum(pence for _code, pence in life.lines)
    assert set(life.never) <= {line.code for line in award.section(NOT_PAID)}


def test_with_a_decision_about_his_health_a_man_with_a_fit_note_gets_more() -> None:
    """217.26 a month, the rate for decisions that count from 6 April 2026: 837.43 + 217.26."""
    household = LIVES["malcolm.reid"].household
    (adult,) = household.adults
    decided = award_for(replace(household, adults=(replace(adult, lcwra=True),)), FIRST_PERIOD)
    assert decided.award_pence == 1_054_69


@pytest.mark.django_db
def test_what_the_demonstration_paid_is_that_sum(settings: Any) -> None:
    """The same answers, through every service: two people whose pay comes on the same days of the period."""
    settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = True
    load_personas([*STAFF, persona("denise.atkinson"), persona("gemma.ashworth")])
    paid = {each.claim.members.get().person.given_names: each.award_pence for each in Statement.objects.all()}
    assert paid == {
        "Denise": LIVES["denise.atkinson"].award_pence,
        "Gemma": LIVES["gemma.ashworth"].award_pence,
    }
