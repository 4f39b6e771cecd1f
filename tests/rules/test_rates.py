"""Which rates apply, and what happens when there are none."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from rules.award import award_for
from rules.rates import DATA, MissingRate, RateBook, area_name, lha_areas, rate_book
from tests.rules.households import single

STANDARD = "standard_allowance.single_25_or_over"


@pytest.mark.parametrize(
    ("first_day", "pence"),
    [
        ("2023-04-10", 36874),
        ("2024-04-07", 36874),
        ("2024-04-08", 39345),
        ("2025-04-07", 40014),
        ("2026-04-05", 40014),
        ("2026-04-06", 42490),
        ("2027-04-11", 42490),
    ],
)
def test_rates_are_those_of_the_first_day__UC_Act_2025_s1_6_d(first_day, pence):
    assert rate_book().on(date.fromisoformat(first_day))[STANDARD].pence == pence
    assert award_for(single(), date.fromisoformat(first_day)).standard_allowance_pence == pence


@pytest.mark.parametrize("first_day", ["2023-04-09", "2027-04-12", "2030-01-01"])
def test_a_payment_without_rates_is_refused(first_day):
    with pytest.raises(MissingRate, match="no rates"):
        award_for(single(), date.fromisoformat(first_day))


def test_an_estimate_beyond_the_last_rates_uses_them_and_says_so():
    award = award_for(single(), date(2028, 1, 6), estimate=True)
    assert award.estimated
    assert award.award_pence == 42490
    assert str(award.notes[0]).endswith("so we used those from 6 April 2026.")
    assert award.rate_version.endswith("/2026-04-06")


def test_an_estimate_with_known_rates_is_not_marked_and_one_before_them_is_refused():
    award = award_for(single(), date(2026, 10, 6), estimate=True)
    assert (award.estimated, award.notes) == (False, ())
    with pytest.raises(MissingRate):
        award_for(single(), date(2020, 1, 6), estimate=True)


def test_a_rate_that_does_not_exist_is_refused():
    rates = rate_book().on(date(2026, 10, 6))
    with pytest.raises(MissingRate):
        rates["standard_allowance.dragon"]
    for ask in (lambda rate: rate.pence, lambda rate: rate.fraction, lambda rate: rate.share_of(100)):
        with pytest.raises(MissingRate):
            ask(rates["child_element.two_child_limit"])
    with pytest.raises(MissingRate):
        _ = rates["taper"].is_on
    with pytest.raises(MissingRate):
        rate_book().on(date(2023, 4, 10))["lcwra_element.standard_new"]


def test_rates_are_exact():
    rates = rate_book().on(date(2026, 10, 6))
    assert rates["taper"].fraction == Decimal("0.55")
    assert rates["taper"].share_of(1) == 1
    assert all(isinstance(rate.value, str) for rate in rates.values())


def test_rates_change_on_the_day_they_say_within_a_year_too():
    before, after = (rate_book().on(date(2023, 6, day))["childcare.max_one_child"] for day in (27, 28))
    assert (before.pence, after.pence, after.since) == (64635, 95092, "2023-06-28")


@pytest.mark.parametrize(
    ("brma", "category", "day", "pence"),
    [
        ("LEEDS", "B", date(2026, 10, 6), 67500),
        ("ASHFORD", "E", date(2023, 4, 10), 112998),
        ("CENTRAL_LONDON", "E", date(2026, 10, 6), 306000),
    ],
)
def test_local_housing_allowance__DWP_tables(brma, category, day, pence):
    assert rate_book().on(day).lha_pence(brma, category) == pence


@pytest.mark.parametrize(("brma", "category"), [("BELFAST", "B"), ("NARNIA", "B"), ("LEEDS", "F"), ("LEEDS", "")])
def test_an_unknown_area_or_category_is_refused(brma, category):
    with pytest.raises(MissingRate, match="Local Housing Allowance"):
        rate_book().on(date(2026, 10, 6)).lha_pence(brma, category)


def test_areas_are_those_of_great_britain():
    assert len(lha_areas()) == 192
    assert not [area for area in lha_areas() if area.endswith("_NI") or area.startswith("LOUGH")]
    assert area_name("BURY_ST_EDMUNDS") == "Bury St Edmunds"
    assert area_name("TAFF_RHONDDA") == "Taff Rhondda"


def test_the_version_changes_with_the_data():
    rates, lha = (json.loads((DATA / name).read_text()) for name in ("rates.json", "lha.json"))
    day = date(2026, 10, 6)
    assert RateBook.from_data(rates, lha).on(day).version == rate_book().on(day).version
    rates["parameters"][STANDARD]["values"][-1]["value"] = "500.00"
    changed = RateBook.from_data(rates, lha)
    assert changed.on(day).version != rate_book().on(day).version
    assert award_for(single(), day, changed).award_pence == 50000


def test_importing_the_rules_reads_nothing():
    program = "import rules.award, rules.rates; print(rules.rates.rate_book.cache_info().currsize)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "0\n"
