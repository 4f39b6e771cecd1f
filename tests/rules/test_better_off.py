"""What a household would have if something changed, month by month."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.award import award_for
from rules.better_off import better_off, differences
from rules.facts import MissingFact
from rules.household import Adult, Charge, Child, Household, Housing, NonDependant, Unearned
from rules.periods import assessment_period
from rules.rates import MissingRate
from rules.whatif import (
    adult_moves_in,
    child_is_born,
    moves_home,
    rent_becomes,
    savings_become,
    stops_work,
    works,
)
from tests.rules.households import ADULT, TODDLER, born, households, rent, single, some

PERIODS = [assessment_period(date(2026, 10, 6), number) for number in (1, 2, 3)]
JANUARY = PERIODS[1].end
MIA = replace(TODDLER, name="Mia")
ROSA = Household((replace(ADULT, name="Rosa"),), (MIA,), rent(500))


def only(change, household=ROSA):
    """The one month that holds the change."""
    (month,) = better_off(household, change, PERIODS[1:2])
    return month


def test_a_lone_parent_who_takes_16_hours_is_told_the_difference_month_by_month():
    """16 hours: take home 850.00 and pay 300.00 for childcare.

    Before: 424.90 + 303.94 + 500.00 = 1,228.84, rent 500.00: 728.84 in hand.
    After: childcare 85% of 300.00 = 255.00; 55% of (850.00 - 427.00) = 232.65 off; 1,251.19.
    In hand: 1,251.19 + 850.00 - 500.00 - 300.00 = 1,301.19, which is 572.35 more.
    """
    october, november, december = better_off(ROSA, works(85000, JANUARY, hours=16, childcare_pence=30000), PERIODS)
    assert (october.better_off_pence, october.differs, october.sentences) == (0, (), ())
    assert str(october.summary) == "In the month from 6 October 2026 you would have the same money as now."
    assert (november.before.award_pence, november.after.award_pence) == (122884, 125119)
    assert (november.pay_before_pence, november.pay_after_pence) == (0, 85000)
    assert (november.in_hand_before_pence, november.in_hand_after_pence) == (72884, 130119)
    assert str(november.summary) == "In the month from 6 November 2026 you would have £572.35 more than now."
    assert [str(sentence) for sentence in november.sentences] == [
        "Universal Credit would be £1,251.19 instead of £1,228.84.",
        "Take-home pay would be £850.00 instead of £0.00.",
        "Rent, service charges and childcare would cost you £800.00 instead of £500.00.",
    ]
    assert [str(part.sentence) for part in november.differs] == [
        "Childcare: we would add £255.00. You paid £300.00 for childcare. We pay 85% of it, which is £255.00.",
        "Take-home pay: we would take off £232.65. You took home £850.00. The first £427.00 does not count. "
        "We take off 55p for each £1 of the other £423.00.",
    ]
    assert december.better_off_pence == november.better_off_pence


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (works(85000, JANUARY, hours=16), "You would work 16 hours a week and take home £850.00 a month."),
        (works(85000, JANUARY), "You would work and take home £850.00 a month."),
        (works(1, JANUARY, adult=1), "Your partner would work and take home £0.01 a month."),
        (works(1, JANUARY, adult=1, hours=8), "Your partner would work 8 hours a week and take home £0.01 a month."),
        (stops_work(JANUARY), "You would stop work."),
        (stops_work(JANUARY, adult=1), "Your partner would stop work."),
        (rent_becomes(12500, JANUARY, frequency="weekly"), "Your rent would be £125.00 a week."),
        (child_is_born(JANUARY), "A child would be born on 5 December 2026."),
        (savings_become(700000, JANUARY), "Your savings would be £7,000.00."),
        (moves_home(Housing(), JANUARY), "You would move home."),
        (adult_moves_in(NonDependant(born(30)), JANUARY), "Another adult would live with you."),
    ],
)
def test_each_change_says_what_it_is(change, says):
    assert str(change.what) == says


@pytest.mark.parametrize(
    ("change", "award_pence", "in_hand_pence"),
    [
        # Rent 125.00 a week is 541.67 a month, met in full: the same money is left.
        (rent_becomes(12500, JANUARY, frequency="weekly"), 4167, 0),
        (child_is_born(JANUARY), 30394, 30394),
        # 7,000.00 is four steps of 4.35 over 6,000.00.
        (savings_become(700000, JANUARY), -1740, -1740),
        (adult_moves_in(NonDependant(born(30)), JANUARY), -9655, -9655),
        (moves_home(Housing(), JANUARY), -50000, 0),
        (stops_work(JANUARY), 0, 0),
    ],
)
def test_changes_that_are_not_work(change, award_pence, in_hand_pence):
    month = only(change)
    assert month.after.award_pence - month.before.award_pence == award_pence
    assert month.better_off_pence == in_hand_pence


def test_work_that_ends_is_less_money_and_says_so():
    working = replace(ROSA, adults=(replace(ROSA.adults[0], net_earnings_pence=100000, in_paid_work=True),))
    month = only(stops_work(JANUARY), working)
    assert month.better_off_pence == 31515 - 100000
    assert str(month.summary).endswith("you would have £684.85 less than now.")
    (pay,) = month.differs
    assert (pay.code, pay.before_pence, pay.after_pence) == ("earnings", -31515, 0)
    assert str(pay.sentence) == (
        "Take-home pay: we would no longer take off £315.15. There would be no pay to take it from."
    )


def test_childcare_is_helped_with_in_the_period_in_which_work_ends_and_the_next__reg_32_2():
    """Charges of 300.00 bring 85%, 255.00, as for somebody in work until two periods have gone by."""
    parent = replace(ROSA.adults[0], net_earnings_pence=100000, in_paid_work=True)
    working = replace(ROSA, adults=(parent,), children=(replace(MIA, childcare_pence=30000),))
    months = better_off(working, stops_work(PERIODS[0].end), PERIODS)
    assert [month.after.childcare_element_pence for month in months] == [25500, 25500, 0]
    assert [month.before.childcare_element_pence for month in months] == [25500] * 3


def test_a_rent_that_rises_over_the_allowance_costs_the_household_the_rest():
    home = Housing("private", (Charge("rent", 67500),), brma="LEEDS", lha_category="B")
    month = only(rent_becomes(80000, JANUARY), replace(ROSA, housing=home))
    assert (month.after.award_pence, month.better_off_pence) == (month.before.award_pence, -12500)
    assert month.differs == ()
    assert [str(sentence) for sentence in month.sentences] == [
        "Rent, service charges and childcare would cost you £800.00 instead of £675.00."
    ]


def test_pay_that_lifts_the_benefit_cap_is_explained():
    """Over 2,110.25 the cap takes the rest; take-home pay of 881.00 ends it (reg 82)."""
    family = replace(ROSA, housing=rent(2000))
    month = only(works(88100, JANUARY, estimated=False), family)
    (cap,) = [part for part in month.differs if part.code == "benefit_cap"]
    assert cap.before_pence < 0 == cap.after_pence
    assert "we would no longer take off" in str(cap.sentence)
    assert "It does not apply, because you took home £881.00 or more." in str(cap.sentence)


def test_a_third_child_of_before_april_2026_is_worded_as_not_paid():
    """Two older children are paid for, a third one born after 6 April 2017 is not: no line's amount changes."""
    children = tuple(Child(born(age), f"Child {age}") for age in (5, 7))
    (month,) = better_off(
        replace(ROSA, children=children), child_is_born(date(2026, 1, 10)), [assessment_period(date(2026, 1, 6), 1)]
    )
    assert (month.better_off_pence, month.differs) == (0, ())


