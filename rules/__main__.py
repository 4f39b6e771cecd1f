"""`python -m rules award` and `python -m rules compare`: awards from cases as JSON lines on standard input."""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TextIO, TypeVar

from rules.award import Award, award_for, checked
from rules.cases import Case, load_case, read_ages_on, read_case
from rules.lines import Line
from rules.rounding import pounds_of

T = TypeVar("T")
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


def award_of(case: Case) -> Award:
    """The award for a case, its ages judged on the day the case says."""
    household, first_day = read_case(case)
    return checked(award_for(household, first_day, ages_on=read_ages_on(case)))


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


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status is 1 where a line could not be read or an award differs."""
    parser = argparse.ArgumentParser(
        prog="python -m rules", description="Work out awards from cases on standard input."
    )
    parser.add_argument("command", choices=("award", "compare"))
    command = parser.parse_args(arguments).command
    return {"award": _award, "compare": _compare}[command](sys.stdin, sys.stdout, sys.stderr)


def _award(source: TextIO, out: TextIO, errors: TextIO) -> int:
    bad = 0
    for _, outcome in _each(source, award_of, errors):
        if outcome is None:
            bad += 1
        else:
            print(json.dumps(result_of(outcome), ensure_ascii=False), file=out)
    return int(bad > 0)


def _compare(source: TextIO, out: TextIO, errors: TextIO) -> int:
    agreed = total = 0
    keys: Counter[str] = Counter()
    for name, found in _each(source, lambda case: differences(case, award_of(case)), errors):
        total += 1
        agreed += found == {}
        for key, (expected, actual) in (found or {}).items():
            keys[key] += 1
            print(f"{name}: {key} should be {expected} and is {actual}", file=out)
    print(f"{agreed} of {total} cases agree", file=out)
    for key, count in keys.most_common():
        print(f"{key} differs in {count}", file=out)
    return int(agreed < total)


def _each(source: TextIO, work: Callable[[Case], T], errors: TextIO) -> Iterator[tuple[str, T | None]]:
    """Each line's name and outcome; None, with a message, for a line that could not be done."""
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        name = f"line {number}"
        try:
            case = load_case(line)
            yield case.get("id", name), work(case)
        except (LookupError, ValueError) as error:
            print(f"{name}: {_explain(error)}", file=errors)
            yield name, None


def _explain(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error.args[0]} is missing"
    return str(error)


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


if __name__ == "__main__":
    sys.exit(main())
