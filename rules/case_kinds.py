"""Which keys a case can have and what kind of value each takes, so that no other is taken or lost unseen."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rules.rounding import pence_of

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
    "cap_grace_until",
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
    "start_up_until",
    "type",
    "why_not_carer",
}
AMOUNTS = {
    *("amount", "capital", "childcare_monthly", "lha_monthly", "monthly", "net", "net_earnings_monthly"),
    *("rent_monthly", "self_employed_monthly", "surplus_earnings", "weekly"),
}
DAYS = {"ages_on", "cap_grace_until", "date_of_birth", "paid_on", "reference_date", "start_up_until"}
FLAGS = {
    *("all_requirements", "away_from_work", "blind", "carer", "eligible", "gets_carers_allowance", "in_education"),
    *("in_paid_work", "lcw", "lcw_saved", "lcwra", "lcwra_protected", "lcwra_waits", "limit_excepted"),
    *("owner_wait_over", "sanctuary", "shared_ownership"),
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
MAY_BE_NULL = {"bedrooms", "cap_grace_until", "expected_hours", "lha_bedrooms", "lha_monthly", "start_up_until"}
ADULT_KEYS = {
    *("away_from_work", "blind", "carer", "cares_for", "date_of_birth", "disability_benefits", "expected_hours"),
    *("gainful", "gender", "in_paid_work", "lcw", "lcw_saved", "lcwra", "lcwra_protected", "lcwra_waits", "name"),
    *("net_earnings_monthly", "paydays", "self_employed_monthly", "unearned", "why_not_carer"),
}
KEYS = {
    "": {
        *("adults", "ages_on", "cap_grace_until", "capital", "children", "expected", "housing", "id", "label"),
        *("lcwra_protected", "non_dependants", "partner", "reference_date", "region", "surplus_earnings", "tax_year"),
    },
    "adults": ADULT_KEYS,
    "charges": {"amount", "eligible", "frequency", "kind", "rent_free_weeks"},
    "children": {
        *("blind", "childcare_monthly", "date_of_birth", "disability", "dla", "gender", "gets_carers_allowance"),
        *("in_education", "limit_excepted", "name", "not_ours"),
    },
    "gainful": {"all_requirements", "start_up_until"},
    "housing": {
        *("bedrooms", "brma", "charges", "extra_bedrooms", "lha_bedrooms", "lha_category", "lha_monthly"),
        *("one_bedroom_reason", "owner_wait_over", "rent_monthly", "sanctuary", "shared_ownership", "tenants"),
        *("tenants_in_household", "type"),
    },
    "non_dependants": {"couple", "date_of_birth", "name", "no_contribution_reason"},
    "partner": ADULT_KEYS,
    "paydays": {"employer", "net", "paid_on"},
    "unearned": {"amount", "frequency", "monthly", "type", "weekly"},
}
"""Every key there can be, by where it stands: in the case itself, or in what is under another key."""


def unread_keys(case: Mapping[str, Any], place: str = "") -> list[str]:
    """The keys in a case that nobody reads, each with where it stands: misspelt, they would be lost unseen."""
    unread = []
    for key, value in case.items():
        if key not in KEYS[place]:
            unread.append(f"{place}: {key}" if place else key)
        elif key in KEYS:
            for each in value if isinstance(value, list) else [value]:
                unread += unread_keys(each, key) if isinstance(each, Mapping) else []
    return unread


def keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object. Raises ValueError for a key that is in it twice: the first value would be lost unseen."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{next(key for key in keys if keys.count(key) > 1)} is there twice")
    return found


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
    for keys, read in ((AMOUNTS, read_pence), (DAYS, read_day), (FLAGS, read_flag)):
        if key in keys:
            try:
                read(value)
            except ValueError as error:
                raise ValueError(f"{key}: {error}") from None
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


def read_pence(pounds: Any) -> int:
    """Exact pence of an amount in pounds; raises ValueError for anything else, floats among them."""
    if isinstance(pounds, bool) or not isinstance(pounds, int | str | Decimal):
        raise ValueError(f"{pounds!r} must be a decimal amount in pounds, read exactly and not as a float")
    try:
        return pence_of(Decimal(pounds))
    except ArithmeticError:
        raise ValueError(f"{pounds!r} is not an amount in pounds") from None


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
