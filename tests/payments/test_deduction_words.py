"""Every line that is taken from an award, and what it rests on, has words on a statement."""

from dataclasses import replace
from datetime import date

import pytest

from payments.words import shown
from rules.award import award_for
from rules.gainful import GainfulWork
from rules.owed import KINDS, THIRD_PARTY, Owed
from rules.payable import payable
from rules.periods import assessment_period
from rules.rates import rate_book
from rules.sanctions import LEVELS, Sanction
from tests.rules.households import ADULT, FIRST_DAY, single

PERIOD = assessment_period(FIRST_DAY, 1)


def taken(**more):
    award = award_for(single(), PERIOD)
    return payable(award, single(), PERIOD, rate_book().on(FIRST_DAY), **more).deductions


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_debt_is_shown_with_what_is_left(kind):
    (line,) = taken(owed=[Owed(kind, 10000, 0 if kind in THIRD_PARTY else 1000, to="Leeds City Council")])
    said = shown(line)
    facts = dict(said.facts)
    assert facts["You owed"] == "£100.00"
    assert facts["You still owe"] == f"£{100 - said.amount_pence / 100:.2f}"
    assert "15% from 30 April 2025" in dict(said.rates)["Most we take for debts, as a share of the standard allowance"]


@pytest.mark.parametrize("level", sorted(LEVELS))
def test_a_sanction_is_shown_with_its_days_and_rate(level):
    (line,) = taken(sanctions=[Sanction(level, date(2026, 10, 10), date(2026, 10, 12), reduced=True)])
    facts = dict(shown(line).facts)
    assert (facts["Days in this period"], facts["Taken for each day"]) == ("3", "£5.50")


def test_what_is_counted_on_top_of_earnings_is_shown():
    trader = replace(ADULT, name="Rosa", gainful=GainfulWork())
    award = award_for(single(adults=(trader,), surplus_earnings_pence=5000), PERIOD)
    facts = dict(shown(next(line for line in award.lines if line.code == "earnings")).facts)
    assert facts["Least we count for a business: Rosa"] == "£1,698.84"
    assert facts["Earnings carried from before"] == "£50.00"
