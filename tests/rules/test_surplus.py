"""Surplus earnings, with their arithmetic by hand (pounds in the comments, pence in the tables)."""

from datetime import date

import pytest

from rules.rates import MissingRate, rate_book
from rules.surplus import Month, nil_award_level_pence, relevant_threshold_pence, surplus_earnings

RATES = rate_book().on(date(2026, 10, 6))
FIRST_DAYS = [date(2026, month, 6) for month in (5, 6, 7, 8, 9, 10, 11)]


def months(*earned, **facts):
    """Months in a row with these earnings, of a single person of 25 or over with nothing else."""
    return [
        Month(first_day, pence, **({"maximum_pence": 42490} | facts))
        for first_day, pence in zip(FIRST_DAYS, earned, strict=False)
    ]


@pytest.mark.parametrize(
    ("facts", "level", "threshold"),
    [
        # 424.90 / 0.55 = 772.5454... -> 772.55; with 2,500 it is 3,272.55.
        ({"maximum_pence": 42490}, 77255, 327255),
        # (1,000.00 - 120.00) / 0.55 = 1,600.00 + 427.00 = 2,027.00; with 2,500 it is 4,527.00.
        ({"maximum_pence": 100000, "unearned_pence": 12000, "work_allowance_pence": 42700}, 202700, 452700),
        # Other income is more than the maximum: no award at any pay.
        ({"maximum_pence": 42490, "unearned_pence": 50000}, 0, 250000),
    ],
)
def test_nil_award_level__UC_Regs_reg_54A_6(facts, level, threshold):
    (month,) = months(0, **facts)
    assert nil_award_level_pence(month, RATES["taper"]) == level
    assert relevant_threshold_pence(month, RATES) == threshold


@pytest.mark.parametrize(
    ("earned", "carried"),
    [
        # 3,272.55 exactly, and a penny more.
        ([327255], [0]),
        ([327256], [1]),
        # 5,000.00 - 3,272.55 = 1,727.45; with 1,000.00 it is 2,727.45, under the threshold.
        ([500000, 100000], [172745, 0]),
        # 10,000.00 - 3,272.55 = 6,727.45; + 1,000.00 - 3,272.55 = 4,454.90; - 3,272.55 = 1,182.35; then nothing.
        ([1000000, 100000, 0, 0], [672745, 445490, 118235, 0]),
        # 30,000.00: the sixth month still carries, 30,000 - 6 x 3,272.55 = 10,364.70; the seventh does not.
        ([3000000, 0, 0, 0, 0, 0, 0], [2672745, 2345490, 2018235, 1690980, 1363725, 1036470, 0]),
    ],
)
def test_what_is_carried_and_how_it_wears_off__UC_Regs_reg_54A_3(earned, carried):
    steps = surplus_earnings(months(*earned))
    assert [step.carried_pence for step in steps] == carried
    for step in steps:
        assert sum(each.amount_pence for each in step.explanation.steps) == step.carried_pence
        assert step.threshold_pence == 327255


def test_without_a_determination_the_law_says_300():
    # 772.55 + 300 = 1,072.55; 2,000.00 - 1,072.55 = 927.45.
    (step,) = surplus_earnings(months(200000), determination=False)
    assert (step.threshold_pence, step.carried_pence) == (107255, 92745)
    assert surplus_earnings(months(200000))[0].carried_pence == 0


def test_domestic_abuse__UC_Regs_reg_54A_7():
    (step,) = surplus_earnings(months(500000), domestic_abuse=True)
    assert step.carried_pence == 0
    assert str(step.explanation.reason) == (
        "You had £5,000.00 of earnings, over the limit of £3,272.55. By law we carry none of it on."
    )


def test_it_can_be_read():
    first, second = surplus_earnings(months(500000, 100000))
    assert str(first.explanation.reason) == (
        "You had £5,000.00 of earnings. All over £3,272.55 is carried: if you claim again for the next month, "
        "we count £1,727.45 more of earnings then."
    )
    assert str(second.explanation.reason).endswith("so nothing is carried to the next month.")
    assert [str(each.label) for each in second.explanation.steps] == [
        "Earnings of the month",
        "Carried from the month before",
        "Left alone, or used up",
    ]


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="does not follow"):
        surplus_earnings([months(1)[0], months(1)[0]])
    # Ten months later is no claim within six months.
    with pytest.raises(ValueError, match="does not follow"):
        surplus_earnings([Month(date(2026, 1, 6), 900000, 42490), Month(date(2026, 11, 6), 0, 42490)])
    with pytest.raises(ValueError, match="less than nothing"):
        months(-1)
    with pytest.raises(MissingRate):
        surplus_earnings([Month(date(2020, 1, 6), 1, 1)])
