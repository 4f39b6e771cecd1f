"""What savings count as (UC Regs regs 46 to 50 and Sch 10)."""

from datetime import date

import pytest

from rules.facts import MissingFact
from rules.rates import rate_book
from rules.savings import countable_pence, is_deprivation, is_disregarded, notional_capital_next

RATES = rate_book().on(date(2026, 10, 6))


@pytest.mark.parametrize(
    ("market", "facts", "pence"),
    [
        (1000000, {"costs_to_sell": False}, 1000000),
        (1000000, {"costs_to_sell": True}, 900000),  # 10,000 less a tenth
        (20000000, {"costs_to_sell": True, "debt_pence": 17000000}, 1000000),  # 200,000 - 20,000 - 170,000
        (20000000, {"costs_to_sell": True, "debt_pence": 17000000, "owners": 2}, 500000),
        (20000000, {"costs_to_sell": True, "debt_pence": 19000000}, 0),
        (100001, {"costs_to_sell": False, "owners": 2}, 50001),  # half a penny rounds up
        (101, {"costs_to_sell": True, "owners": 2}, 45),  # 101 - 10.1 = 90.9; / 2 = 45.45: rounded once
    ],
    ids=str,
)
def test_value_costs_debt_and_shares__regs_47_and_49(market, facts, pence):
    assert countable_pence(market, **facts) == pence


def test_something_has_an_owner():
    with pytest.raises(ValueError, match="at least one owner"):
        countable_pence(100, costs_to_sell=False, owners=0)


@pytest.mark.parametrize("kind", ["home", "personal_goods", "pension", "business"])
def test_what_never_counts__Sch_10(kind):
    assert is_disregarded(kind, date(2026, 10, 6))
    assert not is_disregarded("cash", date(2026, 10, 6))


@pytest.mark.parametrize(
    ("on", "longer", "disregarded"),
    [("2027-10-05", None, True), ("2027-10-06", None, False), ("2027-10-06", "2028-01-01", True)],
)
def test_arrears_of_benefit_for_12_months__Sch_10_para_18(on, longer, disregarded):
    until = longer and date.fromisoformat(longer)
    received = date(2026, 10, 6)
    assert (
        is_disregarded("arrears", date.fromisoformat(on), arrears_received_on=received, longer_until=until)
        is disregarded
    )


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ((True, False, False), True),
        ((True, True, False), False),
        ((True, False, True), False),
        ((False, False, False), False),
    ],
)
def test_deprivation__reg_50_1_and_2(facts, counts):
    to_get_more, debt, purchase = facts
    assert is_deprivation(to_get_more=to_get_more, paid_a_debt=debt, reasonable_purchase=purchase) is counts


def test_deprivation_is_never_assumed():
    with pytest.raises(MissingFact, match="to get more"):
        is_deprivation(to_get_more=None, paid_a_debt=False, reasonable_purchase=False)


@pytest.mark.parametrize(
    ("notional", "award", "then"),
    [
        (2000000, 42490, 1957510),  # over 16,000: less the award there would have been
        (1600000, 42490, 1582600),  # 40 steps of 250 above 6,000 x 4.35 = 174.00
        (600001, 42490, 599566),  # one step: 4.35
        (600000, 42490, 600000),
    ],
)
def test_notional_capital_goes_down__reg_50_3(notional, award, then):
    assert notional_capital_next(notional, RATES, award_without_pence=award) == then
