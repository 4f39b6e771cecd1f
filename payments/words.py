"""A statement's lines in the words of the page: what each rests on, and what changed since the month before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from govuk.formatting import day, money
from rules.award import Award
from rules.income import INCOME_NAMES
from rules.lines import DEDUCTION, ENTITLEMENT, Line
from rules.rates import area_name
from rules.rounding import pence_of
from rules.text import Text

RATE_NAMES: dict[str, Promise] = {
    "benefit_cap.annual.elsewhere.couple_or_with_children": _("Benefit cap outside London, couple or with children"),
    "benefit_cap.annual.elsewhere.single_no_children": _("Benefit cap outside London, single without children"),
    "benefit_cap.annual.greater_london.couple_or_with_children": _("Benefit cap in London, couple or with children"),
    "benefit_cap.annual.greater_london.single_no_children": _("Benefit cap in London, single without children"),
    "capital.lower_limit": _("Savings we ignore"),
    "capital.tariff_per_step": _("What we take off for each step of savings"),
    "capital.tariff_step": _("Step of savings"),
    "capital.upper_limit": _("Most savings you can have"),
    "carer_element": _("Amount for caring"),
    "child_element.each_other_child": _("Amount for each other child"),
    "child_element.first_child_born_before_2017_04_06": _("Amount for an oldest child born before 6 April 2017"),
    "child_element.two_child_limit": _("Two-child limit"),
    "childcare.max_one_child": _("Most for childcare, one child"),
    "childcare.max_two_or_more": _("Most for childcare, two or more children"),
    "childcare.rate": _("Share of childcare costs we pay"),
    "deductions.overall_cap": _("Most we take for debts, as a share of the standard allowance"),
    "deductions.rent_arrears_base": _("What we take for rent you owe, as a share of the standard allowance"),
    "deductions.third_party_rate": _("What we take for a debt to others, as a share of the standard allowance"),
    "disabled_child_addition.higher": _("Higher amount for a disabled child"),
    "disabled_child_addition.lower": _("Lower amount for a disabled child"),
    "housing.non_dependant_contribution": _("What each other adult can give towards the rent"),
    "housing.under_occupation_one_spare": _("Taken off for one spare bedroom"),
    "housing.under_occupation_two_or_more": _("Taken off for two or more spare bedrooms"),
    "lcw_element": _("Amount for limited capability for work"),
    "lcwra_element.protected": _("Health amount, protected rate"),
    "lcwra_element.standard_new": _("Health amount, standard rate"),
    "sanction.reduced_share": _("Lower rate of a sanction, as a share of the full rate"),
    "standard_allowance.couple_both_under_25": _("Standard allowance, couple both under 25"),
    "standard_allowance.couple_one_or_both_25_or_over": _("Standard allowance, couple, one or both 25 or over"),
    "standard_allowance.single_25_or_over": _("Standard allowance, single, 25 or over"),
    "standard_allowance.single_under_25": _("Standard allowance, single, under 25"),
    "taper": _("Share of pay we take off"),
    "work_allowance.higher_no_housing_element": _("Work allowance without help with rent"),
    "work_allowance.lower_with_housing_element": _("Work allowance with help with rent"),
}
UNITS: dict[str, Promise] = {
    "GBP": _("%(amount)s"),
    "GBP a month": _("%(amount)s a month"),
    "GBP a week": _("%(amount)s a week"),
    "GBP a year": _("%(amount)s a year"),
}
FREQUENCIES: dict[str, Promise] = {
    "weekly": _("every week"),
    "fortnightly": _("every 2 weeks"),
    "four_weekly": _("every 4 weeks"),
    "monthly": _("every month"),
    "quarterly": _("every 3 months"),
    "yearly": _("every year"),
}
LEVELS: dict[str, Promise] = {
    "higher": _("Higher"),
    "lower": _("Lower"),
    "HIGHER": _("Highest"),
    "MIDDLE": _("Middle"),
    "LOWER": _("Lowest"),
}
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a statement as people read it, with what it rests on."""

    code: str
    label: str
    amount_pence: int
    reason: str
    regulation: str
    steps: tuple[tuple[str, int], ...]
    facts: tuple[Row, ...]
    rates: tuple[Row, ...]


