"""The rates in force, and that each one says where it comes from."""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rules.in_force import rates_in_force
from rules.rates import DATA, MissingRate, RateBook, rate_book

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
