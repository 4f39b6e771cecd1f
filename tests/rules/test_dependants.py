"""Who counts as a child or qualifying young person, and who is responsible (UC Regs regs 4 and 5); who is a carer."""

from dataclasses import replace
from datetime import date

import pytest

from rules.caring import why_not_a_carer
from rules.dependants import (
    Learning,
    is_child,
    is_qualifying_young_person,
    last_day_while_away,
    why_not_responsible,
)
from rules.facts import MissingFact
from rules.household import Adult, Household
from rules.words import NOT_A_CARER_REASONS, NOT_RESPONSIBLE_REASONS
from tests.rules.households import ADULT, TODDLER, award, born, line, rent

BORN = date(
    2008, 11, 20
)  # 16 on 20 November 2024, so without conditions to 31 August 2025; 19 in 2027, to 31 August 2028
COLLEGE = Learning(date(2025, 9, 1), 20, non_advanced_education=True)
TRAINING = Learning(date(2025, 9, 1), 0, False, approved_training=True, under_contract_of_employment=False)


@pytest.mark.parametrize(
    ("on", "learning", "counted"),
    [
        ("2024-11-20", Learning(), True),  # 16
        ("2025-08-31", Learning(), True),
        ("2025-09-01", replace(COLLEGE, hours_a_week=12), False),  # not over 12 hours
        ("2025-09-01", replace(COLLEGE, hours_a_week=13), True),
        ("2028-08-31", COLLEGE, True),
        ("2028-09-01", COLLEGE, False),
        ("2026-10-06", TRAINING, True),
        ("2026-10-06", replace(TRAINING, under_contract_of_employment=True), False),
        ("2026-10-06", replace(TRAINING, approved_training=False), False),
        ("2028-01-10", replace(COLLEGE, began_on=date(2027, 11, 19)), True),  # begun on the last day of being 18
        ("2028-01-10", replace(COLLEGE, began_on=date(2027, 11, 20)), False),
    ],
)
def test_qualifying_young_person__reg_5(on, learning, counted):
    day = date.fromisoformat(on)
    assert is_qualifying_young_person(BORN, day, learning, gets_own_benefit=False) is counted


def test_a_child_is_under_16_and_then_perhaps_a_young_person():
    assert is_child(BORN, date(2024, 11, 19))
    assert not is_child(BORN, date(2024, 11, 20))
    assert not is_qualifying_young_person(BORN, date(2024, 11, 19), COLLEGE, gets_own_benefit=False)


def test_a_young_person_with_a_benefit_of_their_own_does_not_count__reg_5_5():
    assert not is_qualifying_young_person(BORN, date(2025, 1, 1), Learning(), gets_own_benefit=True)


@pytest.mark.parametrize(
    ("learning", "own"),
    [
        (COLLEGE, None),
        (Learning(), False),
        (replace(COLLEGE, began_on=None), False),
        (replace(TRAINING, under_contract_of_employment=None), False),
    ],
)
def test_what_nobody_has_said_is_asked_for(learning, own):
    with pytest.raises(MissingFact):
        is_qualifying_young_person(BORN, date(2026, 10, 6), learning, gets_own_benefit=own)


HERE = {"normally_lives_here": True, "also_lives_elsewhere": False, "looked_after_by_council": False, "prisoner": False}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, ""),
        ({"normally_lives_here": False}, "elsewhere"),
        ({"also_lives_elsewhere": True, "mainly_our_responsibility": True}, ""),
        ({"also_lives_elsewhere": True, "mainly_our_responsibility": False}, "other_household"),
        ({"is_partner_of_claimant": True}, "partner"),
        ({"looked_after_by_council": True}, "looked_after"),
        ({"prisoner": True}, "prisoner"),
    ],
    ids=str,
)
def test_responsible_for_a_child__reg_4(change, why):
    assert why_not_responsible(**HERE | change) == why


def test_who_has_the_main_responsibility_is_never_guessed():
    with pytest.raises(MissingFact, match="main responsibility"):
        why_not_responsible(**HERE | {"also_lives_elsewhere": True})


def test_away_for_six_months__reg_4_7():
    assert last_day_while_away(date(2026, 1, 10)) == date(2026, 7, 9)
    assert last_day_while_away(date(2026, 8, 31)) == date(2027, 2, 28)


CARER = {
    "hours_a_week": 35,
    "cared_for_gets_benefit": True,
    "earns_from_caring": False,
    "somebody_else_has_allowance": False,
    "somebody_else_has_element": False,
}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, ""),
        ({"hours_a_week": 34}, "hours"),
        ({"cared_for_gets_benefit": False}, "benefit"),
        ({"earns_from_caring": True}, "paid"),
        ({"somebody_else_has_allowance": True}, "other_allowance"),
        ({"somebody_else_has_element": True, "elected": False}, "other_element"),
        ({"somebody_else_has_element": True, "elected": True}, ""),
    ],
    ids=str,
)
def test_carers__regs_29_and_30(change, why):
    assert why_not_a_carer(**CARER | change) == why


@pytest.mark.parametrize(
    "change",
    [
        {"cared_for_gets_benefit": None},
        {"earns_from_caring": None},
        {"somebody_else_has_allowance": None},
        {"somebody_else_has_element": None},
        {"somebody_else_has_element": True},
    ],
    ids=str,
)
def test_what_caring_needs_to_know(change):
    with pytest.raises(MissingFact):
        why_not_a_carer(**CARER | change)


@pytest.mark.parametrize("why", sorted(NOT_RESPONSIBLE_REASONS))
def test_a_child_for_whom_nobody_here_is_responsible_is_not_paid_for_and_a_line_says_why__reg_4(why):
    """Nothing else goes by the child either: no bedroom, no work allowance, no Child Benefit for the cap."""
    child = replace(TODDLER, not_ours=why, dla="HIGHER", childcare_pence=10000)
    young = Adult(date_of_birth=born(30), net_earnings_pence=10000, in_paid_work=True)
    home = rent(2000, "private", brma="LEEDS")
    result, alone = award(Household((young,), (child,), home)), award(Household((young,), housing=home))
    unpaid = line(result, "child")
    assert (unpaid.section, result.award_pence) == ("not_paid", alone.award_pence)
    assert str(unpaid.reason).startswith("We cannot pay for Mia")
    assert unpaid.regulation == "UC Regs reg 4"


@pytest.mark.parametrize("why", sorted(NOT_A_CARER_REASONS))
def test_somebody_who_cares_and_is_no_carer_is_told_why__regs_29_and_30(why):
    result = award(Household((replace(ADULT, name="Ann", why_not_carer=why),)))
    assert result.carer_element_pence == 0
    assert str(line(result, "carer").reason).startswith("We cannot pay this for Ann")


def test_reasons_are_from_closed_lists():
    with pytest.raises(ValueError, match="not being a carer"):
        replace(ADULT, why_not_carer="busy")
    with pytest.raises(ValueError, match="responsible for a child"):
        replace(TODDLER, not_ours="lost")