def say(words: Text) -> str:
    """A sentence of the rules, in the reader's language."""
    return words.render(gettext, day=day)


def shown(line: Line) -> ShownLine:
    """A line as people read it."""
    return ShownLine(
        code=line.code,
        label=say(line.label),
        amount_pence=line.amount_pence,
        reason=say(line.reason),
        regulation=line.regulation,
        steps=tuple((say(step.label), step.amount_pence) for step in line.steps),
        facts=tuple(_facts(line.inputs)),
        rates=tuple(_rate(rate) for rate in line.inputs.get("rates", ())),
    )


def _rate(rate: Mapping[str, str]) -> Row:
    """A rate's name; its value, from when it applies, and the law that sets it. Raises KeyError for a new name."""
    value = gettext("%(value)s from %(day)s (%(law)s)") % {
        "value": _rate_value(rate["value"], rate["unit"]),
        "day": day(date.fromisoformat(rate["from"])),
        "law": rate["law"],
    }
    return str(RATE_NAMES[rate["name"]]), value


def _rate_value(value: str, unit: str) -> str:
    if unit == "bool":
        return gettext("in force") if value == "True" else gettext("ended")
    if unit.startswith("fraction"):
        return f"{(Decimal(value) * 100).normalize():f}%"
    return str(UNITS[unit]) % {"amount": money(pence_of(Decimal(value)))}


def _yes(value: bool) -> str:
    return gettext("Yes") if value else gettext("No")


def _person(person: Mapping[str, Any]) -> str:
    born = gettext("born %(day)s") % {"day": day(date.fromisoformat(person["date_of_birth"]))}
    return f"{person['name']}, {born}" if person["name"] else born


