"""From when the health element is included, and at which rate (UC Regs regs 27, 27A, 28 and 40A)."""

from datetime import date

import pytest

from rules.facts import MissingFact
from rules.health import (
    COUPLE_CHANGED,
    INCOME_TOO_HIGH,
    OTHERWISE,
    Before,
    IncludedStretch,
    carries_over,
    element_from,
    is_pre_2026_claimant,
    is_protected,
    wait_ends_on,
)
from rules.periods import Period, period_containing

AWARD_FROM = date(2026, 5, 10)


def period_of(day: date) -> Period:
    return period_containing(AWARD_FROM, day)


def on(day: str) -> date:
    return date.fromisoformat(day)


def included_from(evidence: str | None, found: str = "2026-06-20", **more: object) -> date:
    known = evidence and on(evidence)
    return element_from(AWARD_FROM, period_of, found_from=on(found), evidence_from=known, **more).first_day


@pytest.mark.parametrize(
    ("evidence", "wait_ends", "included"),
    [
        # Three months from 10 June end on 9 September, the last day of a period: the next one includes it.
        ("2026-06-10", "2026-09-09", "2026-09-10"),
        # A day later they end on 10 September, in the next period: the one after that.
        ("2026-06-11", "2026-09-10", "2026-10-10"),
        # Evidence from before the award: the wait ended on 31 March, so the first period includes it.
        ("2026-01-01", "2026-03-31", "2026-05-10"),
        ("2026-02-20", "2026-05-19", "2026-06-10"),
    ],
)
def test_a_wait_of_three_months__reg_28_1_and_2(evidence, wait_ends, included):
    assert wait_ends_on(on(evidence)) == on(wait_ends)
    assert included_from(evidence, found="2026-01-01") == on(included)


def test_never_before_the_period_from_which_there_is_limited_capability__reg_27():
    """The wait ended on 31 March, before the award; the limited capability is from 20 June."""
    assert included_from("2026-01-01", found="2026-06-20") == on("2026-06-10")


def test_no_evidence_no_answer():
    with pytest.raises(MissingFact, match="medical evidence"):
        included_from(None)


@pytest.mark.parametrize(
    "facts",
    [
        {"terminally_ill": True},
        {"support_group": True},
        {"before": Before(on("2026-05-09"), included=True, ended_by=COUPLE_CHANGED)},
        {"before": Before(on("2025-11-09"), included=True, ended_by=INCOME_TOO_HIGH)},
    ],
    ids=["reg_28_5_a", "reg_28_5_b", "couple", "income"],
)
def test_at_once_from_the_period_of_the_finding__reg_28_3_and_5(facts):
    assert included_from(None, **facts) == on("2026-06-10")


@pytest.mark.parametrize(
    ("before", "carries"),
    [
        (Before(on("2026-05-09"), True, COUPLE_CHANGED), True),
        (Before(on("2026-05-08"), True, COUPLE_CHANGED), False),  # not immediately before
        (Before(on("2025-11-09"), True, INCOME_TOO_HIGH), True),  # 10 November to 10 May: six months
        (Before(on("2025-11-08"), True, INCOME_TOO_HIGH), False),
        (Before(on("2026-05-09"), True, OTHERWISE), False),
    ],
)
def test_which_award_carries_over__reg_28_4(before, carries):
    assert carries_over(before, AWARD_FROM) is carries
    with pytest.raises(ValueError, match="known way"):
        carries_over(before._replace(ended_by="somehow"), AWARD_FROM)


def test_a_wait_that_had_begun_goes_on__reg_28_3_b():
    """It began on 15 April in the last award, so it ends on 14 July: the period from 10 August."""
    before = Before(on("2026-05-09"), included=False, ended_by=COUPLE_CHANGED, wait_began_on=on("2026-04-15"))
    assert included_from("2026-06-20", before=before) == on("2026-08-10")
    assert included_from("2026-06-20", before=before._replace(ended_by=OTHERWISE)) == on("2026-10-10")


@pytest.mark.parametrize(
    ("stretches", "protected"),
    [
        ([("2024-01-10", None)], True),
        ([("2026-04-05", None)], True),
        ([("2026-04-06", None)], False),  # in the wait on 5 April 2026: nothing was included
        ([], False),
        # Income too high from 10 June: six months, to 9 December, are ignored.
        ([("2024-01-10", "2026-06-09", INCOME_TOO_HIGH), ("2026-12-10", None)], True),
        ([("2024-01-10", "2026-06-09", INCOME_TOO_HIGH), ("2026-12-11", None)], False),
        ([("2024-01-10", "2026-06-09", OTHERWISE), ("2026-06-20", None)], False),
        ([("2024-01-10", "2026-06-09", COUPLE_CHANGED), ("2026-06-10", None)], True),  # no gap
        # The gap may lie across 6 April 2026.
        ([("2024-01-10", "2026-02-09", INCOME_TOO_HIGH), ("2026-08-10", None)], True),
        ([("2024-01-10", "2026-02-09", OTHERWISE), ("2026-05-10", None)], False),
        # A gap too long, but the second stretch began before 6 April 2026 too.
        ([("2024-01-10", "2025-01-09", INCOME_TOO_HIGH), ("2025-10-10", None)], True),
        ([("2024-01-10", "2025-01-09", OTHERWISE), ("2025-10-10", "2026-06-09", OTHERWISE)], False),
        # Two gaps, the second too long.
        (
            [
                ("2024-01-10", "2026-02-09", INCOME_TOO_HIGH),
                ("2026-08-10", "2026-09-09", INCOME_TOO_HIGH),
                ("2027-04-10", None),
            ],
            False,
        ),
    ],
)
def test_claimants_of_before_2026__reg_27A(stretches, protected):
    given = tuple(IncludedStretch(on(first), last and on(last), *how) for first, last, *how in stretches)
    assert is_pre_2026_claimant(given, on("2027-05-01")) is protected


@pytest.mark.parametrize(("day", "protected"), [("2026-12-10", True), ("2026-12-11", False)])
def test_protection_is_lost_when_a_gap_grows_too_long__reg_27A(day, protected):
    stretches = (IncludedStretch(on("2024-01-10"), on("2026-06-09"), INCOME_TOO_HIGH),)
    assert is_pre_2026_claimant(stretches, on(day)) is protected


@pytest.mark.parametrize(
    ("facts", "protected"),
    [
        ({"pre_2026": True, "severe_conditions": None, "terminally_ill": None}, True),
        ({"pre_2026": False, "severe_conditions": None, "terminally_ill": True}, True),
        ({"pre_2026": False, "severe_conditions": True, "terminally_ill": False}, True),
        ({"pre_2026": False, "severe_conditions": False, "terminally_ill": False}, False),
    ],
)
def test_who_has_the_protected_rate__regs_27_27A_40A(facts, protected):
    assert is_protected(**facts) is protected


@pytest.mark.parametrize(
    "facts",
    [{"severe_conditions": None, "terminally_ill": False}, {"severe_conditions": False, "terminally_ill": None}],
)
def test_the_rate_needs_to_know(facts):
    with pytest.raises(MissingFact):
        is_protected(pre_2026=False, **facts)
