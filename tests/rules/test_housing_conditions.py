"""The payment, liability and occupation conditions (UC Regs regs 25 and 26, Schs 1 to 3)."""

import pytest

from rules.facts import MissingFact
from rules.housing_conditions import why_rent_is_not_paid
from tests.rules.households import TODDLER, award, line, rent, single

RENTED = {
    "specified_accommodation": False,
    "temporary_accommodation": False,
    "liable": True,
    "commercial": True,
    "landlord_is_relative_who_lives_there": False,
    "treated_as_not_liable": False,
    "occupied_as_home": True,
}


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, ""),
        ({"specified_accommodation": True}, "supported"),
        ({"temporary_accommodation": True}, "temporary"),
        ({"liable": False, "treated_as_liable": False}, "not_liable"),
        # Somebody else is liable and does not pay: treated as liable, whatever is said of that contract.
        ({"liable": False, "treated_as_liable": True, "commercial": None}, ""),
        ({"commercial": False}, "not_liable"),
        ({"landlord_is_relative_who_lives_there": True}, "not_liable"),
        # Reg 25(3)(b) is for them too.
        ({"liable": False, "treated_as_liable": True, "landlord_is_relative_who_lives_there": True}, "not_liable"),
        ({"treated_as_not_liable": True}, "not_liable"),
        ({"occupied_as_home": False}, "not_home"),
    ],
    ids=str,
)
def test_the_three_conditions__UC_Regs_reg_25(facts, kind):
    assert why_rent_is_not_paid(**RENTED | facts) == kind


@pytest.mark.parametrize(
    ("fact", "named"),
    [
        ("specified_accommodation", "care, support or supervision"),
        ("temporary_accommodation", "temporary accommodation"),
        ("liable", "has to pay the rent"),
        ("commercial", "commercial basis"),
        ("landlord_is_relative_who_lives_there", "close relative"),
        ("treated_as_not_liable", "treats them as not having to pay"),
        ("occupied_as_home", "normally live"),
    ],
)
def test_a_fact_that_is_needed_is_asked_for(fact, named):
    with pytest.raises(MissingFact, match=named):
        why_rent_is_not_paid(**RENTED | {fact: None})


@pytest.mark.parametrize(("kind", "why"), [("not_liable", "rent that you have to pay"), ("not_home", "normally live")])
def test_rent_that_cannot_be_paid_is_told_and_leaves_the_higher_work_allowance(kind, why):
    result = award(single(children=(TODDLER,), housing=rent(500, kind)))
    assert (result.housing_element_pence, result.work_allowance_pence) == (0, 71000)
    assert why in str(line(result, "housing").reason)
