"""Dated rates: which figures apply to an assessment period, and what they rest on."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from rules.rounding import pence_of

DATA = Path(__file__).parent / "data"
LHA_CATEGORIES = "ABCDE"


class MissingRate(LookupError):
    """No rate is known for that name on that day. Never replaced by a default."""


@dataclass(frozen=True, slots=True)
class RateBook:
    """Every rate for every year, as read from the data files."""

    parameters: Mapping[str, Any]
    lha: Mapping[str, Any]
    rate_years: tuple[date, ...]
    rated_until: date
    digest: str
    _parsed: dict[str, tuple[tuple[date, Decimal | bool], ...]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_data(cls, rates: Mapping[str, Any], lha: Mapping[str, Any]) -> "RateBook":
        """A book from the contents of `rates.json` and `lha.json`."""
        content = json.dumps([rates, lha], sort_keys=True).encode()
        return cls(
            parameters=rates["parameters"],
            lha=lha,
            rate_years=tuple(date.fromisoformat(day) for day in rates["meta"]["rate_years"]),
            rated_until=date.fromisoformat(rates["meta"]["rated_until"]),
            digest=hashlib.sha256(content).hexdigest()[:12],
        )

    def on(self, first_day: date, *, estimate: bool = False) -> "Rates":
        """The rates for an assessment period that begins on `first_day` (UC Act 2025 s.1(6)(d)).

        Raises MissingRate before the first rated year, and after the last unless this is an estimate, which
        uses the latest rates and is marked as estimated.
        """
        beyond = first_day >= self.rated_until
        if first_day < self.rate_years[0] or (beyond and not estimate):
            raise MissingRate(f"There are no rates for an assessment period that begins on {first_day}")
        day = self.rated_until - timedelta(days=1) if beyond else first_day
        in_force_from = max(start for start in self.rate_years if start <= day)
        return Rates(book=self, day=day, in_force_from=in_force_from, estimated=beyond)

    def values(self, name: str) -> tuple[tuple[date, Decimal | bool], ...]:
        """A parameter's values with the day from which each applies, oldest first."""
        if name not in self._parsed:
            if name not in self.parameters:
                raise MissingRate(f"There is no rate called {name}")
            self._parsed[name] = tuple(
                sorted(
                    (date.fromisoformat(row["effective_from"]), _value(row["value"]))
                    for row in self.parameters[name]["values"]
                )
            )
        return self._parsed[name]


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates that apply to one assessment period."""

    book: RateBook
    day: date
    in_force_from: date
    estimated: bool = False

    @property
    def version(self) -> str:
        """Which data and which year: "0123456789ab/2026-04-06". Stored with every statement."""
        return f"{self.book.digest}/{self.in_force_from}"

    def pence(self, name: str) -> int:
        """A rate in pounds, as exact pence."""
        return pence_of(self.fraction(name))

    def fraction(self, name: str) -> Decimal:
        """A rate as an exact decimal, such as 0.55."""
        value = self._value(name)[1]
        if isinstance(value, bool):
            raise MissingRate(f"{name} is a yes or no, not an amount")
        return value

    def is_on(self, name: str) -> bool:
        """A rule that is switched on or off from a day."""
        value = self._value(name)[1]
        if not isinstance(value, bool):
            raise MissingRate(f"{name} is an amount, not a yes or no")
        return value

    def lha_pence(self, brma: str, category: str) -> int:
        """Local Housing Allowance a month for a Broad Rental Market Area and category A to E (Sch 4 para 25)."""
        rows = self.book.lha["areas"].get(brma)
        if rows is None or category not in LHA_CATEGORIES or len(category) != 1:
            raise MissingRate(f"There is no Local Housing Allowance for {brma!r}, category {category!r}")
        starts = [date.fromisoformat(start) for start in self.book.lha["meta"]["effective_from"]]
        current = [row for start, row in zip(starts, rows, strict=True) if start <= self.day]
        if not current:
            raise MissingRate(f"There is no Local Housing Allowance for {brma} on {self.day}")
        return pence_of(Decimal(current[-1][LHA_CATEGORIES.index(category)]))

    def source(self, *names: str) -> list[dict[str, str]]:
        """What a statement line needs to show a rate: its name, value, unit, first day and law."""
        return [
            {
                "name": name,
                "value": str(self._value(name)[1]),
                "unit": " a ".join(filter(None, (row["unit"], row["period"]))),
                "from": self._value(name)[0].isoformat(),
                "law": row["legal_ref"],
            }
            for name in names
            for row in (self.book.parameters[name],)
        ]

    def _value(self, name: str) -> tuple[date, Decimal | bool]:
        current = [(start, value) for start, value in self.book.values(name) if start <= self.day]
        if not current:
            raise MissingRate(f"There is no {name} on {self.day}")
        return current[-1]


@cache
def rate_book() -> RateBook:
    """The rates kept in this package, read once when first needed."""
    return RateBook.from_data(_read("rates.json"), _read("lha.json"))


def lha_areas() -> tuple[str, ...]:
    """Every Broad Rental Market Area in Great Britain, as its code."""
    return tuple(rate_book().lha["areas"])


def area_name(brma: str) -> str:
    """A Broad Rental Market Area's code as words: "BURY_ST_EDMUNDS" is "Bury St Edmunds"."""
    words = brma.split("_")
    return " ".join("and" if word == "AND" else word.capitalize() for word in words)


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return content


def _value(value: str | bool) -> Decimal | bool:
    return value if isinstance(value, bool) else Decimal(value)
