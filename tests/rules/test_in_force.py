"""The rates in force, and that each one says where it comes from."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rules.in_force import rates_in_force
from rules.rates import DATA, MissingRate, RateBook, lha_areas, rate_book

RATES, LHA = (json.loads((DATA / name).read_text()) for name in ("rates.json", "lha.json"))
ROWS = [(name, row) for name, parameter in RATES["parameters"].items() for row in parameter["values"]]


def rates_printed(printed):
    """What follows the first word of each line of a table of rates, by that word."""
    rows = (re.split(r" {2,}", line) for line in printed.splitlines())
    return {name: cells for name, *cells in rows if cells}


@pytest.mark.parametrize("first_day", rate_book().rate_years, ids=str)
def test_every_rate_in_force_has_a_source_that_is_known(first_day):
    found = rates_in_force(first_day)
    assert [each.rate.name for each in found] == list(rate_book().on(first_day))
    for each in found:
        assert each.sources
        assert set(each.sources) <= set(rate_book().sources)
        assert each.rate.since <= first_day.isoformat()


def test_a_rate_without_a_source_is_refused():
    """The second person's check: no figure without where it was read and how well it is confirmed."""
    unfounded = [
        (name, row["effective_from"])
        for name, row in ROWS
        if not row.get("sources")
        or set(row["sources"]) - set(RATES["sources"])
        or row.get("status") not in RATES["meta"]["status_key"]
    ]
    assert unfounded == []


def test_every_rate_that_is_not_confirmed_is_told_in_the_choices():
    choices = (Path(__file__).parents[2] / "docs" / "rules.md").read_text()
    doubtful = {name for name, row in ROWS if row["status"].casefold().startswith("unconfirmed")}
    assert doubtful
    assert {name for name in doubtful if f"`{name}`" not in choices} == set()


def test_a_rate_is_an_exact_decimal_from_a_day():
    for _name, row in ROWS:
        assert date.fromisoformat(row["effective_from"]).isoformat() == row["effective_from"]
        assert isinstance(row["value"], bool) or Decimal(row["value"]) >= 0


def test_local_housing_allowance_has_a_source_and_a_law():
    assert "SI 2026/5" in LHA["meta"]["source"]
    assert LHA["meta"]["legal_ref"] == "UC Regs Sch 4 paras 22-25"
    assert {len(rows) for rows in LHA["areas"].values()} == {len(LHA["meta"]["effective_from"])}


def test_rates_of_another_book_are_told_with_their_own_source():
    rates = json.loads((DATA / "rates.json").read_text())
    rates["sources"]["ORDER"] = "The up-rating order, read"
    rates["parameters"]["taper"]["values"].append(
        {"effective_from": "2026-04-06", "value": "0.50", "status": "confirmed-law", "sources": ["ORDER"]}
    )
    book = RateBook.from_data(rates, LHA)
    (taper,) = [each for each in rates_in_force(date(2026, 4, 6), book) if each.rate.name == "taper"]
    assert (taper.rate.value, taper.sources, taper.status) == ("0.50", ("ORDER",), "confirmed-law")


@pytest.mark.parametrize("day", [date(2023, 4, 9), date(2027, 4, 12)], ids=str)
def test_a_day_that_is_not_rated_is_refused(day):
    with pytest.raises(MissingRate, match="no rates"):
        rates_in_force(day)


def test_rates_are_printed_with_where_they_come_from(run):
    status, printed, complaints = run("rates", "--on", "2026-11-22")
    assert (status, complaints) == (0, "")
    rows = rates_printed(printed)
    assert rows["taper"] == ["0.55", "fraction", "2021-11-24", "reg 22(1)(b)", "LAW2026, PE (confirmed-law)"]
    assert rows["standard_allowance.single_25_or_over"][:3] == ["424.90", "GBP a month", "2026-04-06"]
    assert set(rows) >= set(rate_book().parameters) | set(lha_areas())
    assert rows["LEEDS"][1] == "675.00"
    assert "Universal Credit Act 2025 (c. 22)" in rows["UCA2025"][0]
    assert rows["income_tax.bands.scotland.over_3967"][:2] == ["0.20", "2026-04-06"]
    assert rows["minimum_wage_hour.21_and_over"] == [
        "12.71",
        "2026-04-01",
        "National Minimum Wage Regulations 2015 regs 4 and 4A",
    ]


def test_a_year_without_tax_says_so_and_has_the_other_rates(run):
    status, printed, _ = run("rates", "--on", "2023-04-10")
    assert status == 0
    assert "The income tax and National Insurance of 2023-04-10 are not known\n" in printed
    assert rates_printed(printed)["taper"][0] == "0.55"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("soon", "'soon' is not a date. Write it like 2026-11-22.\n"),
        ("2026-02-30", "'2026-02-30' is not a date. Write it like 2026-11-22.\n"),
        ("2023-04-09", "There are no rates for an assessment period that begins on 2023-04-09\n"),
        ("2027-04-12", "There are no rates for an assessment period that begins on 2027-04-12\n"),
    ],
)
def test_a_day_without_rates_says_so(run, day, message):
    assert run("rates", "--on", day) == (1, "", message)
