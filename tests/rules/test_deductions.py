"""Advances and debts, each with its arithmetic by hand (pounds in the comments, pence in the tables).

Of a standard allowance of 424.90: 5% is 21.245 -> 21.25, 10% 42.49, 15% 63.735 -> 63.74, 20% 84.98, 40% 169.96.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.award import Award, award_for, checked
from rules.deductions import deduction_lines
from rules.owed import KINDS, LAST_RESORT, ORDER, THIRD_PARTY, Owed
from rules.payable import payable
from rules.periods import assessment_period
from rules.rates import rate_book
from rules.sanctions import Sanction
from tests.rules.households import ADULT, FIRST_DAY, single, some

PERIOD = assessment_period(FIRST_DAY, 1)
RATES = rate_book().on(FIRST_DAY)
AWARD = award_for(single(), PERIOD)
FUEL = Owed("fuel", 10000, to="British Gas")
WATER = Owed("water", 10000, to="Thames Water")
COUNCIL_TAX = Owed("council_tax", 10000, to="Leeds City Council")
FINE = Owed("fine", 10000, to="Leeds Magistrates")
RENT = Owed("rent", 90000, to="Mr Khan")
RENT_20 = replace(RENT, percent=20)
OVERPAYMENT = Owed("overpayment", 30000, 5000)
ADVANCE = Owed("new_claim_advance", 42490, 5000)
MAINTENANCE = Owed("child_maintenance", 100000, 7000)


def paid(owed, *, first_day=FIRST_DAY, sanctions=(), household=None):
    """The award after deductions for an ordinary month."""
    period, household = assessment_period(first_day, 1), household or single()
    rates = rate_book().on(first_day)
    return payable(award_for(household, period), household, period, rates, sanctions=sanctions, owed=owed)


def taken(award):
    return {line.code: line.amount_pence for line in award.deductions}


@pytest.mark.parametrize(
    ("owed", "expected"),
    [
        ([FUEL], {"fuel": 2125}),
        # 21.25 + 21.25 leave 63.74 - 42.50 = 21.24 under the cap. Council Tax comes before water.
        ([WATER, FUEL, COUNCIL_TAX], {"fuel": 2125, "council_tax": 2125, "water": 2124}),
        # 42.49 + 21.25 = 63.74.
        ([FUEL, RENT], {"rent": 4249, "fuel": 2125}),
        # The other 42.49 of 20% rent comes last: nothing is left for it, nor for the overpayment before it.
        ([FUEL, RENT_20, OVERPAYMENT], {"rent": 4249, "fuel": 2125, "overpayment": 0}),
        # 42.49, then 10.00, then 63.74 - 52.49 = 11.25 of the rent over 10%: 53.74.
        ([RENT_20, replace(OVERPAYMENT, monthly_pence=1000)], {"rent": 5374, "overpayment": 1000}),
        # A fine of 15%: 21.25 in its place; water 21.25; then 63.74 - 42.50 = 21.24 of the other 42.49.
        ([replace(FINE, percent=15), WATER], {"fine": 4249, "water": 2125}),
        # An advance counts inside the cap and comes first: 63.74 - 50.00 = 13.74.
        ([FUEL, ADVANCE], {"new_claim_advance": 5000, "fuel": 1374}),
        # No more is taken than is owed.
        ([replace(FUEL, owed_pence=600), replace(OVERPAYMENT, owed_pence=700)], {"fuel": 600, "overpayment": 700}),
        # No more than three of those owed to others, whatever room there is; debts to us are not counted.
        (
            [replace(each, owed_pence=500) for each in (FUEL, COUNCIL_TAX, FINE, WATER, OVERPAYMENT)],
            {"fuel": 500, "council_tax": 500, "fine": 500, "water": 0, "overpayment": 500},
        ),
        # A last resort goes over the cap of 63.74, which an advance has used up: 42.49 more.
        (
            [replace(ADVANCE, monthly_pence=6374), replace(RENT, last_resort=True)],
            {"new_claim_advance": 6374, "rent": 4249},
        ),
        # But not over 40%: 63.74 + 21.25 + 42.49 + 21.25 = 148.73, which leaves 21.23 of the rent over 10%.
        (
            [
                replace(ADVANCE, monthly_pence=6374),
                replace(RENT_20, last_resort=True),
                replace(FUEL, last_resort=True),
                Owed("service_charges", 90000, to="Mr Khan", last_resort=True),
            ],
            {"new_claim_advance": 6374, "service_charges": 2125, "rent": 6372, "fuel": 2125},
        ),
        # From 1 May 2026 child maintenance has its place after water again: 63.74 - 21.25 = 42.49.
        ([MAINTENANCE, WATER], {"water": 2125, "child_maintenance": 4249}),
    ],
)
def test_order_and_limits__SI_2013_380_Sch_6_paras_3_to_5(owed, expected):
    award = paid(owed)
    assert taken(award) == expected
    assert list(taken(award)) == [kind for kind in ORDER if kind in expected]
    assert award.payable_pence == 42490 - sum(expected.values())


@pytest.mark.parametrize(
    ("first_day", "expected"),
    [
        # 25% of 400.14 = 100.035 -> 100.04 until 29 April 2025; 5% is 20.007 -> 20.01, and 70.00 and 10.03 follow.
        ("2025-04-29", {"water": 2001, "child_maintenance": 7000, "overpayment": 1003}),
        # 15% = 60.021 -> 60.02 from 30 April 2025, when child maintenance goes over it and leaves no room.
        ("2025-04-30", {"child_maintenance": 7000, "water": 0, "overpayment": 0}),
        ("2026-04-30", {"child_maintenance": 7000, "water": 0, "overpayment": 0}),
        ("2026-05-01", {"water": 2125, "child_maintenance": 4249, "overpayment": 0}),
    ],
)
def test_the_cap_and_the_place_of_child_maintenance_by_first_day__SI_2025_387(first_day, expected):
    assert taken(paid([MAINTENANCE, WATER, OVERPAYMENT], first_day=date.fromisoformat(first_day))) == expected


def test_child_maintenance_first_leaves_the_rest_of_the_cap_to_others__SI_2025_387():
    # 60.02 - 36.00 = 24.02, of which 20.01 goes to water and 4.01 to the overpayment.
    owed = [replace(MAINTENANCE, monthly_pence=3600), WATER, OVERPAYMENT]
    expected = {"child_maintenance": 3600, "water": 2001, "overpayment": 401}
    assert taken(paid(owed, first_day=date(2025, 10, 6))) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        # 2025-26: 400.14 x 12 / 365 = 13.155 -> 13.10 a day; 15% of 400.14 is 60.02.
        # 4 days are 52.40, under the 15%: 70.00 of child maintenance is over what is left, and the fuel has no room.
        (4, {"sanction": 5240, "child_maintenance": 7000, "fuel": 0}),
        # 5 days are 65.50, and stop all but a last resort: child maintenance is none, first or not.
        (5, {"sanction": 6550, "child_maintenance": 0, "rent": 4001}),
        # The whole period, 31 x 13.10 = 406.10, takes all of the award.
        (31, {"sanction": 40014, "child_maintenance": 0, "rent": 0}),
    ],
)
def test_a_sanction_of_15_percent_stops_child_maintenance_that_comes_first_too(days, expected):
    first_day = date(2025, 10, 6)
    rent = replace(RENT, last_resort=True)
    owed = [MAINTENANCE, FUEL if "fuel" in expected else rent]
    sanction = Sanction("high", first_day, date(2025, 10, 5 + days) if days < 26 else None)
    award = paid(owed, first_day=first_day, sanctions=[sanction])
    assert taken(award) == expected
    assert award.payable_pence == 40014 - sum(expected.values())


def test_a_penny_is_left__SI_2013_380_Sch_6_para_3():
    # Pay of 754.36 x 55% = 414.898 -> 414.90 leaves 10.00; 21.25 is asked and 9.99 taken.
    earning = single(adults=(replace(ADULT, net_earnings_pence=75436),))
    award = paid([FUEL], household=earning)
    assert (award.award_pence, award.payable_pence) == (1000, 1)
    assert str(award.deductions[0].reason) == (
        "We were to take £21.25, and took £9.99, because your payment is not enough. "
        "The other £11.26 is left for later. You still owe £90.01."
    )


def test_nothing_is_taken_from_no_award():
    award = paid([FUEL], household=single(adults=(replace(ADULT, net_earnings_pence=200000),)))
    assert (award.award_pence, award.payable_pence, taken(award)) == (0, 0, {"fuel": 0})


@pytest.mark.parametrize(
    ("days", "owed", "expected"),
    [
        # 4 days x 13.90 = 55.60 is under 63.74, and leaves 8.14 of it.
        (4, [FUEL], {"sanction": 5560, "fuel": 814}),
        # 5 days x 13.90 = 69.50 is 15% or more: nothing else but a last resort.
        (
            5,
            [FUEL, OVERPAYMENT, replace(RENT, last_resort=True)],
            {"sanction": 6950, "rent": 4249, "fuel": 0, "overpayment": 0},
        ),
        # 31 x 13.90 = 430.90 takes all of it: no penny is kept from a sanction (reg 110).
        (31, [replace(RENT, last_resort=True)], {"sanction": 42490, "rent": 0}),
    ],
)
def test_a_sanction_comes_first_and_counts_in_the_cap(days, owed, expected):
    sanction = Sanction("medium", FIRST_DAY, date(2026, 10, 5 + days) if days < 26 else None)
    award = paid(owed, sanctions=[sanction])
    assert taken(award) == expected
    assert next(iter(taken(award))) == "sanction"
    assert award.payable_pence == 42490 - sum(expected.values())


def test_each_line_says_why_and_what_is_left():
    lines = {line.code: line for line in paid([FUEL, COUNCIL_TAX, FINE, WATER, OVERPAYMENT, ADVANCE]).deductions}
    assert [str(line.label) for line in lines.values()] == [
        "Advance of your first payment",
        "Gas or electricity owed: British Gas",
        "Council Tax owed: Leeds City Council",
        "Court fine: Leeds Magistrates",
        "Water owed: Thames Water",
        "Benefit you were paid too much of",
    ]
    assert str(lines["new_claim_advance"].reason) == (
        "You had this money early. We took £50.00 to pay it back. You still owe £374.90."
    )
    assert str(lines["fuel"].reason) == (
        "We were to take £21.25, and took £13.74, because the most we can take in one month is 15% of your standard "
        "allowance, which is £63.74. The other £7.51 is left for later. You still owe £86.26."
    )
    assert str(lines["overpayment"].reason).startswith("We took nothing of the £50.00 for this month, because the most")
    assert lines["overpayment"].inputs["left_for_later_pence"] == 5000
    assert lines["fuel"].regulation == "SI 2013/380 Sch 6 para 8"
    assert [rate["name"] for rate in lines["fuel"].inputs["rates"]] == [
        "deductions.third_party_rate",
        "deductions.overall_cap",
    ]
    assert str(paid([replace(FUEL, owed_pence=500)]).deductions[0].reason).endswith("It is now paid off.")


def test_why_a_sanction_or_a_fourth_debt_stops_the_others():
    (_, stopped) = paid([FUEL], sanctions=[Sanction("high", FIRST_DAY)]).deductions
    assert "a sanction or penalty already takes 15%" in str(stopped.reason)
    small = [replace(each, owed_pence=500) for each in (FUEL, COUNCIL_TAX, FINE, WATER)]
    assert "no more than 3 of these debts" in str(paid(small).deductions[-1].reason)


debts = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.builds(
        Owed,
        st.just(kind),
        st.integers(1, 200_000),
        st.just(0) if kind in THIRD_PARTY else st.integers(1, 60_000),
        st.sampled_from([0, 10, 20]) if kind == "rent" else st.just(0),
        last_resort=st.booleans() if kind in LAST_RESORT else st.just(False),
    )
)


@some
@given(
    st.lists(debts, max_size=8),
    st.integers(0, 90_000),
    st.integers(0, 31),
    st.sampled_from([date(2025, 4, 10), date(2025, 10, 6), date(2026, 10, 6)]),
)
def test_whatever_is_owed_a_penny_is_left_and_the_limits_hold(owed, earned, days, first_day):
    period = assessment_period(first_day, 1)
    sanctions = [Sanction("high", first_day, first_day.replace(day=first_day.day + days - 1))] if 0 < days < 19 else []
    household = single(adults=(replace(ADULT, net_earnings_pence=earned),))
    rates = rate_book().on(first_day)
    award = payable(award_for(household, period), household, period, rates, sanctions=sanctions, owed=owed)
    for_sanctions = sum(line.amount_pence for line in award.deductions if line.code == "sanction")
    lines = [line for line in award.deductions if line.code != "sanction"]
    assert len(lines) == len(owed)
    assert award.payable_pence >= min(1, award.award_pence - for_sanctions)
    maintenance_first = rates["deductions.child_maintenance_first"].is_on
    capped = [
        each for each in owed if not each.last_resort and not (each.kind == "child_maintenance" and maintenance_first)
    ]
    if len(capped) == len(owed):
        cap = rates["deductions.overall_cap"].share_of(award.standard_allowance_pence)
        assert sum(line.amount_pence for line in lines) <= max(cap - for_sanctions, 0)
    for line in lines:
        facts = line.inputs
        assert facts["still_owed_pence"] == facts["owed_pence"] - line.amount_pence >= 0
        assert facts["left_for_later_pence"] >= 0
    assert len([line for line in lines if line.code in THIRD_PARTY and line.amount_pence]) <= 3
    assert Award.from_json(award.to_json()) == award


def test_without_anything_to_take_the_award_is_the_same():
    award = paid([])
    assert award == award_for(single(), PERIOD)
    assert deduction_lines(award, RATES, []) == ()


@pytest.mark.parametrize(
    ("why", "wrong"),
    [
        ("kind of debt", lambda: Owed("dragon", 100)),
        ("nothing is owed", lambda: Owed("fuel", 0)),
        ("a rate set in law", lambda: Owed("fuel", 100, 50)),
        ("an instalment", lambda: Owed("overpayment", 100)),
        ("cannot be chosen", lambda: Owed("water", 100, percent=10)),
        ("never a last resort", lambda: Owed("water", 100, last_resort=True)),
        ("10% to 20%", lambda: paid([replace(RENT, percent=25)])),
        ("5% to 15%", lambda: paid([replace(FINE, percent=4)])),
        ("not from 2026-11-06", lambda: payable(AWARD, single(), assessment_period(FIRST_DAY, 2), RATES)),
        ("rates of", lambda: payable(AWARD, single(), PERIOD, rate_book().on(date(2025, 4, 7)))),
        ("leaves", lambda: checked(AWARD._replace(deductions=AWARD.lines[:1]))),
        ("leaves -", lambda: checked(AWARD._replace(deductions=paid([FUEL]).deductions * 30))),
    ],
)
def test_what_cannot_be_is_refused(why, wrong):
    with pytest.raises(ValueError, match=why):
        wrong()
