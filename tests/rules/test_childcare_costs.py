"""Work and charges that count for childcare (UC Regs regs 32 to 34A)."""

from dataclasses import replace
from datetime import date

import pytest

from rules.childcare_costs import Paid, Work, charges_for, counts_as_in_work, is_reported_in_time
from rules.facts import MissingFact
from rules.periods import assessment_period

# 1 is 6 October to 5 November 2026 (31 days), 2 to 5 December (30), 3 to 5 January (31), 4 to 5 February (31).
PERIODS = [assessment_period(date(2026, 10, 6), number) for number in range(1, 9)]


def in_work(number: int, **facts: object) -> bool:
    previous = PERIODS[number - 2] if number > 1 else None
    work = Work(**{"in_paid_work": False} | facts)
    return counts_as_in_work(work, PERIODS[number - 1], previous, PERIODS[number])


@pytest.mark.parametrize(
    ("number", "ended", "counts"),
    [
        (1, "2026-09-06", True),  # in the month before the award
        (1, "2026-09-05", False),
        (2, "2026-09-06", True),  # the second period looks at that month too
        (2, "2026-09-05", False),
        (3, "2026-11-06", True),  # in the period before
        (3, "2026-11-05", False),
        (3, "2027-01-05", True),
    ],
)
def test_work_that_ended_counts_for_its_period_and_the_next__reg_32_2_a(number, ended, counts):
    assert in_work(number, ended_on=(date.fromisoformat(ended),)) is counts


@pytest.mark.parametrize(("begins", "counts"), [("2026-12-05", True), ("2026-12-06", False)])
def test_an_offer_counts_where_it_begins_by_the_end_of_the_next_period__reg_32_1_a(begins, counts):
    assert in_work(1, offer_begins_on=date.fromisoformat(begins)) is counts


def test_work_and_statutory_pay_count__reg_32_2_b():
    assert in_work(1, in_paid_work=True)
    assert in_work(1, on_statutory_pay=True)
    assert not in_work(1)


NOVEMBER = Paid(date(2026, 11, 1), date(2026, 11, 3), 60000, date(2026, 10, 6), date(2026, 11, 5))


@pytest.mark.parametrize(
    ("paid", "amounts"),
    [
        # For the period itself.
        (NOVEMBER, [60000, 0, 0, 0]),
        # Paid in arrears in the second period for care in the first: the second.
        (replace(NOVEMBER, paid_on=date(2026, 11, 20)), [0, 60000, 0, 0]),
        # Paid ahead in the first for 6 November to 5 December: the second.
        (replace(NOVEMBER, care_from=date(2026, 11, 6), care_to=date(2026, 12, 5)), [0, 60000, 0, 0]),
        # 92 days from 6 October to 5 January: 31 + 30 + 31; 600.00 x 31/92 = 202.173..., x 30/92 = 195.652...
        (replace(NOVEMBER, care_to=date(2027, 1, 5)), [20217, 19565, 20217, 0]),
        # 6 November to 5 March is 120 days; the period of 6 January is the third ahead: nothing. 30/120, 31/120.
        (replace(NOVEMBER, care_from=date(2026, 11, 6), care_to=date(2027, 3, 5)), [0, 15000, 15500, 0]),
        # An employer pays 100.00 of it, and 50.00 is for more hours than are worked.
        (replace(NOVEMBER, met_by_others_pence=10000, excessive_pence=5000), [45000, 0, 0, 0]),
        (replace(NOVEMBER, met_by_others_pence=70000), [0, 0, 0, 0]),
    ],
)
def test_to_which_period_charges_belong__regs_34_and_34A(paid, amounts):
    assert [charges_for(period, [paid], PERIODS) for period in PERIODS[:4]] == amounts


@pytest.mark.parametrize(
    ("reported", "accepted", "in_time"),
    [("2026-12-05", None, True), ("2026-12-06", False, False), ("2026-12-06", True, True)],
)
def test_charges_must_be_reported_by_the_end_of_the_next_period__reg_33(reported, accepted, in_time):
    paid = replace(NOVEMBER, reported_on=date.fromisoformat(reported), late_report_accepted=accepted)
    assert is_reported_in_time(paid, PERIODS) is in_time
    assert charges_for(PERIODS[0], [paid], PERIODS) == (60000 if in_time else 0)


def test_a_late_report_needs_a_decision():
    with pytest.raises(MissingFact, match="late report"):
        is_reported_in_time(replace(NOVEMBER, reported_on=date(2026, 12, 6)), PERIODS)
    with pytest.raises(ValueError, match="none of the periods"):
        charges_for(PERIODS[0], [replace(NOVEMBER, paid_on=date(2026, 1, 1))], PERIODS)
