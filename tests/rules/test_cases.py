"""The independently worked cases, and the format they are written in."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given

from rules.award import award_for
from rules.case_kinds import unread_keys
from rules.cases import dump_case, load_case, read_ages_on, read_case, write_case
from rules.household import Child, Household
from rules.rates import rate_book
from rules.results import award_of, differences
from rules.rounding import pence_of
from tests.rules.households import ADULT, FIRST_DAY, first_days, homes, households, single, some

CASES = [load_case(line) for line in (Path(__file__).parent / "data" / "cases.jsonl").read_text().splitlines() if line]


def ids(case):
    return f"{case['id']} {case['label']}"


def test_there_are_sixty():
    assert len(CASES) == 60


@pytest.mark.parametrize("case", CASES, ids=ids)
def test_the_award_agrees_to_the_penny(case):
    assert differences(case, award_of(case)) == {}


def test_every_key_of_theirs_is_known():
    assert [unread_keys(case) for case in CASES if unread_keys(case)] == []


def test_judging_ages_on_the_last_day_changes_none_of_them():
    assert [ids(case) for case in CASES if differences(case, award_for(*read_case(case)))] == []


@pytest.mark.parametrize("case", [case for case in CASES if case["housing"]["type"] == "private"], ids=ids)
def test_the_allowance_table_and_category_rule_agree_with_the_case(case):
    home = {key: value for key, value in case["housing"].items() if not key.startswith("lha_")}
    assert differences(case, award_of(case | {"housing": home})) == {}
    rates = rate_book().on(date.fromisoformat(case["reference_date"]))
    allowance = rates.lha_pence(home["brma"], case["housing"]["lha_category"])
    assert allowance == pence_of(case["housing"]["lha_monthly"])


def test_writing_a_case_keeps_what_was_read():
    for case in CASES:
        household, first_day = read_case(case)
        written = write_case(household, first_day, ages_on=read_ages_on(case))
        assert (case["id"], *read_case(load_case(dump_case(written)))) == (case["id"], household, first_day)
        assert (case["id"], differences(case, award_of(written))) == (case["id"], {})


SEEN_TO_BE_ILL = replace(ADULT, lcw=True, lcwra_waits=True), replace(ADULT, lcw=True, lcw_saved=True)


@some
@example(Household(SEEN_TO_BE_ILL), FIRST_DAY)
@given(households, first_days)
def test_reading_what_was_written_gives_the_same_household(household, first_day):
    # A case of somebody who is not born yet is refused.
    children = tuple(child for child in household.children if child.date_of_birth <= first_day)
    household = replace(household, children=children)
    line = dump_case(write_case(household, first_day))
    assert "\n" not in line
    case = load_case(line)
    assert unread_keys(case) == []
    assert read_case(case) == (household, first_day)


@given(homes)
def test_a_written_home_says_its_rent_as_a_month(home):
    case = write_case(single(housing=home), date(2026, 10, 6))
    assert pence_of(case["housing"]["rent_monthly"]) == home.rent_pence


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"capital": 12.5}, "not as a float"),
        ({"capital": "1.005"}, "whole number of pence"),
        ({"capital": True}, "decimal amount"),
        ({"lcwra_protected": "yes"}, "true or false"),
        ({"adults": []}, "one or two claimants"),
        ({"adults": "x"}, "adults must be a list"),
        ({"children": ""}, "children must be a list, not ''"),
        ({"adults": ["x"]}, "wrong kind"),
        ({"adults": [CASES[0]["adults"][0] | {"unearned": {}}]}, "unearned must be a list"),
        ({"adults": [CASES[0]["adults"][0] | {"date_of_birth": "2026-11-06"}]}, "2026-11-06 is after .* on 2026-11-05"),
        ({"housing": {"type": "castle", "rent_monthly": 0}}, "kind of home"),
        ({"reference_date": "soon"}, "isoformat"),
        ({"adults": [CASES[0]["adults"][0] | {"net_earnings_monthly": "-0.01"}]}, "less than nothing"),
        ({"housing": {"type": "social", "rent_monthly": 0, "sanctuary": "no"}}, "true or false"),
        ({"housing": {"type": "social", "rent_monthly": 0, "shared_ownership": 1}}, "true or false"),
        ({"housing": {"type": "social", "rent_monthly": 0, "bedrooms": "2"}}, "bedrooms must be a whole number"),
        ({"housing": {"type": "social", "rent_monthly": 0, "bedrooms": -3}}, "bedrooms must be a whole number"),
        ({"housing": {"type": "private", "rent_monthly": 0, "brma": 5}}, "brma must be text"),
        ({"adults": [CASES[0]["adults"][0] | {"expected_hours": True}]}, "expected_hours must be a whole number"),
        ({"adults": [CASES[0]["adults"][0] | {"expected_hours": 1000}]}, "from 0 to 168"),
        ({"ages_on": None}, "ages_on must be text"),
        ({"region": None}, "region must be text"),
        ({"region": " "}, "region must be LONDON, or the name of a region elsewhere, not ' '"),
        ({"region": "Greater London"}, "region must be LONDON, or .* not 'Greater London'"),
    ],
)
def test_a_case_that_cannot_be_read_says_why(change, message):
    with pytest.raises(ValueError, match=message):
        read_case(CASES[0] | change)


@pytest.mark.parametrize(
    ("region", "london"),
    [("LONDON", True), ("London", True), (" london ", True), ("NORTH_WEST", False), ("SCOTLAND", False)],
)
def test_the_region_is_london_however_it_is_written__reg_80A(region, london):
    household, _ = read_case(CASES[0] | {"region": region})
    assert household.london is london


def test_a_rate_of_one_claimant_is_read_and_that_of_the_case_is_of_all():
    adult = CASES[0]["adults"][0] | {"lcwra": True}
    couple = [adult | {"carer": True, "lcwra_protected": True}, adult]
    apart = award_of(CASES[0] | {"adults": couple, "lcwra_protected": False})
    both = award_of(CASES[0] | {"adults": couple, "lcwra_protected": True})
    assert (apart.lcwra_element_pence, apart.carer_element_pence) == (42980, 0)
    assert (both.lcwra_element_pence, both.carer_element_pence) == (42980, 20934)


def test_a_child_born_in_the_period_is_not_after_it():
    child = {"date_of_birth": "2026-11-05", "disability": "none", "dla": None, "blind": False, "in_education": False}
    case = CASES[0] | {"children": [child | {"childcare_monthly": 0}]}
    assert award_of(case).child_element_pence == 30394


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"partner": {}}, "date_of_birth"),
        ({"adults": [CASES[0]["adults"][0] | {"gainful": {}}]}, "start_up_until"),
    ],
)
def test_somebody_of_whom_nothing_is_said_is_not_nobody(change, missing):
    with pytest.raises(KeyError, match=missing):
        read_case(CASES[0] | change)


def test_rent_must_agree_with_the_charges_it_is_worked_out_from():
    charges = [{"kind": "rent", "amount": "100.00", "frequency": "weekly"}]
    home = {"type": "social", "charges": charges, "rent_monthly": "433.33"}
    household, _ = read_case(CASES[0] | {"housing": home})
    assert household.housing.rent_pence == 43333
    with pytest.raises(ValueError, match="does not agree"):
        read_case(CASES[0] | {"housing": home | {"rent_monthly": "400.00"}})


def test_a_longer_period_than_a_month_has_its_own_last_day():
    """From 27 February, the cycle of the 29th goes on to 28 March: what its payment kept can be read again."""
    household = single(children=(Child(date(2027, 3, 28)),))
    kept = write_case(household, date(2027, 2, 27), ages_on=date(2027, 3, 28))
    assert read_case(load_case(dump_case(kept))) == (household, date(2027, 2, 27))
