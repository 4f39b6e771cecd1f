"""What is true of every award."""

import json

import pytest
from hypothesis import given

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

PENCE_FIGURES = {
    "standard_allowance_pence",
    "child_element_pence",
    "disabled_child_lower_pence",
    "disabled_child_higher_pence",
    "housing_element_pence",
    "lcwra_element_pence",
    "carer_element_pence",
    "childcare_element_pence",
    "maximum_amount_pence",
    "net_earnings_pence",
    "work_allowance_pence",
    "earned_deduction_pence",
    "tariff_income_pence",
    "unearned_income_pence",
    "award_before_cap_pence",
    "child_benefit_pence",
    "benefit_cap_reduction_pence",
    "award_pence",
}


def adds_up(result):
    entitled, taken, unpaid = (sum(line.amount_pence for line in result.section(name)) for name in CODES)
    assert entitled == result.maximum_amount_pence
    assert result.award_pence == max(entitled - taken, 0) >= 0
    assert unpaid == 0
    assert result.payable_pence == result.award_pence
    assert checked(result) is result


def is_never_below_nothing_nor_over_the_maximum(result):
    assert {name for name in PENCE_FIGURES if getattr(result, name) < 0} == set()
    assert result.award_pence <= result.award_before_cap_pence <= result.maximum_amount_pence
    assert result.award_pence == result.award_before_cap_pence - result.benefit_cap_reduction_pence


def is_in_statement_order_and_can_be_read(result):
    assert [line.section for line in result.lines] == [name for name in CODES for _ in result.section(name)]
    for name, codes in CODES.items():
        places = [codes.index(line.code) for line in result.section(name)]
        assert places == sorted(places)
    for each in result.lines:
        assert str(each.label)
        assert str(each.reason).rstrip().endswith((".", "!"))
        assert each.regulation


def has_a_line_for_every_element(result, household):
    codes = {line.code for line in result.lines}
    assert {"standard_allowance", "child", "housing", "lcwra", "carer"} <= codes
    assert bool(household.dependants(result.ages_on)) == ({"disabled_child", "childcare"} <= codes)


def survives_json_unchanged(result):
    content = result.to_json()
    assert Award.from_json(content) == result
    assert Award.from_json(content).to_json() == content
    return content


@some
@given(households, first_days)
def test_every_award_adds_up_is_not_negative_can_be_read_and_is_kept_as_it_is(household, first_day):
    """All of it on one household, as to make one takes longer than to work out its award."""
    result = award_for(household, first_day)
    adds_up(result)
    is_never_below_nothing_nor_over_the_maximum(result)
    is_in_statement_order_and_can_be_read(result)
    has_a_line_for_every_element(result, household)
    assert award_for(household, first_day).to_json() == survives_json_unchanged(result)


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
