"""What section 7 says of health and housing, sentence by sentence, where no other test holds it."""

from dataclasses import replace

import pytest

from rules.bedrooms import bedrooms_allowed
from rules.household import Adult, Household, Housing, NonDependant
from rules.housing import keeps_own_bedroom, lha_category, owner_has_waited
from rules.rates import rate_book
from rules.words import CARE_BENEFITS, EXTRA_BEDROOM_REASONS, NO_CONTRIBUTION_REASONS, ONE_BEDROOM_REASONS
from tests.rules.households import ADULT, FIRST_DAY, TODDLER, award, born, line, rent, single

SAVED = replace(ADULT, lcw=True, lcw_saved=True)


@pytest.mark.parametrize(
    ("adults", "health", "carers"),
    [
        ((SAVED,), 15876, 0),
        ((replace(ADULT, lcw=True),), 0, 0),  # LCW alone today adds nothing
        ((SAVED, ADULT), 15876, 0),
        ((SAVED, SAVED), 15876, 0),  # one for the award
        ((SAVED, replace(ADULT, lcwra=True)), 21726, 0),  # LCWRA comes before it
        ((replace(SAVED, carer=True),), 0, 20934),  # the carer element, which is more
        ((replace(SAVED, carer=True), SAVED), 15876, 20934),
    ],
    ids=str,
)
def test_the_lcw_element_of_before_3_april_2017__SI_2017_204(adults, health, carers):
    result = award(Household(adults))
    assert (result.lcwra_element_pence, result.carer_element_pence) == (health, carers)


def test_the_saved_lcw_element_does_not_lift_the_cap__reg_83():
    """424.90 + 158.76 + 2,000.00 = 2,583.66; the limit is 1,229.42, so 1,354.24 over."""
    result = award(Household((SAVED,), housing=rent(2000)))
    assert (result.benefit_cap_exempt, result.benefit_cap_reduction_pence) == (False, 135424)


def test_lcwra_that_waits_is_told_and_counts_as_limited_capability__regs_22_and_28():
    """Pay of 710.00 in the three months before the amount is included: the work allowance, and no amount."""
    result = award(single(adults=(replace(ADULT, lcw=True, lcwra_waits=True, net_earnings_pence=71000),)))
    assert (result.award_pence, result.work_allowance_pence, result.lcwra_element_pence) == (42490, 71000, 0)
    assert "There is a wait of three months" in str(line(result, "lcwra").reason)
    for wrong in ({"lcwra_waits": True}, {"lcw": True, "lcwra": True, "lcwra_waits": True}):
        with pytest.raises(ValueError, match="lcwra_waits"):
            replace(ADULT, **wrong)


def test_a_saved_amount_needs_limited_capability():
    with pytest.raises(ValueError, match="limited capability"):
        replace(ADULT, lcw_saved=True)


@pytest.mark.parametrize("kind", ["temporary", "supported"])
def test_rent_met_by_housing_benefit_leaves_the_higher_work_allowance__reg_22_2(kind):
    result = award(single(children=(TODDLER,), housing=rent(600, kind)))
    assert (result.housing_element_pence, result.work_allowance_pence) == (0, 71000)


@pytest.mark.parametrize(
    ("reason", "age", "own"),
    [
        *((reason, 34, True) for reason in sorted(ONE_BEDROOM_REASONS - {"care_leaver"})),
        ("care_leaver", 24, True),
        ("care_leaver", 25, False),
        ("", 34, False),
    ],
)
def test_who_is_excepted_from_the_rate_for_a_shared_home__Sch_4_para_29(reason, age, own):
    assert keeps_own_bedroom(reason, age) is own
    adult = Adult(date_of_birth=born(age))
    home = rent(900, "private", brma="LEEDS", one_bedroom_reason=reason)
    assert lha_category(Household((adult,), housing=home), FIRST_DAY) == ("B" if own else "A")