def test_children_called_the_same_are_kept_apart():
    twins = replace(ROSA, children=(MIA, replace(MIA, dla="LOWER")))
    before, after = award_for(ROSA, PERIODS[0]), award_for(twins, PERIODS[0])
    assert [(part.code, part.after_pence - part.before_pence) for part in differences(before, after)] == [
        ("child", 30394),
        ("disabled_child", 16479),
    ]


def test_a_child_who_goes_is_named():
    after = award_for(replace(ROSA, children=()), PERIODS[0])
    (gone,) = differences(award_for(ROSA, PERIODS[0]), after)
    assert str(gone.sentence) == (
        "Child: Mia: we would no longer pay £303.94. You have not told us about any children who live with you."
    )


def test_several_changes_each_count_from_their_own_day():
    changes = (child_is_born(PERIODS[1].start, name="Ada"), savings_become(700000, PERIODS[2].end))
    differences_pence = [month.better_off_pence for month in better_off(ROSA, changes, PERIODS)]
    assert differences_pence == [0, 30394, 30394 - 1740]


def test_other_income_is_in_hand_whether_or_not_it_counts():
    kept, counted = Unearned("child_maintenance", 20000), Unearned("private_pension", 10000)
    household = replace(ROSA, adults=(replace(ROSA.adults[0], unearned=(kept, counted)),))
    month = only(works(10000, JANUARY), household)
    # 1,228.84 less the pension of 100.00, with 300.00 that comes in, less rent of 500.00.
    assert month.in_hand_before_pence == 112884 + 30000 - 50000
    assert month.better_off_pence == 10000


