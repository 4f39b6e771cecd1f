"""Who can claim (WRA 2012 s.4; UC Regs regs 3, 8 to 19)."""

from dataclasses import replace
from datetime import date

import pytest

from rules.eligibility import (
    Person,
    Young,
    barriers,
    is_near_birth,
    is_old_enough,
    last_day_of_ordinary_absence,
    may_claim_alone,
    may_claim_at_16,
)
from rules.facts import MissingFact

ON = date(2026, 10, 6)
FINE = Person(
    date(1990, 1, 1),
    in_great_britain=True,
    immigration_control=False,
    receiving_education=False,
    prisoner=False,
    restricted=False,
    accepted_commitment=True,
    has_or_asked_for_number=True,
)
NOTHING = Young(False, False, False, False, False, False, without_parental_support=False)
SEVENTEEN = date(2009, 1, 1)


def codes(person, **more):
    return [each.code for each in barriers(person, ON, **more)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"date_of_birth": date(1960, 5, 5)}, "pension_age"),  # 66 and a month: 5 June 2026
        ({"date_of_birth": date(1960, 7, 6)}, None),  # 66 and four months: 6 November 2026
        ({"date_of_birth": date(2011, 1, 1)}, "too_young"),
        ({"in_great_britain": False}, "not_in_great_britain"),
        ({"immigration_control": True}, "immigration_control"),
        ({"receiving_education": True, "education_excepted": False}, "education"),
        ({"receiving_education": True, "education_excepted": True}, None),
        ({"prisoner": True}, "prisoner"),
        ({"restricted": True}, "restricted"),
        ({"accepted_commitment": False}, "commitment"),
        ({"has_or_asked_for_number": False}, "national_insurance_number"),
    ],
    ids=str,
)
def test_what_stops_a_claim__WRA_s_4(change, code):
    found = barriers(replace(FINE, **change), ON)
    assert [each.code for each in found] == ([code] if code else [])
    assert all(str(each.reason).endswith(".") and each.regulation for each in found)


@pytest.mark.parametrize(
    "fact",
    [
        "in_great_britain",
        "immigration_control",
        "receiving_education",
        "prisoner",
        "restricted",
        "accepted_commitment",
        "has_or_asked_for_number",
    ],
)
def test_a_fact_that_nobody_has_said_is_asked_for(fact):
    with pytest.raises(MissingFact):
        barriers(replace(FINE, **{fact: None}), ON)


def test_one_of_a_couple_may_be_over_pension_age_or_in_education__reg_3_2():
    older = replace(FINE, date_of_birth=date(1955, 1, 1))
    student = replace(FINE, receiving_education=True, education_excepted=False)
    assert codes(older) == ["pension_age"]
    assert codes(older, partner=FINE) == codes(FINE, partner=older) == []
    assert codes(older, partner=older) == ["pension_age"]
    assert codes(student, partner=FINE) == []
    assert codes(student, partner=student) == ["education"]


@pytest.mark.parametrize(
    ("facts", "route"),
    [
        ({}, ""),
        ({"limited_capability": True}, "limited_capability"),
        ({"awaiting_assessment_with_evidence": True}, "awaiting_assessment"),
        ({"carer": True}, "carer"),
        ({"responsible_for_child": True}, "child"),
        ({"partner_has_child": True}, "partner_has_child"),
        ({"due_on": date(2026, 11, 1)}, "pregnancy"),
        ({"without_parental_support": True}, "without_parental_support"),
        ({"care_leaver": True, "carer": True}, ""),
        ({"care_leaver": True, "due_on": date(2026, 11, 1)}, ""),
        ({"care_leaver": True, "without_parental_support": True}, ""),
        ({"care_leaver": True, "responsible_for_child": True}, "child"),
        ({"care_leaver": True, "limited_capability": True}, "limited_capability"),
    ],
    ids=str,
)
def test_somebody_of_16_or_17__reg_8(facts, route):
    young = replace(NOTHING, **facts)
    assert may_claim_at_16(young, ON) == route
    assert is_old_enough(replace(FINE, date_of_birth=SEVENTEEN, young=young), ON) is bool(route)


def test_somebody_of_16_or_17_of_whom_nothing_is_known():
    with pytest.raises(MissingFact, match="leaving care"):
        is_old_enough(replace(FINE, date_of_birth=SEVENTEEN), ON)
    with pytest.raises(MissingFact, match="by carer"):
        may_claim_at_16(replace(NOTHING, carer=None), ON)
    # For somebody leaving care it does not matter.
    assert may_claim_at_16(replace(NOTHING, carer=None, care_leaver=True), ON) == ""


@pytest.mark.parametrize(
    ("on", "near"),
    [
        # Due on Wednesday 6 January 2027: the week begins on Sunday 3 January; 11 weeks before is 18 October 2026.
        ("2026-10-17", False),
        ("2026-10-18", True),
        ("2027-01-20", True),  # late, and not born yet
    ],
)
def test_from_eleven_weeks_before_the_week_of_the_birth__reg_8_1_f(on, near):
    assert is_near_birth(date.fromisoformat(on), due_on=date(2027, 1, 6), gave_birth_on=None) is near


@pytest.mark.parametrize(("on", "near"), [("2027-01-10", True), ("2027-04-25", True), ("2027-04-26", False)])
def test_until_fifteen_weeks_after_it__reg_8_1_f(on, near):
    """Born on Sunday 10 January 2027: 15 weeks later is 25 April."""
    born = date(2027, 1, 10)
    assert is_near_birth(date.fromisoformat(on), due_on=date(2027, 1, 6), gave_birth_on=born) is near


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, ""),
        ({"date_of_birth": date(1955, 1, 1)}, ""),  # over pension age: they claim together (reg 3(2)(a))
        ({"receiving_education": True, "education_excepted": False}, ""),
        ({"date_of_birth": date(2011, 1, 1)}, "too_young"),
        ({"date_of_birth": SEVENTEEN, "young": NOTHING}, "too_young"),
        ({"in_great_britain": False}, "not_in_great_britain"),
        ({"prisoner": True}, "prisoner"),
        ({"restricted": True}, "restricted"),
        ({"immigration_control": True}, "immigration_control"),
    ],
    ids=str,
)
def test_why_one_of_a_couple_may_claim_alone__reg_3_3(change, code):
    assert may_claim_alone(replace(FINE, **change), ON) == code


def test_a_month_abroad__reg_11():
    assert last_day_of_ordinary_absence(date(2026, 10, 6)) == date(2026, 11, 5)
