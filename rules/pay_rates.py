"""Income tax, National Insurance, minimum wages and student loans by year (data/pay.json): for estimates only.

An award uses the take-home pay that is reported; these serve what has not been earned yet, and the notional tax and
National Insurance of the minimum income floor.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from rules.rates import DATA, MissingRate

REST_OF_BRITAIN, SCOTLAND = "england_wales_ni", "scotland"
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class PayRates:
    """The figures of one tax year. `estimated` where the day asked about is past the last year that is known."""

    tax_year: date
    estimated: bool
    data: Mapping[str, Any]

    def allowance_pence(self, income_pence: Fraction) -> Fraction:
        """Income that is free of tax, in pence a year: less for incomes over 100,000 pounds (ITA 2007 s.35)."""
        taper = self.data["income_tax"]["allowance_taper"]
        over = max(income_pence - _pence(taper["starts_at_income"]), Fraction(0))
        full = _pence(self.data["income_tax"]["personal_allowance_year"][self.tax_year.isoformat()])
        return max(full - over * Fraction(taper["rate"]), Fraction(0))

    def income_tax_pence(self, income_pence: Fraction, nation: str) -> Fraction:
        """Income tax on earned income, both in exact pence a year (ITA 2007 ss.10 and 11A)."""
        try:
            bands = self.data["income_tax"]["bands"][nation][self.tax_year.isoformat()]
        except KeyError:
            raise MissingRate(f"There is no income tax for {nation!r} in {self.tax_year}") from None
        return _in_bands(income_pence - self.allowance_pence(income_pence), bands)

    def class_1_pence(self, pay_pence: Fraction) -> Fraction:
        """An employee's National Insurance on a month's pay, in exact pence (SSCBA 1992 s.8)."""
        rates = self.data["national_insurance"]["class_1_employee"]
        return _in_bands(
            pay_pence,
            [
                [rates["primary_threshold_month"], rates["main_rate"]],
                [rates["upper_earnings_limit_month"], rates["additional_rate"]],
            ],
        )

    def class_4_pence(self, profit_pence: Fraction) -> Fraction:
        """National Insurance on a year's profit, in exact pence (SSCBA 1992 s.15)."""
        rates = self.data["national_insurance"]["class_4"]
        return _in_bands(
            profit_pence,
            [
                [rates["lower_profits_limit_year"], rates["main_rate"]],
                [rates["upper_profits_limit_year"], rates["additional_rate"]],
            ],
        )

    def student_loan_pence(self, pay_pence: int, plans: frozenset[str]) -> int:
        """Repayments out of a month's pay, in pence: whole pounds only, a postgraduate loan beside the other plans,
        of which the one with the lowest threshold decides (Education (Student Loans) (Repayment) Regulations 2009 reg
        44). Raises MissingRate for a plan that is not known.
        """
        loans = self.data["student_loan"]
        thresholds = loans["threshold_year"][self.tax_year.isoformat()]
        if unknown := plans - set(thresholds):
            raise MissingRate(f"There is no student loan threshold for {', '.join(sorted(unknown))}")
        due = 0
        for of_kind, rate in (
            (plans - {"postgraduate"}, loans["rate"]),
            (plans & {"postgraduate"}, loans["postgraduate_rate"]),
        ):
            if of_kind:
                threshold = min(_pence(thresholds[plan]) for plan in of_kind) / MONTHS_A_YEAR
                due += int(max(pay_pence - threshold, Fraction(0)) * Fraction(rate) / 100) * 100
        return due


def pay_rates(day: date, *, estimate: bool = False) -> PayRates:
    """The figures of the tax year a day is in, which begins on 6 April (ITA 2007 s.4).

    Raises MissingRate before the first year that is known, and after the last unless this is an estimate.
    """
    data = _data()
    beyond = day >= date.fromisoformat(data["meta"]["known_until"])
    begun = [year for each in data["meta"]["tax_years"] if (year := date.fromisoformat(each)) <= day]
    if not begun or (beyond and not estimate):
        raise MissingRate(f"The income tax and National Insurance of {day} are not known")
    return PayRates(begun[-1], beyond, data)


def minimum_wage_pence(age: int, day: date) -> int:
    """The minimum wage of a person of an age, in pence an hour (NMW Regs 2015 regs 4 and 4A).

    Raises MissingRate for a day before the first that is known.
    """
    wages = _data()["minimum_wage_hour"]
    begun = [since for since in sorted(wages) if since != "law" and since <= day.isoformat()]
    if not begun:
        raise MissingRate(f"The minimum wage of {day} is not known")
    band = "21_and_over" if age >= 21 else "18_to_20" if age >= 18 else "under_18_or_apprentice"
    return int(_pence(wages[begun[-1]][band]))


def _in_bands(amount_pence: Fraction, bands: list[list[str]]) -> Fraction:
    """What bands take of an amount: each its share of what lies over its start, up to the start of the next."""
    taken, below = Fraction(0), Fraction(0)
    for start, rate in bands:
        share = Fraction(rate)
        taken += max(amount_pence - _pence(start), Fraction(0)) * (share - below)
        below = share
    return taken


def _pence(pounds: str) -> Fraction:
    return Fraction(pounds) * 100


@cache
def _data() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / "pay.json").read_text(encoding="utf-8"))
    return content
