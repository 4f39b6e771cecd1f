"""Nine months without the benefit cap after a year of work (UC Regs reg 82)."""

from datetime import date

import pytest

from rules.facts import MissingFact
from rules.grace import grace_after_earning_less, grace_after_stopping_work, latest_grace
from rules.household import Household
from rules.periods import Period, assessment_period
from rules.rates import rate_book
from tests.rules.households import ADULT, award, rent

BOOK = rate_book()
ENOUGH = [84600] * 7 + [88100] * 5  # 846 until April 2026, 881 from then


@pytest.mark.parametrize(
    ("months", "until"),
    [
        (ENOUGH, "2027-06-29"),
        ([84599] + ENOUGH[1:], None),  # a penny short in the first month
        (ENOUGH[:11] + [88099], None),
        ([88100] * 11 + [None], None),
        ([0] + [None] * 11, None),  # one month was too low: the others do not matter
    ],
    ids=["enough", "first", "last", "unknown", "low"],
)
def test_after_work_stopped__reg_82_2_b(months, until):
    """Work stopped on 29 September 2026, so the nine months run from 30 September to 29 June 2027.

    The twelve months begin on 30 September 2025 and each month after. The first seven, to the one of 30 March, began
    before 6 April 2026: 846 in each was enough; from 30 April it is 881.
    """
    if months[-1] is None and months[0]:
        with pytest.raises(MissingFact, match="2026-08-30"):
            grace_after_stopping_work(date(2026, 9, 29), months, BOOK)
        return
    found = grace_after_stopping_work(date(2026, 9, 29), months, BOOK)
    assert (found and found.end.isoformat()) == until


@pytest.mark.parametrize(("earned", "begins"), [(88099, "2026-10-06"), (88100, None)])
def test_after_pay_fell_in_a_period_of_the_award__reg_82_2_a(earned, begins):
    found = grace_after_earning_less(assessment_period(date(2026, 10, 6), 1), earned, [88100] * 12, BOOK)
    assert (found and found.start.isoformat()) == begins


def test_a_year_is_twelve_months():
    with pytest.raises(MissingFact, match="12 months"):
        grace_after_stopping_work(date(2026, 9, 29), [88100] * 11, BOOK)


def test_the_most_recent_counts():
    earlier, later = Period(1, date(2026, 1, 1), date(2026, 9, 30)), Period(1, date(2026, 3, 1), date(2026, 11, 30))
    assert latest_grace([earlier, None, later]) == later
    assert latest_grace([None]) is None


@pytest.mark.parametrize(("until", "exempt"), [(date(2026, 10, 5), False), (date(2026, 10, 6), True)])
def test_a_period_in_which_the_grace_ends_is_not_capped__reg_82_1_b(until, exempt):
    result = award(Household((ADULT,), housing=rent(2000), cap_grace_until=until))
    assert result.benefit_cap_exempt is exempt
    assert result.award_pence == (242490 if exempt else 122942)
