"""Households for tests: ordinary ones by hand, and any that the rules must bear."""

from dataclasses import replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from rules.ages import age_on
from rules.award import Award, award_for, checked
from rules.household import Adult, Charge, Child, Household, Housing, NonDependant, Payday, Unearned
from rules.lines import Line
from rules.words import (
    BENEFIT_INCOME,
    DISABILITY_BENEFITS,
    EXTRA_BEDROOM_REASONS,
    HOUSING_KINDS,
    IGNORED_INCOME,
    NO_CONTRIBUTION_REASONS,
    NOT_A_CARER_REASONS,
    NOT_RESPONSIBLE_REASONS,
    ONE_BEDROOM_REASONS,
    OTHER_INCOME,
)

FIRST_DAY = date(2026, 10, 6)
ADULT = Adult(date_of_birth=date(1990, 1, 1))
YOUNG_ADULT = Adult(date_of_birth=date(2003, 1, 1))
TODDLER = Child(date_of_birth=date(2024, 3, 1), name="Mia")
# Every kind of line, in the order of a statement.
CODES = {
    "entitlement": [
        "standard_allowance",
        "child",
        "disabled_child",
        "housing",
        "lcwra",
        "carer",
        "childcare",
    ],
    "deduction": ["earnings", "other_income", "other_benefit", "income_not_counted", "savings", "benefit_cap"],
    "not_paid": ["capital_limit", "child", "disabled_child", "housing", "lcwra", "carer", "childcare"],
}


def born(age: int, on: date = FIRST_DAY) -> date:
    """A date of birth that makes someone this age, half a year ago, on a day."""
    return date(on.year - age - (on.month <= 6), (on.month + 5) % 12 + 1, 1)


def rent(pounds: int, kind: str = "social", **more: object) -> Housing:
    """A home with a monthly rent in pounds."""
    return Housing(kind=kind, charges=(Charge("rent", pounds * 100),), **more)


def single(**more: object) -> Household:
    """A single person of 36 with nothing."""
    return Household(**{"adults": (ADULT,)} | more)


def award(household: Household, first_day: date = FIRST_DAY) -> Award:
    """The award for an ordinary month."""
    return checked(award_for(household, first_day))


def lines(award: Award, code: str) -> list[Line]:
    """The lines of an award with a code."""
    return [line for line in award.lines if line.code == code]


def line(award: Award, code: str) -> Line:
    """The one line of an award with a code."""
    (found,) = lines(award, code)
    return found


# To make a household takes longer than to work out its award: less than the usual number, differing from run to run.
some = settings(max_examples=40)
pence = st.integers(0, 300_000)
names = st.sampled_from(["", "Rosa", "Zoë O’Neil", "{amount}", "%s", "a\nb", " ", "名前"])
adult_births = st.dates(date(1962, 1, 1), date(2008, 1, 1))
child_births = st.dates(date(2006, 1, 1), date(2026, 10, 6))
charges = st.builds(Charge, st.sampled_from(["rent", "service"]), pence, st.sampled_from(["monthly", "quarterly"])) | (
    st.builds(
        Charge,
        st.sampled_from(["rent", "service"]),
        pence,
        st.sampled_from(["weekly", "fortnightly", "four_weekly"]),
        st.sampled_from([0, 2, 4]),
        st.booleans(),
    )
)
incomes = st.builds(
    Unearned,
    st.sampled_from(sorted(BENEFIT_INCOME | OTHER_INCOME | IGNORED_INCOME)),
    st.integers(0, 60_000),
    st.sampled_from(["weekly", "fortnightly", "four_weekly", "monthly", "yearly"]),
)
adults = st.builds(
    Adult,
    date_of_birth=adult_births,
    name=names,
    paydays=st.lists(st.builds(Payday, names, st.dates(date(2026, 10, 6), date(2026, 11, 5)), pence), max_size=2).map(
        tuple
    ),
    self_employed_pence=pence,
    in_paid_work=st.booleans(),
    away_from_work=st.booleans(),
    lcw=st.booleans(),
    lcwra=st.booleans(),
    lcwra_protected=st.booleans(),
    carer=st.booleans(),
    why_not_carer=st.sampled_from(["", *sorted(NOT_A_CARER_REASONS)]),
    cares_for=st.sampled_from(["", "Mum", "Dad"]),
    blind=st.booleans(),
    disability_benefits=st.lists(st.sampled_from(sorted(DISABILITY_BENEFITS)), max_size=1).map(tuple),
    unearned=st.lists(incomes, max_size=2).map(tuple),
)
children = st.builds(
    Child,
    date_of_birth=child_births,
    name=names,
    sex=st.sampled_from(["", "female", "male"]),
    disability=st.sampled_from(["none", "lower", "higher"]),
    dla=st.sampled_from([None, "LOWER", "MIDDLE", "HIGHER"]),
    blind=st.booleans(),
    in_education=st.booleans(),
    childcare_pence=pence,
    gets_carers_allowance=st.sampled_from([False, False, False, True]),
    not_ours=st.sampled_from(["", "", "", *sorted(NOT_RESPONSIBLE_REASONS)]),
)
homes = st.builds(
    Housing,
    kind=st.sampled_from(["social", "private", *sorted(HOUSING_KINDS)]),
    charges=st.lists(charges, max_size=2).map(tuple),
    bedrooms=st.none() | st.integers(1, 6),
    brma=st.sampled_from(["LEEDS", "BIRMINGHAM", "CENTRAL_LONDON"]),
    lha_monthly_pence=st.none() | pence,
    tenants=st.integers(1, 3),
    extra_bedrooms=st.lists(st.sampled_from(sorted(EXTRA_BEDROOM_REASONS)), max_size=1).map(tuple),
    one_bedroom_reason=st.sampled_from(["", *sorted(ONE_BEDROOM_REASONS)]),
    shared_ownership=st.booleans(),
    sanctuary=st.booleans(),
    owner_wait_over=st.booleans(),
)
other_adults = st.builds(
    NonDependant,
    date_of_birth=adult_births,
    name=names,
    no_contribution_reason=st.sampled_from(["", *sorted(NO_CONTRIBUTION_REASONS)]),
    couple=st.sampled_from(["", "Jo and Al"]),
)
households = st.builds(
    Household,
    adults=st.lists(adults, min_size=1, max_size=2).map(tuple),
    children=st.lists(children, max_size=5).map(tuple),
    housing=homes,
    non_dependants=st.lists(other_adults, max_size=2).map(tuple),
    capital_pence=st.integers(0, 1_700_000),
    lcwra_protected=st.booleans(),
    cap_grace_until=st.none() | st.dates(date(2026, 9, 1), date(2027, 9, 1)),
    london=st.booleans(),
)


def _with_partner(household: Household, partner: Adult | None) -> Household:
    return household if household.is_couple else replace(household, partner=partner)


households = st.builds(_with_partner, households, st.none() | st.none() | adults)
first_days = st.dates(date(2023, 4, 10), date(2027, 4, 11))

assert age_on(born(36), FIRST_DAY) == 36
