"""Every rate in force on a day, and what each rests on: `python -m rules rates --on 2026-11-22`."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from rules.pay_rates import pay_rates
from rules.rates import LHA_CATEGORIES, MissingRate, Rate, RateBook, rate_book
from rules.rounding import pounds_of

NOT_FIGURES = {"law", "note", "class_2"}


class InForce(NamedTuple):
    """A rate that is in force, how well it is confirmed, and the short names of its sources, best first."""

    rate: Rate
    status: str
    sources: tuple[str, ...]


def rates_in_force(first_day: date, book: RateBook | None = None) -> tuple[InForce, ...]:
    """Every rate for an assessment period that begins on a day, in the order of the data (UC Act 2025 s.1(6)(d)).

    Raises MissingRate for a day on which not every rate is known.
    """
    book = book or rate_book()
    found = []
    for name, rate in book.on(first_day).items():
        (row,) = [row for row in book.parameters[name]["values"] if row["effective_from"] == rate.since]
        found.append(InForce(rate, row["status"], tuple(row["sources"])))
    return tuple(found)


def rates_table(first_day: date, book: RateBook | None = None) -> Iterator[str]:
    """The rates in force as lines of text: a table of rates, Local Housing Allowance, pay, and the sources in full.

    Columns are apart by two spaces or more, so that a program can split them too. Raises MissingRate.
    """
    book = book or rate_book()
    found = rates_in_force(first_day, book)
    yield f"Rates for an assessment period that begins on {first_day}. Version {book.on(first_day).version}."
    yield ""
    yield from _columns([("rate", "value", "unit", "from", "law", "source"), *map(_row, found)])
    yield ""
    yield from _allowances(first_day, book)
    yield ""
    yield from _pay(first_day)
    yield ""
    yield "Sources"
    named = {source for each in found for source in each.sources}
    yield from _columns([(short, meaning) for short, meaning in book.sources.items() if short in named])


def _row(each: InForce) -> tuple[str, ...]:
    rate, law = each.rate, each.rate.law or "-"
    return (rate.name, rate.value, rate.unit or "-", rate.since, law, f"{', '.join(each.sources)} ({each.status})")


def _allowances(first_day: date, book: RateBook) -> Iterator[str]:
    meta = book.lha["meta"]
    since = max(day for day in meta["effective_from"] if day <= first_day.isoformat())
    rates = book.on(first_day)
    yield f"Local Housing Allowance, {meta['unit']}, from {since} ({meta['legal_ref']})"
    yield f"Source: {meta['source']}"
    yield f"Categories: {'; '.join(meta['categories'])}"
    yield ""
    pounds = [
        (area, *(str(pounds_of(rates.lha_pence(area, category))) for category in LHA_CATEGORIES))
        for area in book.lha["areas"]
    ]
    yield from _columns([("area", *LHA_CATEGORIES), *pounds])


def _pay(first_day: date) -> Iterator[str]:
    """The figures behind estimates of take-home pay, or that they are not known for that day."""
    yield "Tax, National Insurance, student loans and minimum wages, for estimates and the minimum income floor"
    try:
        data = pay_rates(first_day).data
    except MissingRate as unknown:
        yield str(unknown)
        return
    yield f"Source: {data['meta']['source']}"
    yield f"Values: {data['meta']['values_are']}"
    yield ""
    found = [
        (*figure, group["law"])
        for name, group in data.items()
        if name != "meta"
        for figure in _figures(name, group, first_day.isoformat(), data["meta"]["tax_years"][0])
    ]
    yield from _columns([("rate", "value", "from", "law"), *found])


def _figures(name: str, content: Any, day: str, since: str) -> Iterator[tuple[str, str, str]]:
    """Each figure in a group as its name, value and first day; of dated ones that of the day."""
    if isinstance(content, str):
        yield name, content, since
    elif isinstance(content, list):
        for over, share in content:
            yield f"{name}.over_{over}", share, since
    elif begun := [key for key in content if key[:1].isdigit() and "-" in key and key <= day]:
        yield from _figures(name, content[max(begun)], day, max(begun))
    else:
        for key, value in content.items():
            if key not in NOT_FIGURES:
                yield from _figures(f"{name}.{key}", value, day, since)


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of text with their columns under each other."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
