"""Profit, losses and the minimum income floor, each with its arithmetic by hand (pounds in the comments)."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.award import Award
from rules.cases import dump_case, load_case, read_case, write_case
from rules.facts import MissingFact
from rules.gainful import GainfulWork
from rules.household import Adult, Household
from rules.rates import rate_book
from rules.self_employment import Trade, self_employed_earnings, threshold_pence
from tests.rules.households import ADULT, FIRST_DAY, TODDLER, YOUNG_ADULT, award, born, line, rent, single, some

WAGE_DAY = date(2026, 4, 6)
TRADER = replace(ADULT, gainful=GainfulWork(), self_employed_pence=50000, net_earnings_pence=50000)


@pytest.mark.parametrize(
    ("trades", "paid", "earned", "losses"),
    [
        # 1,500.00 - 400.00 = 1,100.00.
        ([Trade(150000, 40000)], {}, 110000, ()),
        # Two trades: 1,100.00 - 200.00 (more spent than came in) = 900.00.
        ([Trade(150000, 40000), Trade(10000, 30000)], {}, 90000, ()),
        # Less tax 250.00, National Insurance 60.00 and pension 100.00 paid in the period: 690.00.
        (
            [Trade(150000, 40000)],
            {"tax_pence": 25000, "national_insurance_pence": 6000, "pension_pence": 10000},
            69000,
            (),
        ),
        # 200.00 - 900.00 = -700.00: nothing now, and a loss of 700.00 to carry.
        ([Trade(20000, 90000)], {}, 0, (70000,)),
        # A tax bill makes a loss too: 500.00 - 800.00 = -300.00, after one of 100.00 from before.
        ([Trade(50000, 0)], {"tax_pence": 80000, "losses_pence": [10000]}, 0, (10000, 30000)),
        # A pension does not: 500.00 - 800.00 counts as nothing, and nothing is carried (steps 1 to 3 only).
        ([Trade(50000, 0)], {"pension_pence": 80000}, 0, ()),
        # 1,000.00 less losses of 700.00 and 200.00, both used up: 100.00.
        ([Trade(100000, 0)], {"losses_pence": [70000, 20000]}, 10000, ()),
        # 800.00 uses up the older 700.00 and 100.00 of the next 500.00: 400.00 is left of it.
        ([Trade(80000, 0)], {"losses_pence": [70000, 50000]}, 0, (40000,)),
        # Nothing at all, nor is a loss used up by a month of nothing.
        ([Trade(0, 0)], {"losses_pence": [70000]}, 0, (70000,)),
        ([], {}, 0, ()),
    ],
)
def test_profit_and_losses__UC_Regs_regs_57_and_57A(trades, paid, earned, losses):
    profit = self_employed_earnings(trades, **paid)
    assert (profit.earned_pence, profit.losses_pence) == (earned, losses)
    assert sum(step.amount_pence for step in profit.explanation.steps) == earned


def test_a_profit_can_be_read():
    profit = self_employed_earnings([Trade(80000, 10000, "Cakes")], tax_pence=5000, losses_pence=[90000])
    assert [str(step.label) for step in profit.explanation.steps] == [
        "Cakes: £800.00 came in, less £100.00 of expenses",
        "Income tax you paid",
        "Losses from before",
    ]
    assert str(profit.explanation.reason) == (
        "You earned £0.00 from self-employment. You still have losses of £250.00, which lower what we count later."
    )
    loss = self_employed_earnings([Trade(0, 10000)])
    assert str(loss.explanation.reason) == (
        "You made a loss of £100.00. It counts as nothing now, and lowers what we count later."
    )


@pytest.mark.parametrize(
    ("hours", "age", "day", "pence"),
    [
        # 35 x 12.71 x 52 = 23,132.20; (23,132.20 - 12,570) x 26% = 2,746.172; 20,386.028 / 12 = 1,698.8357.
        (35, 36, WAGE_DAY, 169884),
        # 35 x 12.21 x 52 = 22,222.20; 9,652.20 x 26% = 2,509.572; 19,712.628 / 12 = 1,642.719.
        (35, 21, date(2025, 4, 7), 164272),
        # 35 x 10.85 x 52 = 19,747.00; 7,177 x 26% = 1,866.02; 17,880.98 / 12 = 1,490.0817.
        (35, 20, WAGE_DAY, 149008),
        # 16 x 12.71 x 52 / 12 = 881.2267, under the allowance.
        (16, 36, WAGE_DAY, 88123),
        # 20 x 8.00 x 52 / 12 = 693.3333.
        (20, 17, WAGE_DAY, 69333),
        (0, 36, WAGE_DAY, 0),
    ],
)
def test_threshold__UC_Regs_regs_62_4_and_90_2(hours, age, day, pence):
    assert threshold_pence(hours, age, day) == pence


@pytest.mark.parametrize("year", [date(2025, 4, 7), date(2026, 4, 6)])
def test_the_threshold_is_that_of_the_rates(year):
    assert threshold_pence(35, 30, year) == rate_book().on(year)["minimum_income_floor.net_35_hours_21_plus"].pence


@pytest.mark.parametrize(
    ("change", "counted"),
    [
        # 500.00 becomes 1,698.84.
        ({}, 169884),
        ({"self_employed_pence": 169883, "net_earnings_pence": 169883}, 169884),
        ({"self_employed_pence": 170000, "net_earnings_pence": 170000}, 170000),
        # 20, on the last day of the period: 1,490.08.
        ({"date_of_birth": born(20)}, 149008),
        # 16 hours are expected: 881.23.
        ({"expected_hours": 16}, 88123),
        # A start-up period that ends on the first day of the period or later, and one that ended the day before.
        ({"gainful": GainfulWork(start_up_until=FIRST_DAY)}, 50000),
        ({"gainful": GainfulWork(start_up_until=date(2026, 10, 5))}, 169884),
        # Not all requirements: decided so, or by health or caring.
        ({"gainful": GainfulWork(all_requirements=False)}, 50000),
        ({"lcw": True}, 50000),
        ({"carer": True}, 50000),
        # Self-employment is not the main work.
        ({"gainful": None}, 50000),
    ],
)
def test_the_floor_of_a_single_person__UC_Regs_reg_62_2(change, counted):
    result = award(single(adults=(replace(TRADER, **change),)))
    assert result.net_earnings_pence == counted


def earning(pence, **facts):
    return Adult(date(1990, 1, 1), net_earnings_pence=pence, **facts)


@pytest.mark.parametrize(
    ("partner", "added"),
    [
        # The couple threshold is 1,698.84 + 1,698.84 = 3,397.68. Together 500 + 0 is less: up to 1,698.84.
        (earning(0, expected_hours=35), 119884),
        # 500 + 2,500 = 3,000 is less; 1,698.84 + 2,500 is 801.16 over 3,397.68: 1,698.84 - 801.16 = 897.68.
        (earning(250000, expected_hours=35), 39768),
        # 500 + 2,897.68 = 3,397.68 is not less: nothing is added. A penny less: one penny.
        (earning(289768, expected_hours=35), 0),
        (earning(289767, expected_hours=35), 1),
        # A partner of whom 16 hours are expected: 1,698.84 + 881.23 = 2,580.07; 1,698.84 + 1,000 is 118.77 over.
        (earning(100000, expected_hours=16), 119884 - 11877),
        # A partner of whom nothing is expected.
        (earning(0, expected_hours=0), 119884),
        (earning(50000, expected_hours=0), 119884 - 50000),
    ],
)
def test_the_floor_in_a_couple__UC_Regs_regs_62_3_and_90_3(partner, added):
    result = award(Household((TRADER, partner)))
    assert result.net_earnings_pence == 50000 + partner.net_earnings_pence + added


def test_a_partner_who_cannot_claim_counts_for_35_hours__UC_Regs_reg_90_3_b():
    # 1,698.84 for the claimant and 1,698.84 for a partner of 19, who earns 2,500.00: 1,698.84 - 801.16 = 897.68.
    partner = earning(250000, expected_hours=0)
    result = award(Household((TRADER,), partner=replace(partner, date_of_birth=born(19))))
    assert result.net_earnings_pence == 50000 + 250000 + 39768


def test_both_of_a_couple_can_have_a_floor():
    result = award(Household((TRADER, replace(TRADER, self_employed_pence=0, net_earnings_pence=0))))
    assert result.net_earnings_pence == 2 * 169884
    assert [step.amount_pence for step in line(result, "earnings").steps][:3] == [50000, 119884, 169884]


@some
@given(
    st.integers(0, 250_000),
    st.integers(0, 250_000),
    st.sampled_from([None, 0, 16, 35]),
    st.integers(1, 1_000),
    st.booleans(),
)
def test_earning_more_never_lowers_what_is_counted_nor_raises_the_award(own, partner, hours, more, theirs):
    def counted(own, partner):
        adults = [earning(own, gainful=GainfulWork())]
        if hours is not None:
            adults.append(earning(partner, expected_hours=hours, gainful=GainfulWork() if hours == 35 else None))
        return award(Household(tuple(adults), (TODDLER,), rent(900)))

    before, after = counted(own, partner), counted(own + more * (not theirs), partner + more * theirs)
    assert after.net_earnings_pence >= before.net_earnings_pence >= own
    if before.benefit_cap_exempt == after.benefit_cap_exempt:
        assert after.award_pence <= before.award_pence


def test_a_partners_hours_must_be_known():
    with pytest.raises(MissingFact, match="expected_hours"):
        award(Household((TRADER, ADULT)))


def test_the_line_says_why_more_is_counted():
    result = award(Household((replace(TRADER, name="Rosa"),), (TODDLER,), rent(1500)))
    found = line(result, "earnings")
    # (1,698.84 - 427.00) x 55% = 699.512 -> 699.51.
    assert found.amount_pence == result.earned_deduction_pence == 69951
    assert str(found.reason) == (
        "From a business we count up to £1,698.84 a month: what 35 hours a week at the minimum wage would leave after "
        "tax. For Rosa that is £1,198.84 more than the £500.00 earned. Together we count earnings of £1,698.84. "
        "The first £427.00 does not count. We take off 55p for each £1 of the other £1,271.84."
    )
    assert [step.amount_pence for step in found.steps] == [50000, 119884, -42700, 69951 - 127184]
    assert found.regulation == "UC Regs regs 22, 54, 55, 62 and 90"
    assert Award.from_json(result.to_json()) == result


@pytest.mark.parametrize(
    ("first_date", "number", "until"),
    [
        ("2026-10-06", 1, "2027-10-05"),
        ("2026-10-06", 3, "2027-12-05"),
        # From the 31st every period begins on the last day of a month: the twelfth ends the day before 31 January.
        ("2026-01-31", 1, "2027-01-30"),
    ],
)
def test_a_start_up_period_is_twelve_months__UC_Regs_reg_63(first_date, number, until):
    work = GainfulWork.starting_up(date.fromisoformat(first_date), number)
    assert work.start_up_until == date.fromisoformat(until)


def test_a_start_up_period_is_told():
    result = award(single(adults=(replace(TRADER, gainful=GainfulWork(date(2027, 1, 5))),)))
    assert "because the business is in its start-up period" in str(line(result, "earnings").reason)


def test_the_floor_does_not_lift_the_benefit_cap__UC_Regs_reg_82_4():
    # 881.00 a month lifts the cap; a floor of 1,698.84 over earnings of 500.00 does not.
    children = tuple(replace(TODDLER, name=str(number)) for number in range(6))
    with_floor = Household((TRADER,), children, rent(2000))
    assert award(with_floor).benefit_cap_exempt is False
    enough = replace(TRADER, self_employed_pence=88100, net_earnings_pence=88100)
    assert award(replace(with_floor, adults=(enough,))).benefit_cap_exempt is True


def test_surplus_earnings_are_earned_income_of_a_new_claim__UC_Regs_reg_54A_2():
    # 100.00 of pay and 300.00 carried: 400.00 x 55% = 220.00.
    result = award(single(adults=(earning(10000),), surplus_earnings_pence=30000))
    found = line(result, "earnings")
    assert (result.net_earnings_pence, found.amount_pence) == (40000, 22000)
    assert str(found.reason).startswith("Your earnings before you claimed again were high, so £300.00 of them counts")
    assert [step.amount_pence for step in found.steps] == [10000, 30000, -18000]
    assert award(single(surplus_earnings_pence=10000)).earned_deduction_pence == 5500


@pytest.mark.parametrize(
    "household",
    [
        single(adults=(replace(TRADER, expected_hours=30),), surplus_earnings_pence=12345),
        single(adults=(replace(YOUNG_ADULT, gainful=GainfulWork(date(2027, 1, 5), all_requirements=False)),)),
    ],
)
def test_a_case_keeps_it(household):
    case = write_case(household, FIRST_DAY)
    assert read_case(load_case(dump_case(case)))[0] == household
    assert json.loads(dump_case(case))["adults"][0]["gainful"]


def test_negative_amounts_are_refused():
    for wrong in (lambda: Trade(-1, 0), lambda: Trade(0, -1), lambda: self_employed_earnings([], tax_pence=-1)):
        with pytest.raises(ValueError, match="less than nothing"):
            wrong()
