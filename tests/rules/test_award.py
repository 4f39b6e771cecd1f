"""What is true of every award."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.award import Award, award_for, checked
from rules.household import Adult, Child, Household
from rules.lines import Explanation, Line, Step, as_kept
from rules.text import text
from tests.rules.households import (
    ADULT,
    CODES,
    FIRST_DAY,
    TODDLER,
    award,
    first_days,
    households,
    line,
    rent,
    single,
    some,
)


@some
@given(households, first_days)
def test_lines_add_up_to_the_award(household, first_day):
    result = award_for(household, first_day)
    entitled, taken, unpaid = (sum(line.amount_pence for line in result.section(name)) for name in CODES)
    assert entitled == result.maximum_amount_pence
    assert result.award_pence == max(entitled - taken, 0) >= 0
    assert unpaid == 0
    assert result.payable_pence == result.award_pence
    assert checked(result) is result


@some
@given(households, first_days)
def test_lines_are_in_statement_order_and_can_be_read(household, first_day):
    result = award_for(household, first_day)
    assert [line.section for line in result.lines] == [name for name in CODES for _ in result.section(name)]
    for name, codes in CODES.items():
        places = [codes.index(line.code) for line in result.section(name)]
        assert places == sorted(places)
    for each in result.lines:
        assert str(each.label)
        assert str(each.reason).rstrip().endswith((".", "!"))
        assert each.regulation


@some
@given(households, first_days)
def test_every_element_has_a_line(household, first_day):
    result = award_for(household, first_day)
    codes = {line.code for line in result.lines}
    assert {"standard_allowance", "child", "housing", "lcwra", "carer"} <= codes
    assert bool(household.dependants(result.ages_on)) == ({"disabled_child", "childcare"} <= codes)


@some
@given(households, first_days)
def test_an_award_is_always_the_same_and_survives_json_unchanged(household, first_day):
    result = award_for(household, first_day)
    content = result.to_json()
    assert award_for(household, first_day).to_json() == content
    assert Award.from_json(content) == result
    assert Award.from_json(content).to_json() == content


@some
@given(households, st.integers(1, 200_000))
def test_more_pay_never_raises_the_award(household, more):
    """Except by lifting the benefit cap, or by ending the help with an owner's service charges."""
    first, *rest = household.adults
    richer = replace(first, net_earnings_pence=-1, self_employed_pence=first.self_employed_pence + more)
    before, after = award(household), award(replace(household, adults=(richer, *rest)))
    assert after.award_before_cap_pence <= before.award_before_cap_pence or household.housing.kind == "owner"
    if before.benefit_cap_exempt == after.benefit_cap_exempt and household.housing.kind != "owner":
        assert after.award_pence <= before.award_pence


def test_a_stored_award_of_an_unknown_format_is_refused():
    data = json.loads(award(single()).to_json()) | {"format": 99}
    with pytest.raises(ValueError, match="format 99"):
        Award.from_data(data)


def test_a_line_keeps_its_promises():
    words = text("x")
    said = Explanation(words, words, "x", steps=(Step(words, 4),))
    with pytest.raises(ValueError, match="entitlement -1"):
        Line("x", "entitlement", -1, as_kept, (said,)).checked()
    with pytest.raises(ValueError, match="cannot be a gift"):
        Line("x", "a gift", 4, as_kept, (said,)).checked()
    with pytest.raises(ValueError, match="add up"):
        Line("x", "deduction", 5, as_kept, (said,)).checked()


@pytest.mark.parametrize("change", [{"award_pence": 42491}, {"maximum_amount_pence": 0}, {"lines": ()}], ids=str)
def test_an_award_that_its_lines_do_not_add_up_to_is_refused(change):
    right = award(single())
    assert checked(right) is right
    with pytest.raises(ValueError, match="The lines come to"):
        checked(right._replace(**change))


def test_a_wrong_line_of_a_kept_statement_is_refused():
    data = json.loads(award(single()).to_json())
    data["lines"][0]["amount_pence"] = -1
    with pytest.raises(ValueError, match="entitlement -1"):
        Award.from_data(data)


def test_lines_name_the_rate_and_the_law():
    found = line(award(single()), "standard_allowance")
    assert found.regulation == "WRA 2012 s.9; UC Regs reg 36"
    assert found.inputs["rates"] == [
        {
            "name": "standard_allowance.single_25_or_over",
            "value": "424.90",
            "unit": "GBP a month",
            "from": "2026-04-06",
            "law": "reg 36",
        }
    ]


def test_a_lone_parent_who_works_can_read_every_line():
    mia = Child(TODDLER.date_of_birth, "Mia", childcare_pence=40000)
    rosa = Adult(ADULT.date_of_birth, "Rosa", net_earnings_pence=115730, in_paid_work=True)
    result = award_for(Household((rosa,), (mia,), rent(500)), FIRST_DAY)
    assert [(str(line.label), line.amount_pence) for line in result.lines if line.section != "not_paid"] == [
        ("Standard allowance", 42490),
        ("Child: Mia", 30394),
        ("Housing", 50000),
        ("Childcare", 34000),
        ("Take-home pay", 40167),
    ]
    assert str(line(result, "earnings").reason) == (
        "You took home £1,157.30. The first £427.00 does not count. We take off 55p for each £1 of the other £730.30."
    )
    assert (
        str(line(result, "childcare").reason) == "You paid £400.00 for childcare. We pay 85% of it, which is £340.00."
    )