def _people(label: Promise) -> Callable[[Sequence[Mapping[str, Any]]], Iterator[Row]]:
    def rows(people: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
        for person in people:
            # Pay is listed in the steps.
            if "date_of_birth" in person:
                yield str(label), _person(person)

    return rows


def _childcare(children: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    for child in children:
        who = child["name"] or _person(child)
        yield gettext("Childcare for %(child)s") % {"child": who}, money(child["childcare_pence"])


def _other_adults(people: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    for person in people:
        given = gettext("counted") if person["contributes"] else gettext("not counted")
        yield gettext("Adult who lives with you"), f"{_person(person)}, {given}"


def _charges(charges: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    for charge in charges:
        label = gettext("Rent") if charge["kind"] == "rent" else gettext("Service charge")
        yield label, f"{money(charge['amount_pence'])} {FREQUENCIES[charge['frequency']]}"
        if charge["rent_free_weeks"]:
            yield gettext("Weeks a year without a charge"), str(charge["rent_free_weeks"])
        if charge["frequency"] != "monthly" or charge["rent_free_weeks"]:
            yield gettext("As a month"), money(charge["monthly_pence"])


def _floors(people: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    for person in people:
        label = gettext("Least we count for a business")
        yield f"{label}: {person['name']}" if person["name"] else label, money(person["threshold_pence"])


def _one(label: Promise, words: Callable[[Any], str]) -> Callable[[Any], Iterator[Row]]:
    def rows(value: Any) -> Iterator[Row]:
        if value not in ("", None):
            yield str(label), words(value)

    return rows


def _level(value: str) -> str:
    return str(LEVELS[value])


FACTS: dict[str, Callable[[Any], Iterator[Row]]] = {
    "adults": _people(gettext_lazy("Claimant")),
    "adult": _one(_("Whose"), str),
    "ages_on": _one(_("Ages are those on"), lambda value: day(date.fromisoformat(value))),
    "child": _one(_("Child"), _person),
    "children": _childcare,
    "level": _one(_("Amount"), _level),
    "dla": _one(_("Disability Living Allowance rate"), _level),
    "blind": _one(_("Blind"), _yes),
    "in_education": _one(_("At school or college"), _yes),
    "protected": _one(_("Protected rate"), _yes),
    "charges": _charges,
    "bedrooms": _one(_("Bedrooms in your home"), str),
    "bedrooms_allowed": _one(_("Bedrooms the rules allow you"), str),
    "tenants": _one(_("People on the tenancy"), str),
    "tenants_in_household": _one(_("Of them, people on this claim"), str),
    "brma": _one(_("Broad Rental Market Area"), area_name),
    "lha_category": _one(_("Local Housing Allowance category"), str),
    "lha_pence": _one(_("Local Housing Allowance a month"), money),
    "other_adults": _other_adults,
    "net_pence": _one(_("Take-home pay in this period"), money),
    "work_allowance_pence": _one(_("Work allowance"), money),
    "kind": _one(_("Kind of income"), lambda value: gettext(INCOME_NAMES[value])),
    "amount_pence": _one(_("Amount"), money),
    "frequency": _one(_("Paid"), lambda value: str(FREQUENCIES[value])),
    "monthly_pence": _one(_("As a month"), money),
    "capital_pence": _one(_("Your savings"), money),
    "steps": _one(_("Steps of savings over what we ignore"), str),
    "award_before_cap_pence": _one(_("Universal Credit before the cap"), money),
    "child_benefit_pence": _one(_("Child Benefit"), money),
    "other_benefits_pence": _one(_("Other benefits that count"), money),
    "childcare_element_pence": _one(_("Childcare, which is left out"), money),
    "limit_pence": _one(_("Benefit cap for a month"), money),
    "minimum_income_floor": _floors,
    "surplus_earnings_pence": _one(_("Earnings carried from before"), money),
    "standard_allowance_pence": _one(_("Standard allowance"), money),
    "days": _one(_("Days in this period"), str),
    "daily_rate_pence": _one(_("Taken for each day"), money),
    "owed_pence": _one(_("You owed"), money),
    "asked_pence": _one(_("To be taken this month"), money),
    "left_for_later_pence": _one(_("Left for later"), money),
    "still_owed_pence": _one(_("You still owe"), money),
}


def _facts(inputs: Mapping[str, Any]) -> Iterator[Row]:
    """What was used, in words. Raises KeyError for an input that has none, so that nothing is left unsaid."""
    if unsaid := set(inputs) - set(FACTS) - {"rates"}:
        raise KeyError(f"There are no words for {', '.join(sorted(unsaid))}")
    for name, rows in FACTS.items():
        if name in inputs:
            yield from rows(inputs[name])


def changes(before: Award, after: Award) -> list[str]:
    """What is different from the month before, the total first. Never empty."""
    return [_total_change(before, after), *_line_changes(before, after)]


def _total_change(before: Award, after: Award) -> str:
    difference = after.payable_pence - before.payable_pence
    if not difference:
        return gettext("Your payment is the same as the month before.")
    words = _("Your payment is %(amount)s more than the month before.")
    if difference < 0:
        words = _("Your payment is %(amount)s less than the month before.")
    return str(words) % {"amount": money(abs(difference))}


def _line_changes(before: Award, after: Award) -> Iterator[str]:
    old, new = _amounts(before), _amounts(after)
    for key in dict.fromkeys([*new, *old]):
        was, is_now = old.get(key, 0), new.get(key, 0)
        if was == is_now:
            continue
        section, label = key
        values = {"label": label, "was": money(was), "now": money(is_now)}
        if section == ENTITLEMENT and not was:
            yield gettext("%(label)s: you now get %(now)s.") % values
        elif section == ENTITLEMENT and not is_now:
            yield gettext("%(label)s: you no longer get this. It was %(was)s.") % values
        elif section == ENTITLEMENT:
            yield gettext("%(label)s: you get %(now)s. It was %(was)s.") % values
        elif not was:
            yield gettext("%(label)s: we now take off %(now)s.") % values
        elif not is_now:
            yield gettext("%(label)s: we no longer take anything off. It was %(was)s.") % values
        else:
            yield gettext("%(label)s: we took off %(now)s. It was %(was)s.") % values
    old_rates, new_rates = before.rate_version.partition("/")[2], after.rate_version.partition("/")[2]
    if old_rates != new_rates:
        yield gettext("The rates of Universal Credit changed on %(day)s.") % {"day": day(date.fromisoformat(new_rates))}


def _amounts(award: Award) -> dict[tuple[str, str], int]:
    amounts: dict[tuple[str, str], int] = {}
    for line in [*award.lines, *award.deductions]:
        if line.section in (ENTITLEMENT, DEDUCTION) and line.amount_pence:
            key = (line.section, say(line.label))
            amounts[key] = amounts.get(key, 0) + line.amount_pence
    return amounts
