"""Dated rates: which figures apply to an assessment period, and what they rest on."""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from rules.rounding import as_month, pence_of, share_of
from rules.text import Money

DATA = Path(__file__).parent / "data"
LHA_CATEGORIES = "ABCDE"
FREQUENCIES = {"GBP a week": "weekly", "GBP a year": "yearly"}
YES_OR_NO = {"True": True, "False": False}


class MissingRate(LookupError):
    """No rate is known for that name on that day. Never replaced by a default."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate that applies, and what a statement line needs to show it. What it comes to is worked out once.

    `value` is the exact decimal as words, in the unit; `since` the first day on which it applied, as YYYY-MM-DD.
    `pence` is a rate in pounds, and `monthly_pence` one in pounds a week or a year as a month. `parts` out of `of` is
    the same as a fraction of whole numbers.
    """

    name: str
    value: str
    unit: str
    since: str
    law: str
    pence: int = field(init=False, compare=False)
    monthly_pence: int = field(init=False, compare=False)
    parts: int = field(init=False, compare=False)
    of: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Work out what it comes to, as far as that has a meaning."""
        if self.value in YES_OR_NO:
            return
        parts, of = self.fraction.as_integer_ratio()
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "of", of)
        if self.unit.startswith("GBP"):
            object.__setattr__(self, "pence", pence_of(self.fraction))
        if self.unit in FREQUENCIES:
            object.__setattr__(self, "monthly_pence", as_month(self.pence, FREQUENCIES[self.unit]))

    def __getattr__(self, figure: str) -> Any:
        """Raise MissingRate for a figure that this kind of rate does not have."""
        if figure in {"pence", "monthly_pence", "parts", "of"}:
            raise MissingRate(f"{self.name} is {self.value} {self.unit} and has no {figure}")
        raise AttributeError(figure)

    @property
    def money(self) -> Money:
        """A rate in pounds, to put into a sentence."""
        return Money(self.pence)

    @property
    def percent(self) -> int:
        """A share of something, as a whole percentage."""
        return pence_of(self.fraction)

    @property
    def fraction(self) -> Decimal:
        """A rate as an exact decimal, such as 0.55."""
        if self.value in YES_OR_NO:
            raise MissingRate(f"{self.name} is a yes or no, not an amount")
        return Decimal(self.value)

    @property
    def is_on(self) -> bool:
        """A rule that is switched on or off from a day."""
        if self.value not in YES_OR_NO:
            raise MissingRate(f"{self.name} is an amount, not a yes or no")
        return YES_OR_NO[self.value]

    def share_of(self, pence: int) -> int:
        """This share of an amount, in whole pence rounded as reg 6 says."""
        return share_of(pence, self.parts, self.of)

    def to_data(self) -> dict[str, str]:
        """The rate as JSON-able data."""
        return {"name": self.name, "value": self.value, "unit": self.unit, "from": self.since, "law": self.law}

    @classmethod
    def from_data(cls, data: Mapping[str, str]) -> "Rate":
        """The rate that `to_data` wrote."""
        return cls(data["name"], data["value"], data["unit"], data["from"], data["law"])


class Rates(dict[str, Rate]):
    """The rates that apply to one assessment period, by name: `rates["taper"]`. Shared, and never changed.

    `version` says which data and which year: "0123456789ab/2026-04-06". It is kept with every statement.
    """

    __slots__ = ("allowances", "estimated", "in_force_from", "version")

    def __init__(
        self,
        rates: Mapping[str, Rate],
        *,
        version: str,
        in_force_from: date,
        estimated: bool,
        allowances: Mapping[tuple[str, str], int],
    ) -> None:
        """`allowances` are the Local Housing Allowance of each area and category, in pence a month."""
        super().__init__(rates)
        self.version = version
        self.in_force_from = in_force_from
        self.estimated = estimated
        self.allowances = allowances

    def __missing__(self, name: str) -> Rate:
        """Raise MissingRate: a rate never defaults."""
        raise MissingRate(f"There is no {name} in the rates of {self.version}")

    def lha_pence(self, brma: str, category: str) -> int:
        """Local Housing Allowance a month for a Broad Rental Market Area and category A to E (Sch 4 para 25)."""
        try:
            return self.allowances[brma, category]
        except KeyError:
            raise MissingRate(f"There is no Local Housing Allowance for {brma!r}, category {category!r}") from None


@dataclass(frozen=True, slots=True)
class RateBook:
    """Every rate for every year, as read from the data files. `changes` are the days on which any rate changes.

    `sources` says in full what the short names of sources stand for.
    """

    parameters: Mapping[str, Any]
    sources: Mapping[str, str]
    lha: Mapping[str, Any]
    rate_years: tuple[date, ...]
    rated_until: date
    changes: tuple[date, ...]
    digest: str
    _prepared: dict[tuple[date, bool], Rates] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_data(cls, rates: Mapping[str, Any], lha: Mapping[str, Any]) -> "RateBook":
        """A book from the contents of `rates.json` and `lha.json`."""
        content = json.dumps([rates, lha], sort_keys=True).encode()
        rows = [row for parameter in rates["parameters"].values() for row in parameter["values"]]
        starts = [
            *rates["meta"]["rate_years"],
            *lha["meta"]["effective_from"],
            *(row["effective_from"] for row in rows),
        ]
        return cls(
            parameters=rates["parameters"],
            sources=rates["sources"],
            lha=lha,
            rate_years=tuple(date.fromisoformat(day) for day in rates["meta"]["rate_years"]),
            rated_until=date.fromisoformat(rates["meta"]["rated_until"]),
            changes=tuple(date.fromisoformat(day) for day in sorted(set(starts))),
            digest=hashlib.sha256(content).hexdigest()[:12],
        )

    def on(self, first_day: date, *, estimate: bool = False) -> Rates:
        """The rates for an assessment period that begins on `first_day` (UC Act 2025 s.1(6)(d)).

        Raises MissingRate before the first rated year, and after the last unless this is an estimate, which
        uses the latest rates and is marked as estimated. They are prepared once and then shared.
        """
        beyond = first_day >= self.rated_until
        if first_day < self.rate_years[0] or (beyond and not estimate):
            raise MissingRate(f"There are no rates for an assessment period that begins on {first_day}")
        day = self.rated_until - timedelta(days=1) if beyond else first_day
        since = self.changes[bisect_right(self.changes, day) - 1]
        rates = self._prepared.get((since, beyond))
        if rates is None:
            rates = self._prepared[since, beyond] = self._prepare(since, beyond)
        return rates

    def _prepare(self, day: date, estimated: bool) -> Rates:
        in_force_from = max(start for start in self.rate_years if start <= day)
        rates = {
            name: _rate(name, parameter, rows[-1])
            for name, parameter in self.parameters.items()
            if (rows := _until(day, parameter["values"]))
        }
        return Rates(
            rates,
            version=f"{self.digest}/{in_force_from}",
            in_force_from=in_force_from,
            estimated=estimated,
            allowances=self._allowances(day),
        )

    def _allowances(self, day: date) -> dict[tuple[str, str], int]:
        """Local Housing Allowance of each area and category on a day, in pence a month."""
        at = bisect_right(self.lha["meta"]["effective_from"], day.isoformat()) - 1
        if at < 0:
            return {}
        return {
            (area, category): pence_of(Decimal(pounds))
            for area, rows in self.lha["areas"].items()
            for category, pounds in zip(LHA_CATEGORIES, rows[at], strict=True)
        }


def _until(day: date, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that apply by a day, oldest first."""
    by_day = sorted(rows, key=lambda row: str(row["effective_from"]))
    return [row for row in by_day if row["effective_from"] <= day.isoformat()]


def _rate(name: str, parameter: Mapping[str, Any], row: Mapping[str, Any]) -> Rate:
    a = " an " if parameter["period"] == "hour" else " a "
    unit = a.join(filter(None, (parameter["unit"], parameter["period"])))
    return Rate(name, str(row["value"]), unit, row["effective_from"], parameter["legal_ref"])


@cache
def rate_book() -> RateBook:
    """The rates kept in this package, read once when first needed."""
    return RateBook.from_data(read_data("rates.json"), read_data("lha.json"))


def lha_areas() -> tuple[str, ...]:
    """Every Broad Rental Market Area in Great Britain, as its code."""
    return tuple(rate_book().lha["areas"])


def area_name(brma: str) -> str:
    """A Broad Rental Market Area's code as words: "BURY_ST_EDMUNDS" is "Bury St Edmunds"."""
    words = brma.split("_")
    return " ".join("and" if word == "AND" else word.capitalize() for word in words)


def read_data(name: str) -> dict[str, Any]:
    """The contents of one of this package's data files."""
    content: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return content