def test_income_of_a_partner_who_cannot_claim_is_in_hand_too():
    partner = replace(ADULT, unearned=(Unearned("private_pension", 10000),), net_earnings_pence=20000)
    month = only(savings_become(0, JANUARY), replace(ROSA, partner=partner))
    assert (month.pay_before_pence, month.other_income_before_pence) == (20000, 10000)


def test_an_estimate_is_marked_and_says_why():
    known = only(works(85000, JANUARY, estimated=False))
    assert not known.is_estimate
    assert [str(note)[:28] for note in known.notes] == ["This does not count what els"]
    guessed = only(works(85000, JANUARY))
    assert guessed.is_estimate
    assert str(guessed.notes[0]).startswith("This is an estimate. The take-home pay")
    (before_it,) = better_off(ROSA, works(85000, JANUARY), PERIODS[:1])
    assert not before_it.is_estimate
    (later,) = better_off(ROSA, child_is_born(JANUARY), [assessment_period(date(2028, 1, 6), 1)])
    assert later.is_estimate
    assert "so we used those from 6 April 2026" in str(later.notes[0])


def test_what_the_law_needs_is_asked_for():
    with pytest.raises(MissingFact, match="Broad Rental Market Area"):
        better_off(ROSA, moves_home(Housing("private", (Charge("rent", 50000),)), JANUARY), PERIODS)
    with pytest.raises(MissingRate):
        better_off(ROSA, stops_work(JANUARY), [assessment_period(date(2020, 1, 6), 1)])
    with pytest.raises(ValueError, match="need a child"):
        better_off(single(), works(1, JANUARY, childcare_pence=1), PERIODS)
    with pytest.raises(ValueError, match="only one claimant"):
        better_off(single(), stops_work(JANUARY, adult=1), PERIODS)


@some
@given(households, st.integers(0, 200_000))
def test_the_lines_that_differ_add_up_to_the_difference_of_the_awards(household, pay_pence):
    month = only(works(pay_pence, JANUARY), household)
    before, after = month.before, month.after
    total = sum(part.after_pence - part.before_pence for part in month.differs)
    shortfalls = [_left(award) - award.award_pence for award in (before, after)]
    assert after.award_pence - before.award_pence == total - shortfalls[1] + shortfalls[0]
    for part in month.differs:
        assert str(part.sentence).endswith(".")
    unchanged = only(savings_become(household.capital_pence, JANUARY), household)
    assert (unchanged.better_off_pence, unchanged.differs) == (0, ())


def _left(award):
    """What is entitled less what is taken off: below nothing where that is more."""
    entitled = sum(line.amount_pence for line in award.section("entitlement"))
    return entitled - sum(line.amount_pence for line in award.section("deduction"))


def test_a_couple_s_other_member_can_be_the_one_who_works():
    couple = Household((ADULT, Adult(date(1992, 1, 1))), (MIA,), rent(500))
    month = only(works(60000, JANUARY, adult=1), couple)
    assert month.after.net_earnings_pence == 60000
    assert month.better_off_pence == 60000 - 9515
