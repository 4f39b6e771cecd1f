"""What a household is entitled to for one assessment period, and why (WRA 2012 s.8)."""

import json
from datetime import date
from typing import Any, NamedTuple

from rules import capital, caring, childcare, elements, housing, income
from rules.benefit_cap import benefit_cap
from rules.household import Household
from rules.lines import DEDUCTION, ENTITLEMENT, NOT_PAID, Line
from rules.periods import Period, last_day_of_month_from
from rules.rates import RateBook, Rates, rate_book
from rules.situation import situation_of
from rules.text import N_, Text, text

FORMAT = 1


class Award(NamedTuple):
    """An award for one assessment period, in whole pence a month, with every line that explains it.

    `award_pence` is after the benefit cap and before sanctions and deductions. `ages_on` is the day on which
    ages were judged. `notes` are things to say about the whole award, such as that it is an estimate.
    `lcwra_element_pence` is the health amount, in cases of before April 2017 that for limited capability for work.
    `deductions` are taken from the award once it is known; `award_for` leaves them empty.
    """

    first_day: date
    ages_on: date
    rate_version: str
    estimated: bool
    standard_allowance_pence: int
    child_element_pence: int
    disabled_child_lower_pence: int
    disabled_child_higher_pence: int
    housing_element_pence: int
    lcwra_element_pence: int
    carer_element_pence: int
    childcare_element_pence: int
    maximum_amount_pence: int
    net_earnings_pence: int
    work_allowance_pence: int
    earned_deduction_pence: int
    tariff_income_pence: int
    unearned_income_pence: int
    capital_excluded: bool
    award_before_cap_pence: int
    child_benefit_pence: int
    benefit_cap_exempt: bool
    benefit_cap_reduction_pence: int
    award_pence: int
    lines: tuple[Line, ...]
    notes: tuple[Text, ...] = ()
    deductions: tuple[Line, ...] = ()

    @property
    def payable_pence(self) -> int:
        """What is left to pay after sanctions, advances and debts, which are taken in that order."""
        return self.award_pence - sum(line.amount_pence for line in self.deductions)

    def section(self, name: str) -> tuple[Line, ...]:
        """The lines of a section ("entitlement", "deduction" or "not_paid"), in statement order."""
        return tuple(line for line in self.lines if line.section == name)

    def to_data(self) -> dict[str, Any]:
        """The award as JSON-able data."""
        return self._asdict() | {
            "format": FORMAT,
            "first_day": self.first_day.isoformat(),
            "ages_on": self.ages_on.isoformat(),
            "lines": [line.to_data() for line in self.lines],
            "notes": [note.to_data() for note in self.notes],
            "deductions": [line.to_data() for line in self.deductions],
        }

    def to_json(self) -> str:
        """The award as canonical JSON: the same award always gives the same characters. Kept for ever."""
        return json.dumps(self.to_data(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Award":
        """The award that `to_data` wrote. Raises ValueError for a format it does not know."""
        if data["format"] != FORMAT:
            raise ValueError(f"An award of format {data['format']} cannot be read")
        values = {name: data[name] for name in cls._fields}
        return cls(
            **values
            | {
                "first_day": date.fromisoformat(data["first_day"]),
                "ages_on": date.fromisoformat(data["ages_on"]),
                "lines": tuple(Line.from_data(line) for line in data["lines"]),
                "notes": tuple(Text.from_data(note) for note in data["notes"]),
                "deductions": tuple(Line.from_data(line) for line in data["deductions"]),
            }
        )

    @classmethod
    def from_json(cls, content: str) -> "Award":
        """The award that `to_json` wrote."""
        return cls.from_data(json.loads(content))


def award_for(
    household: Household,
    period: Period | date,
    rates: RateBook | None = None,
    *,
    ages_on: date | None = None,
    estimate: bool = False,
) -> Award:
    """The award for an assessment period, given as a Period or as its first day.

    Rates are those of the first day. A change counts for the whole period in which it happens (Decisions and
    Appeals Regs Sch 1 para 20), so ages are those of the LAST day, unless `ages_on` says otherwise; from a first
    day alone, the last day is that of an ordinary month. Raises MissingRate and MissingFact; with `estimate`, a
    period beyond the last rated year uses the latest rates and says so.
    """
    first_day, last_day = (period.start, period.end) if isinstance(period, Period) else (period, None)
    on = ages_on or last_day or last_day_of_month_from(first_day)
    current = (rates or rate_book()).on(first_day, estimate=estimate)
    situation = situation_of(household, current, first_day, on)

    allowance = elements.standard_allowance(situation)
    children = elements.children(situation)
    higher, lower, undisabled = elements.disabled_children(situation)
    home = housing.housing_element(situation)
    health = elements.lcwra(situation)
    care_for_others = caring.carer(situation)
    care = childcare.childcare(situation)
    maximum = 0
    entitled: list[Line] = []
    unpaid: list[Line] = []
    for part in (allowance, children, higher, lower, undisabled, home, health, care_for_others, care):
        maximum += part.amount_pence
        entitled += part.lines
        unpaid += part.unpaid

    pay = income.earnings(situation, home.amount_pence)
    other = income.unearned(situation)
    tariff = capital.tariff_income(situation)
    unearned = other.amount_pence + tariff.amount_pence
    excluded = capital.is_over_limit(situation)
    before_cap = 0 if excluded else max(maximum - pay.deduction_pence - unearned, 0)
    cap = benefit_cap(
        situation,
        award_pence=before_cap,
        childcare_pence=care.amount_pence,
        health_or_carer=situation.lcwra_holder is not None or bool(care_for_others.amount_pence),
    )
    savings = tariff
    if excluded:
        savings = capital.over_limit(situation, max(maximum - pay.deduction_pence - other.amount_pence, 0))
    # In the order of the fields of an award: by their names this takes three times as long.
    return Award(
        first_day,
        on,
        current.version,
        current.estimated,
        allowance.amount_pence,
        children.amount_pence,
        lower.amount_pence,
        higher.amount_pence,
        home.amount_pence,
        health.amount_pence,
        care_for_others.amount_pence,
        care.amount_pence,
        maximum,
        pay.net_pence,
        pay.work_allowance_pence,
        pay.deduction_pence,
        tariff.amount_pence,
        unearned,
        excluded,
        before_cap,
        cap.child_benefit_pence,
        cap.exempt,
        cap.reduction_pence,
        before_cap - cap.reduction_pence,
        (*entitled, *pay.lines, *other.lines, *savings.lines, *cap.lines, *savings.unpaid, *unpaid),
        _notes(household, current),
    )


PARTNER_CANNOT_CLAIM = text(
    N_(
        "Your partner cannot get Universal Credit, so you get the amounts for a single person. "
        "What you both earn and what you both have in savings still counts."
    )
)


def _notes(household: Household, rates: Rates) -> tuple[Text, ...]:
    about_partner = (PARTNER_CANNOT_CLAIM,) if household.partner else ()
    if not rates.estimated:
        return about_partner
    template = N_("This is an estimate. The rates for this period are not known yet, so we used those from {day}.")
    return (text(template, day=rates.in_force_from), *about_partner)


def checked(award: Award) -> Award:
    """An award whose lines keep their promises and add up to it. Raises ValueError for any other."""
    sums = dict.fromkeys((ENTITLEMENT, DEDUCTION, NOT_PAID), 0)
    for line in award.lines:
        sums[line.checked().section] += line.amount_pence
    entitled, taken, unpaid = sums.values()
    if entitled != award.maximum_amount_pence or max(entitled - taken, 0) != award.award_pence or unpaid:
        raise ValueError(f"The lines come to {entitled} less {taken} and {unpaid}, not to {award.award_pence}")
    if any(line.checked().section != DEDUCTION for line in award.deductions) or award.payable_pence < 0:
        raise ValueError(f"What is taken from {award.award_pence} leaves {award.payable_pence}")
    return award
