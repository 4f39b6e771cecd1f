"""What must be true of every household, every day and every amount, whatever the law's figures are."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from rules.award import award_for
from rules.cliffs import CLIFFS, EARNINGS, SAVINGS
from rules.gainful import GainfulWork
from rules.household import Adult, Charge, Household, Housing, Unearned
from rules.periods import assessment_period
from rules.rates import rate_book
from rules.rounding import round_half_up
from tests.rules.households import (
    ADULT,
    FIRST_DAY,
    TODDLER,
    award,
    children,
    first_days,
    households,
    rent,
    single,
    some,
)
from tests.rules.test_cases import CASES, read_case

DAY = timedelta(days=1)
POUND = 100
SURELY_A_CHILD = date(2011, 1, 1)


def test_the_least_award_is_a_penny():
    """424.90 less a pension of 424.89, and less one of 424.90, after which there is none (reg 17)."""
    for pension_pence, award_pence in ((42489, 1), (42490, 0)):
        pensioner = replace(ADULT, unearned=(Unearned("private_pension", pension_pence),))
        assert award(single(adults=(pensioner,))).award_pence == award_pence


def less(before, after):
    """How much less there is in one award than in another, before the benefit cap and after it.

    The cap takes a change up or gives it back, so that what is hidden after it is seen before it.
    """
    before_cap = before.award_before_cap_pence - after.award_before_cap_pence
    return before_cap, before.award_pence - after.award_pence


def with_pay(household, pence):
    """A household whose first claimant takes home exactly this."""
    first, *rest = household.adults
    paid = replace(first, paydays=(), self_employed_pence=0, net_earnings_pence=pence)
    return replace(household, adults=(paid, *rest))


def lost(household, pence, first_day=FIRST_DAY):
    """How much less there is for a pound more of take-home pay, before the benefit cap or after it: the most."""
    before, after = (award_for(with_pay(household, each), first_day) for each in (pence, pence + POUND))
    return max(less(before, after))


def on_a_cliff(household):
    """Whether a pound more of pay takes a household over a cliff listed in rules/cliffs.py."""
    home = household.housing
    helped = home.kind == "owner" and home.owner_wait_over and any(charge.eligible for charge in home.charges)
    return helped and household.net_earnings_pence == 0


SOME_PAY = st.integers(0, 500_000) | st.sampled_from([0, 42700, 71000, 88000, 88099])


@some
@given(households, SOME_PAY, st.integers(1, 200_000), first_days)
def test_a_pound_more_of_pay_never_costs_more_than_55p_outside_the_listed_cliffs(household, pence, more, first_day):
    poorer, richer = (with_pay(household, each) for each in (pence, pence + more))
    pay_never_raises(award_for(poorer, first_day), award_for(richer, first_day), household)
    assume(not on_a_cliff(poorer))
    assert lost(household, pence, first_day) <= 55
    if first_day >= pay_rates_from():
        assert lost(in_business(household), pence, first_day) <= 55


def pay_never_raises(before, after, household):
    """An award, except by lifting the benefit cap, or by ending the help with an owner's service charges."""
    if household.housing.kind != "owner":
        before_cap, award_itself = less(before, after)
        assert before_cap >= 0
        assert award_itself >= 0 or before.benefit_cap_exempt != after.benefit_cap_exempt


def pay_rates_from():
    """The first day for which the minimum income floor can be worked out."""
    return rate_book().rate_years[2]


def in_business(household):
    """The same household, each claimant with a business and carried earnings, so that more than pay counts."""
    people = tuple(replace(adult, gainful=GainfulWork(), expected_hours=35) for adult in household.adults)
    return replace(household, adults=people, surplus_earnings_pence=1)


def test_no_case_has_a_cliff_at_any_of_its_turning_points():
    """Around the allowances, the end of the benefit cap, where the award comes to nothing, and pay of nothing."""
    cliffs = []
    for case in CASES:
        household, first_day = read_case(case)
        nothing_left = award(with_pay(household, 0)).award_pence * 100 // 55
        for turn in {0, 42700, 71000, 88100, nothing_left, nothing_left + 42700, nothing_left + 71000}:
            around = (max(turn + more, 0) for more in (-POUND, -50, -1, 0, 1))
            cliffs += [(case["id"], pence) for pence in around if lost(household, pence, first_day) > 55]
    assert cliffs == []


