"""Advances and first payments, with their arithmetic by hand (pounds in the comments, pence in the tables)."""

from dataclasses import replace
from datetime import date

import pytest

from rules.advances import (
    budgeting_advance,
    first_payment,
    longest_months,
    most_of_change_pence,
    most_of_new_claim_pence,
    repayment,
    schedule,
)
from rules.household import Household
from rules.payable import payable
from rules.rates import rate_book
from tests.rules.households import ADULT, FIRST_DAY, TODDLER, single

RATES = rate_book().on(FIRST_DAY)
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28)})


@pytest.mark.parametrize(
    ("first_date", "ends", "paid_on"),
    [
        # 6 October to 5 November, and seven days: Thursday 12 November.
        ("2026-10-06", "2026-11-05", "2026-11-12"),
        # 18 November to 17 December, and seven days: Thursday 24 December.
        ("2026-11-18", "2026-12-17", "2026-12-24"),
        # A day later is Christmas Day: the working day before.
        ("2026-11-19", "2026-12-18", "2026-12-24"),
        # 22 November to 21 December, and seven days: the 28th is a holiday, the 27th and 26th a weekend.
        ("2026-11-22", "2026-12-21", "2026-12-24"),
    ],
)
def test_when_the_first_payment_comes__CPR_reg_47(first_date, ends, paid_on):
    payment = first_payment(single(), date.fromisoformat(first_date), CHRISTMAS)
    assert (payment.period.end.isoformat(), payment.paid_on.isoformat()) == (ends, paid_on)
    assert payment.amount_pence == 42490


def test_a_first_payment_says_that_it_is_expected():
    payment = first_payment(single(), FIRST_DAY, CHRISTMAS)
    assert str(payment.words) == (
        "We expect your first payment to be £424.90, on 12 November 2026. It can change if what you tell us changes."
    )
    assert first_payment(single(), date(2028, 1, 6), CHRISTMAS).award.estimated


def test_how_much_can_be_paid_early__SI_2013_383():
    assert most_of_new_claim_pence(42490, RATES) == 42490
    # From 424.90 to 728.84 is 303.94 more; half is 151.97. An odd penny rounds up (reg 6). A fall gives nothing.
    assert most_of_change_pence(42490, 72884, RATES) == 15197
    assert most_of_change_pence(0, 101, RATES) == 51
    assert most_of_change_pence(72884, 42490, RATES) == 0


@pytest.mark.parametrize(
    ("advance", "months", "instalments"),
    [
        # 424.90 / 24 = 17.704...: 23 x 17.70 = 407.10, and 17.80.
        (42490, 24, [1770] * 23 + [1780]),
        # 150.00 / 6 = 25.00.
        (15000, 6, [2500] * 6),
        (100, 1, [100]),
        (5, 2, [2, 3]),
    ],
)
def test_schedule__equal_instalments_and_the_pennies_last(advance, months, instalments):
    assert list(schedule(advance, months)) == instalments
    assert sum(instalments) == advance


@pytest.mark.parametrize(
    ("kind", "day", "months"),
    [
        ("new_claim_advance", "2026-10-06", 24),
        ("change_advance", "2026-10-06", 6),
        # 24 months since a day on which sources differ: December 2024 is in the rates.
        ("budgeting_advance", "2024-11-30", 12),
        ("budgeting_advance", "2024-12-01", 24),
    ],
)
def test_over_how_long(kind, day, months):
    assert longest_months(kind, rate_book().on(date.fromisoformat(day))) == months


def test_an_advance_is_paid_back_out_of_each_payment_to_the_last_penny():
    plan, paid_back, taken = schedule(42490, 24), 0, []
    award = first_payment(single(), FIRST_DAY, CHRISTMAS)
    while paid_back < 42490:
        owed = repayment("new_claim_advance", plan, paid_back)
        (line,) = payable(award.award, single(), award.period, RATES, owed=[owed]).deductions
        taken.append(line.amount_pence)
        paid_back += line.amount_pence
    assert tuple(taken) == plan
    with pytest.raises(ValueError, match="nothing is owed"):
        repayment("new_claim_advance", plan, paid_back)


COUPLE = Household((ADULT, ADULT))


@pytest.mark.parametrize(
    ("household", "facts", "most", "why"),
    [
        (single(), {}, 34800, "You can borrow from £100.00 to £348.00."),
        (single(partner=ADULT), {}, 46400, "You can borrow from £100.00 to £464.00."),
        (COUPLE, {}, 46400, "You can borrow from £100.00 to £464.00."),
        (single(children=(TODDLER,)), {}, 81200, "You can borrow from £100.00 to £812.00."),
        # 1,200 of savings is 200 over 1,000: 348 - 200 = 148.
        (single(capital_pence=120000), {}, 14800, "You can borrow from £100.00 to £148.00."),
        # 348 - 248 = 100 can be lent, and a penny less cannot.
        (single(capital_pence=124800), {}, 10000, "You can borrow from £100.00 to £100.00."),
        (
            single(capital_pence=124801),
            {},
            0,
            "You have £1,248.01 in savings, so there is less than £100.00 that we could lend.",
        ),
        (single(), {"months_on_benefit": 5}, 0, "You can ask when you have been on benefit for 6 months."),
        (single(), {"earned_in_six_periods_pence": 260000}, 34800, "You can borrow from £100.00 to £348.00."),
        (
            single(),
            {"earned_in_six_periods_pence": 260001},
            0,
            "You earned more than £2,600.00 in the 6 months before you asked.",
        ),
        (
            COUPLE,
            {"earned_in_six_periods_pence": 360001},
            0,
            "You earned more than £3,600.00 in the 6 months before you asked.",
        ),
        (
            single(),
            {"still_owed_pence": 1},
            0,
            "You still owe £0.01 of an earlier one. You can ask when it is paid off.",
        ),
        # To start work there is no wait, and after three periods half of the earnings limit.
        (
            single(),
            {"months_on_benefit": 3, "for_work": True, "periods_so_far": 3, "earned_in_six_periods_pence": 130000},
            34800,
            "You can borrow from £100.00 to £348.00.",
        ),
        (
            single(),
            {"months_on_benefit": 3, "for_work": True, "periods_so_far": 3, "earned_in_six_periods_pence": 130001},
            0,
            "You earned more than £1,300.00 in the 3 months before you asked.",
        ),
    ],
)
def test_budgeting_advance__SI_2013_383_regs_11_to_16(household, facts, most, why):
    asked = {"months_on_benefit": 12, "earned_in_six_periods_pence": 0} | facts
    advance = budgeting_advance(household, RATES, on=FIRST_DAY, **asked)
    assert (advance.most_pence, str(advance.reason)) == (most, why)
    assert advance.least_pence == 10000


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="cannot be paid back"):
        schedule(10, 24)
    with pytest.raises(ValueError, match="cannot be paid back"):
        schedule(10, 0)
    with pytest.raises(ValueError, match="less than nothing"):
        most_of_new_claim_pence(-1, RATES)
    with pytest.raises(ValueError, match="less than nothing"):
        first_payment(replace(single(), capital_pence=-1), FIRST_DAY, CHRISTMAS)
