"""An award in the words of the case format, and where it differs from what a case expects."""

from decimal import Decimal
from typing import Any

from rules.award import Award, award_for, checked
from rules.cases import Case, read_ages_on, read_case
from rules.lines import Line
from rules.rounding import pounds_of

EXPECTED_FLAGS = ("capital_excluded", "benefit_cap_exempt")
EXPECTED_AMOUNTS = (
    "standard_allowance",
    "child_element",
    "disabled_child_lower",
    "disabled_child_higher",
    "housing_element",
    "lcwra_element",
    "carer_element",
    "childcare_element",
    "maximum_amount",
    "net_earnings",
    "work_allowance",
    "earned_deduction",
    "tariff_income",
    "unearned_income",
    "award_before_cap",
    "child_benefit",
    "benefit_cap_reduction",
    "award",
)


def award_of(case: Case, *, estimate: bool = False) -> Award:
    """The award for a case, its ages judged on the day the case says; beyond the last rates only as an estimate."""
    household, first_day = read_case(case)
    return checked(award_for(household, first_day, ages_on=read_ages_on(case), estimate=estimate))


def result_of(award: Award) -> dict[str, Any]:
    """An award in the words of a case's `expected`: decimal strings with two places, and the lines."""
    amounts = {key: str(pounds_of(getattr(award, f"{key}_pence"))) for key in EXPECTED_AMOUNTS}
    flags = {key: getattr(award, key) for key in EXPECTED_FLAGS}
    return amounts | flags | {"lines": [_line_result(line) for line in award.lines]}


def differences(case: Case, award: Award) -> dict[str, tuple[Any, Any]]:
    """Each key of `expected` on which an award differs, as (expected, actual)."""
    result = result_of(award)
    return {
        key: (expected, result.get(key))
        for key, expected in case["expected"].items()
        if key not in result or not _same(expected, result[key])
    }


def _same(expected: Any, actual: Any) -> bool:
    if isinstance(expected, bool):
        return expected is actual
    return Decimal(expected) == Decimal(actual)


def _line_result(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "section": line.section,
        "label": str(line.label),
        "amount": str(pounds_of(line.amount_pence)),
        "reason": str(line.reason),
        "regulation": line.regulation,
        "inputs": dict(line.inputs),
        "steps": [{"label": str(step.label), "amount": str(pounds_of(step.amount_pence))} for step in line.steps],
    }