OWNER = Housing("owner", (Charge("service", 8000),), owner_wait_over=True)
# For each cliff: a household just before it, and the same household with a pound more.
OVER_THE_EDGE = {
    "owner_service_charges": (single(housing=OWNER), with_pay(single(housing=OWNER), POUND)),
    "tariff_step": (single(capital_pence=600_000), single(capital_pence=600_000 + POUND)),
    "capital_limit": (single(capital_pence=1_600_000), single(capital_pence=1_600_000 + POUND)),
}


@pytest.mark.parametrize("name", CLIFFS)
def test_each_listed_cliff_is_one(name):
    before, after = (award(household) for household in OVER_THE_EDGE[name])
    assert min(less(before, after)) > POUND


def test_the_cliffs_are_listed_with_their_law():
    assert set(OVER_THE_EDGE) == set(CLIFFS)
    for cliff in CLIFFS.values():
        assert cliff.of in {EARNINGS, SAVINGS}
        assert cliff.where.endswith(".")
        assert cliff.regulation


@some
@given(households, first_days, st.integers(0, 1_700_000), st.integers(1, 400_000))
def test_more_savings_never_raise_an_award_and_a_pound_more_costs_nothing_outside_the_listed_cliffs(
    household, first_day, pence, more
):
    first, second, richer = (
        award_for(replace(household, capital_pence=each), first_day) for each in (pence, pence + POUND, pence + more)
    )
    assert min(less(first, richer)) >= 0
    if pence <= 1_600_000 < pence + POUND:
        assert second.award_before_cap_pence == second.award_pence == 0
    elif pence + POUND > 600_000 and -(-(pence - 600_000) // 25_000) != -(-(pence + POUND - 600_000) // 25_000):
        assert max(less(first, second)) <= 435
    else:
        assert less(first, second) == (0, 0)


@some
@given(households, children.map(lambda child: replace(child, date_of_birth=max(child.date_of_birth, SURELY_A_CHILD))))
@example(single(children=(TODDLER,), housing=rent(90)), replace(TODDLER, date_of_birth=FIRST_DAY))
def test_a_child_more_never_lowers_the_award_before_the_cap(household, child):
    """From 6 April 2026, when every child is paid for."""
    with_child = replace(household, children=(*household.children, child))
    assert award(with_child).award_before_cap_pence >= award(household).award_before_cap_pence


def test_periods_tile_the_calendar_from_every_day_of_twenty_years():
    """From each of 7,305 first days: the year and a month after it, in which each kind of February comes to each day
    of the month; for twenty years from each day of the month, see test_periods.py."""
    for days in range(7305):
        first = date(2020, 1, 1) + days * DAY
        periods = [assessment_period(first, number) for number in range(1, 15)]
        assert periods[0].start == first
        for period, following in pairwise(periods):
            assert following.start - period.end == DAY
            assert 27 <= (following.start - period.start).days <= 32


@some
@given(st.fractions(min_value=0, max_value=10**9) | st.integers(0, 10**9).map(lambda half: Fraction(half, 2)))
def test_rounding_is_half_up(pence):
    error = round_half_up(pence) - pence
    assert -Fraction(1, 2) < error <= Fraction(1, 2)


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_exact_decimals_round_as_fractions_do(pence):
    assert round_half_up(pence) == round_half_up(Fraction(pence))


def test_the_rates_of_a_period_are_those_of_its_first_day_on_every_day_of_every_rated_year():
    """Whatever day a period begins on, nothing in it is from a rate that began after its first day."""
    book = rate_book()
    day = book.rate_years[0]
    versions = []
    while day < book.rated_until:
        period = assessment_period(day, 1)
        result = award_for(EVERYTHING, period)
        assert result.rate_version == book.on(day).version
        since = [rate.since for line in result.lines for rate in line.explanation.rates]
        assert since
        assert max(since) <= day.isoformat()
        versions.append(result.rate_version)
        day += DAY
    assert [versions.index(version) for version in dict.fromkeys(versions)] == [
        (start - book.rate_years[0]).days for start in book.rate_years
    ]


EVERYTHING = Household(
    (
        Adult(date(1990, 1, 1), net_earnings_pence=50_000, in_paid_work=True, lcwra=True),
        Adult(date(1990, 1, 1), carer=True, unearned=(Unearned("carer_support_payment", 8000, "weekly"),)),
    ),
    (replace(TODDLER, date_of_birth=date(2017, 1, 1), childcare_pence=20_000, dla="HIGHER"),),
    rent(500),
    capital_pence=700_000,
)
