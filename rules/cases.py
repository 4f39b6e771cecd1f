"""Households in the case format: one JSON object each, with every amount in pounds as an exact decimal.

A stored claim may know more than the required keys: people may have a `name`, adults their `paydays`, housing
its `charges` as charged, and so on. What equals its default is left out. Reading what was written gives the
same household.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from rules.case_kinds import (
    ELSEWHERE,
    LONDON,
    check_births,
    check_kinds,
    keys_once,
    read_day,
    read_flag,
    read_london,
    read_pence,
)
from rules.gainful import GainfulWork
from rules.household import Adult, Charge, Child, Household, Housing, NonDependant, Payday, Unearned
from rules.periods import last_day_of_month_from
from rules.rounding import pounds_of
from rules.words import must_not_be_negative

Case = dict[str, Any]
ADULT_FLAGS = ("in_paid_work", "lcw", "lcwra", "carer")
ADULT_EXTRA_FLAGS = ("away_from_work", "blind", "lcw_saved", "lcwra_protected", "lcwra_waits")
HOUSING_EXTRAS = (
    *("bedrooms", "brma", "lha_category", "lha_bedrooms", "tenants", "tenants_in_household"),
    "one_bedroom_reason",
)
HOUSING_FLAGS = ("shared_ownership", "sanctuary", "owner_wait_over")


def read_case(case: Mapping[str, Any]) -> tuple[Household, date]:
    """The household in a case and the first day of its assessment period.

    Raises KeyError for a missing key and ValueError for a value that cannot be read, floats among them.
    """
    check_kinds(case)
    try:
        household, first_day = _read_household(case), date.fromisoformat(case["reference_date"])
        check_births(case, max(last_day_of_month_from(first_day), read_ages_on(case)))
        return household, first_day
    except (ArithmeticError, AttributeError, TypeError) as error:
        raise ValueError(f"a value is of the wrong kind: {error}") from error


def read_ages_on(case: Mapping[str, Any]) -> date:
    """The day on which a case judges ages: `ages_on`, or its first day where it does not say."""
    return date.fromisoformat(case.get("ages_on", case["reference_date"]))


def write_case(household: Household, first_day: date, *, ages_on: date | None = None) -> Case:
    """The case that `read_case` reads as this household. Ages are judged on the last day of the period."""
    grace = household.cap_grace_until
    return {
        "reference_date": first_day.isoformat(),
        "ages_on": (ages_on or last_day_of_month_from(first_day)).isoformat(),
        "region": LONDON if household.london else ELSEWHERE,
        "adults": [_write_adult(adult) for adult in household.adults],
        "children": [_write_child(child) for child in household.children],
        "housing": _write_housing(household.housing),
        "non_dependants": [_write_non_dependant(person) for person in household.non_dependants],
        "capital": pounds_of(household.capital_pence),
        "lcwra_protected": household.lcwra_protected,
        **_without_defaults(
            [
                ("cap_grace_until", grace and grace.isoformat(), None),
                ("partner", household.partner and _write_adult(household.partner), None),
                ("surplus_earnings", pounds_of(household.surplus_earnings_pence), 0),
            ]
        ),
    }


def dump_case(case: Any) -> str:
    """A case as one line of JSON, its decimals written plainly and exactly."""
    if isinstance(case, Decimal):
        return format(case, "f")
    if isinstance(case, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)}: {dump_case(value)}" for key, value in case.items()) + "}"
    if isinstance(case, list | tuple):
        return "[" + ", ".join(dump_case(value) for value in case) + "]"
    return json.dumps(case, ensure_ascii=False)


def load_case(line: str) -> Case:
    """A case from one line of JSON, its numbers read exactly. Raises ValueError for a key that is there twice."""
    case = json.loads(line, parse_float=Decimal, object_pairs_hook=keys_once)
    if not isinstance(case, dict):
        raise ValueError("a case must be a JSON object")
    return case


def _read_household(case: Mapping[str, Any]) -> Household:
    return Household(
        adults=tuple(_read_adult(adult) for adult in case["adults"]),
        children=tuple(_read_child(child) for child in case["children"]),
        housing=_read_housing(case["housing"]),
        non_dependants=tuple(_read_non_dependant(person) for person in case["non_dependants"]),
        capital_pence=read_pence(case["capital"]),
        lcwra_protected=read_flag(case["lcwra_protected"]),
        cap_grace_until=read_day(case.get("cap_grace_until")),
        london=read_london(case["region"]),
        partner=None if case.get("partner") is None else _read_adult(case["partner"]),
        surplus_earnings_pence=read_pence(case.get("surplus_earnings", 0)),
    )


def _earned(pounds: Any) -> int:
    """Earnings. A penny below nothing is refused here: to `Adult` it means to add up the paydays."""
    must_not_be_negative(pence := read_pence(pounds), "Earnings")
    return pence


def _without_defaults(values: Iterable[tuple[str, Any, Any]]) -> Case:
    return {key: value for key, value, default in values if value != default}


def _read_adult(adult: Mapping[str, Any]) -> Adult:
    return Adult(
        name=adult.get("name", ""),
        date_of_birth=date.fromisoformat(adult["date_of_birth"]),
        cares_for=adult.get("cares_for", ""),
        why_not_carer=adult.get("why_not_carer", ""),
        paydays=tuple(
            Payday(day["employer"], date.fromisoformat(day["paid_on"]), read_pence(day["net"]))
            for day in adult.get("paydays", ())
        ),
        self_employed_pence=read_pence(adult.get("self_employed_monthly", 0)),
        net_earnings_pence=_earned(adult["net_earnings_monthly"]),
        disability_benefits=tuple(adult.get("disability_benefits", ())),
        unearned=tuple(_read_unearned(income) for income in adult["unearned"]),
        gainful=None if adult.get("gainful") is None else GainfulWork.from_data(adult["gainful"]),
        expected_hours=adult.get("expected_hours"),
        **{flag: read_flag(adult[flag]) for flag in ADULT_FLAGS},
        **{flag: read_flag(adult.get(flag, False)) for flag in ADULT_EXTRA_FLAGS},
    )


def _write_adult(adult: Adult) -> Case:
    paydays = [
        {"employer": day.employer, "paid_on": day.paid_on.isoformat(), "net": pounds_of(day.net_pence)}
        for day in adult.paydays
    ]
    extras = [
        ("name", adult.name, ""),
        ("cares_for", adult.cares_for, ""),
        ("why_not_carer", adult.why_not_carer, ""),
        ("paydays", paydays, []),
        ("self_employed_monthly", pounds_of(adult.self_employed_pence), 0),
        ("disability_benefits", list(adult.disability_benefits), []),
        ("gainful", adult.gainful and adult.gainful.to_data(), None),
        ("expected_hours", adult.expected_hours, None),
        *((flag, getattr(adult, flag), False) for flag in ADULT_EXTRA_FLAGS),
    ]
    return {
        "date_of_birth": adult.date_of_birth.isoformat(),
        "net_earnings_monthly": pounds_of(adult.net_earnings_pence),
        "unearned": [_write_unearned(income) for income in adult.unearned],
        **{flag: getattr(adult, flag) for flag in ADULT_FLAGS},
        **_without_defaults(extras),
    }


def _read_unearned(income: Mapping[str, Any]) -> Unearned:
    if "weekly" in income:
        unearned = Unearned(income["type"], read_pence(income["weekly"]), "weekly")
    elif "frequency" in income:
        unearned = Unearned(income["type"], read_pence(income["amount"]), income["frequency"])
    else:
        return Unearned(income["type"], read_pence(income["monthly"]))
    if unearned.monthly_pence != read_pence(income["monthly"]):
        raise ValueError(f"{income['type']}: {income['monthly']} a month does not agree with what is paid")
    return unearned


def _write_unearned(income: Unearned) -> Case:
    case: Case = {"type": income.kind, "monthly": pounds_of(income.monthly_pence)}
    if income.frequency == "weekly":
        case["weekly"] = pounds_of(income.amount_pence)
    elif income.frequency != "monthly":
        case |= {"frequency": income.frequency, "amount": pounds_of(income.amount_pence)}
    return case


def _read_child(child: Mapping[str, Any]) -> Child:
    return Child(
        name=child.get("name", ""),
        date_of_birth=date.fromisoformat(child["date_of_birth"]),
        sex=child.get("gender", "").lower(),
        disability=child["disability"],
        dla=child["dla"],
        blind=read_flag(child["blind"]),
        in_education=read_flag(child["in_education"]),
        childcare_pence=read_pence(child["childcare_monthly"]),
        limit_excepted=read_flag(child.get("limit_excepted", False)),
        gets_carers_allowance=read_flag(child.get("gets_carers_allowance", False)),
        not_ours=child.get("not_ours", ""),
    )


def _write_child(child: Child) -> Case:
    extras = [
        ("name", child.name, ""),
        ("gender", child.sex.upper(), ""),
        ("limit_excepted", child.limit_excepted, False),
        ("gets_carers_allowance", child.gets_carers_allowance, False),
        ("not_ours", child.not_ours, ""),
    ]
    return {
        "date_of_birth": child.date_of_birth.isoformat(),
        "disability": child.disability,
        "dla": child.dla,
        "blind": child.blind,
        "in_education": child.in_education,
        "childcare_monthly": pounds_of(child.childcare_pence),
        **_without_defaults(extras),
    }


def _read_housing(housing: Mapping[str, Any]) -> Housing:
    if "charges" in housing:
        charges = tuple(_read_charge(charge) for charge in housing["charges"])
    else:
        rent = read_pence(housing["rent_monthly"])
        charges = (Charge("rent", rent),) if rent else ()
    lha = housing.get("lha_monthly")
    extras: Case = {key: housing[key] for key in HOUSING_EXTRAS if key in housing}
    extras |= {key: read_flag(housing[key]) for key in HOUSING_FLAGS if key in housing}
    home = Housing(
        kind=housing["type"],
        charges=charges,
        lha_monthly_pence=None if lha is None else read_pence(lha),
        extra_bedrooms=tuple(housing.get("extra_bedrooms", ())),
        **extras,
    )
    if "rent_monthly" in housing and home.rent_pence != read_pence(housing["rent_monthly"]):
        raise ValueError(f"Rent of {housing['rent_monthly']} a month does not agree with the charges")
    return home


def _write_housing(housing: Housing) -> Case:
    empty = Housing()
    case: Case = {"type": housing.kind, "rent_monthly": pounds_of(housing.rent_pence)}
    if housing.charges != ((Charge("rent", housing.rent_pence),) if housing.rent_pence else ()):
        case["charges"] = [_write_charge(charge) for charge in housing.charges]
    if housing.lha_monthly_pence is not None:
        case["lha_monthly"] = pounds_of(housing.lha_monthly_pence)
    extras = [(key, getattr(housing, key), getattr(empty, key)) for key in HOUSING_EXTRAS + HOUSING_FLAGS]
    return case | _without_defaults([*extras, ("extra_bedrooms", list(housing.extra_bedrooms), [])])


def _read_charge(charge: Mapping[str, Any]) -> Charge:
    return Charge(
        kind=charge["kind"],
        amount_pence=read_pence(charge["amount"]),
        frequency=charge["frequency"],
        rent_free_weeks=charge.get("rent_free_weeks", 0),
        eligible=read_flag(charge.get("eligible", True)),
    )


def _write_charge(charge: Charge) -> Case:
    return {
        "kind": charge.kind,
        "amount": pounds_of(charge.amount_pence),
        "frequency": charge.frequency,
        **_without_defaults([("rent_free_weeks", charge.rent_free_weeks, 0), ("eligible", charge.eligible, True)]),
    }


def _read_non_dependant(person: Mapping[str, Any]) -> NonDependant:
    return NonDependant(
        name=person.get("name", ""),
        date_of_birth=date.fromisoformat(person["date_of_birth"]),
        no_contribution_reason=person.get("no_contribution_reason", ""),
        couple=person.get("couple", ""),
    )


def _write_non_dependant(person: NonDependant) -> Case:
    extras = [
        ("name", person.name, ""),
        ("no_contribution_reason", person.no_contribution_reason, ""),
        ("couple", person.couple, ""),
    ]
    return {"date_of_birth": person.date_of_birth.isoformat(), **_without_defaults(extras)}