@pytest.mark.parametrize("benefit", sorted(CARE_BENEFITS))
def test_benefits_for_care_except_from_the_shared_rate_and_from_contributions__Sch_4_paras_15_and_29(benefit):
    adult = Adult(date_of_birth=born(30), disability_benefits=(benefit,))
    assert lha_category(Household((adult,)), FIRST_DAY) == "B"
    household = Household((adult,), housing=rent(500), non_dependants=(NonDependant(born(40)),))
    assert award(household).housing_element_pence == 50000


@pytest.mark.parametrize("reason", sorted(NO_CONTRIBUTION_REASONS))
def test_who_gives_nothing_towards_the_rent__Sch_4_para_16(reason):
    person = NonDependant(born(40), no_contribution_reason=reason)
    assert award(single(housing=rent(500), non_dependants=(person,))).housing_element_pence == 50000


@pytest.mark.parametrize("reason", sorted(EXTRA_BEDROOM_REASONS))
def test_an_extra_bedroom_is_no_spare_one__Sch_4_para_12(reason):
    """Two bedrooms for one person: 14% less, unless the second is allowed."""
    without, allowed = (award(single(housing=rent(500, bedrooms=2, extra_bedrooms=more))) for more in ((), (reason,)))
    assert (without.housing_element_pence, allowed.housing_element_pence) == (43000, 50000)


COUPLE_OF_OTHERS = (NonDependant(born(40), couple="Jo and Al"), NonDependant(born(41), couple="Jo and Al"))


@pytest.mark.parametrize(
    ("household", "reasons", "allowed"),
    [
        # One for the claimant, and one for the carer who stays overnight, however often that is said.
        (single(), ["overnight_carer"], 2),
        (single(), ["overnight_carer"] * 3, 2),
        (single(), ["foster_carer", "overnight_carer", "foster_carer"], 3),
        # Two girls under 10 share one; each of two who cannot share has one more, and there is no third child.
        (single(children=(TODDLER, TODDLER)), ["disabled_child"], 3),
        (single(children=(TODDLER, TODDLER)), ["disabled_child"] * 2, 4),
        (single(children=(TODDLER, TODDLER)), ["disabled_child"] * 3, 4),
        (single(), ["disabled_child"], 2),
        # The claimants, and two others who are a couple: two couples, one bedroom each, and one more for each.
        (Household((ADULT, ADULT)), ["disabled_couple"] * 2, 2),
        (Household((ADULT, ADULT), non_dependants=COUPLE_OF_OTHERS), ["disabled_couple"] * 2, 4),
    ],
)
def test_a_reason_for_an_extra_bedroom_brings_one__Sch_4_para_12(household, reasons, allowed):
    home = Housing(extra_bedrooms=tuple(reasons))
    assert bedrooms_allowed(replace(household, housing=home), FIRST_DAY) == allowed


def test_the_order_of_what_is_taken_off_a_social_rent__Sch_4_para_34():
    """500.00 + service charges 20.00 = 520.00; 25% for two spare = 130.00; less one contribution of 96.55: 293.45.

    Four bedrooms; two allowed, for the claimant and the other adult.
    """
    home = rent(520, bedrooms=4)
    result = award(single(housing=home, non_dependants=(NonDependant(born(40)),)))
    assert result.housing_element_pence == 29345
    assert [step.amount_pence for step in line(result, "housing").steps] == [52000, -13000, -9655]


@pytest.mark.parametrize(
    ("without_pay", "waited"),
    [
        ([], False),
        ([True, True], False),
        ([True, True, True], True),
        ([True, True, True, False], False),  # pay in the last period: the wait begins again
        ([False, True, True, True], True),
    ],
    ids=str,
)
def test_an_owner_waits_three_periods_without_pay__Sch_5_para_5(without_pay, waited):
    assert owner_has_waited(without_pay, rate_book().on(FIRST_DAY)) is waited
