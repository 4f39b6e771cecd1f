"""What kind of value each key of a case takes, so that a value of another kind is refused by its name."""

from collections.abc import Mapping
from datetime import date
from typing import Any

COUNTS = {
    "bedrooms": 100,
    "expected_hours": 168,
    "lha_bedrooms": 100,
    "rent_free_weeks": 52,
    "tenants": 100,
    "tenants_in_household": 100,
}
"""Whole numbers, and the most that each can be: hours are of a week."""
WORDS = {
    "ages_on",
    "brma",
    "cares_for",
    "couple",
    "date_of_birth",
    "disability",
    "employer",
    "frequency",
    "gender",
    "kind",
    "lha_category",
    "name",
    "no_contribution_reason",
    "not_ours",
    "one_bedroom_reason",
    "paid_on",
    "reference_date",
    "region",
    "type",
    "why_not_carer",
}
LONDON, ELSEWHERE = "LONDON", "ELSEWHERE"
LISTS = {
    "adults",
    "charges",
    "children",
    "disability_benefits",
    "extra_bedrooms",
    "non_dependants",
    "paydays",
    "unearned",
}
MAY_BE_NULL = {"bedrooms", "expected_hours", "lha_bedrooms"}


def check_kinds(value: Any) -> None:
    """Raise ValueError, with the key, for a value in a case that is not of the kind that its key takes."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            _check(key, each)
    elif isinstance(value, list | tuple):
        for each in value:
            check_kinds(each)


def _check(key: str, value: Any) -> None:
    if value is None and key in MAY_BE_NULL:
        return
    if key in WORDS and not isinstance(value, str):
        raise ValueError(f"{key} must be text, not {value!r}")
    if key in LISTS and not isinstance(value, list | tuple):
        raise ValueError(f"{key} must be a list, not {value!r}")
    if key in COUNTS and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= COUNTS[key]):
        raise ValueError(f"{key} must be a whole number from 0 to {COUNTS[key]}, not {value!r}")
    check_kinds(value)


def check_births(value: Any, last_day: date) -> None:
    """Raise ValueError for somebody in a case who is born after the last day of the assessment period."""
    if isinstance(value, Mapping):
        born = value.get("date_of_birth")
        if isinstance(born, str) and date.fromisoformat(born) > last_day:
            raise ValueError(f"date_of_birth {born} is after the assessment period, which ends on {last_day}")
        for each in value.values():
            check_births(each, last_day)
    elif isinstance(value, list | tuple):
        for each in value:
            check_births(each, last_day)


def read_flag(value: Any) -> bool:
    """True or false; raises ValueError for anything else."""
    if not isinstance(value, bool):
        raise ValueError(f"{value!r} must be true or false")
    return value


def read_day(value: Any) -> date | None:
    """A day, or None where there is none."""
    return None if value is None else date.fromisoformat(value)


def read_london(region: str) -> bool:
    """Whether a region is London, in capitals or not (UC Regs reg 80A); any other is not.

    Raises ValueError for words that name London in another way, or nothing: the lower limit on benefits would apply
    unseen.
    """
    name = region.strip().upper()
    if name != LONDON and (not name or LONDON in name):
        raise ValueError(f"region must be {LONDON}, or the name of a region elsewhere, not {region!r}")
    return name == LONDON
