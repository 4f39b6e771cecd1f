"""An award as a statement that a person can read as plain text: `python -m rules explain`."""

from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from rules.award import Award
from rules.lines import DEDUCTION, ENTITLEMENT, NOT_PAID, Line
from rules.rates import Rate
from rules.text import Money, day_in_words

WIDTH = 80
INDENT = "  "


def statement(award: Award, last_day: date) -> Iterator[str]:
    """An award as lines of at most 80 characters: what it is made of, what is taken off, what came to nothing, why,
    and the rates used. `last_day` is the last of the period. Amounts stand under each other at the right."""
    yield "Universal Credit, worked out"
    yield f"{day_in_words(award.first_day)} to {day_in_words(last_day)}"
    if award.notes:
        yield ""
        for note in award.notes:
            yield from _wrapped(str(note))
    entitled = award.section(ENTITLEMENT)
    yield from _section("What you are entitled to", entitled)
    yield ""
    yield from _amount("Total before anything is taken off", award.maximum_amount_pence)
    taken = award.section(DEDUCTION)
    taken_pence = sum(line.amount_pence for line in taken)
    yield from _section("What we take off", taken, sign=-1)
    yield ""
    yield from _amount("Total taken off", -taken_pence)
    yield from _heading("Your award")
    if taken_pence > award.maximum_amount_pence:
        yield from _wrapped("What we take off comes to more than what you are entitled to.")
    yield from _amount("Award for this period", award.award_pence)
    if award.deductions:
        yield from _section("What we take from your award", award.deductions, sign=-1)
        yield ""
        yield from _amount("Left to pay", award.payable_pence)
    yield from _section("What came to nothing, and why", award.section(NOT_PAID))
    yield from _rates_used(award)


def _section(title: str, lines: tuple[Line, ...], *, sign: int = 1) -> Iterator[str]:
    yield from _heading(title)
    if not lines:
        yield "Nothing"
    for place, line in enumerate(lines):
        if place:
            yield ""
        yield from _amount(str(line.label), sign * line.amount_pence)
        yield from _wrapped(str(line.reason), INDENT)
        for step in line.steps:
            yield from _amount(INDENT * 2 + str(step.label), step.amount_pence, at=WIDTH - 14)
        yield from _wrapped(f"Law: {line.regulation}", INDENT)


def _rates_used(award: Award) -> Iterator[str]:
    yield from _heading("The rates used")
    used: dict[str, Rate] = {}
    for line in (*award.lines, *award.deductions):
        for rate in line.explanation.rates:
            used[rate.name] = rate
    for name, rate in used.items():
        yield from _wrapped(f"{name}: {' '.join((rate.value, rate.unit)).strip()}, from {rate.since} ({rate.law})")
    yield f"Version of the rates: {award.rate_version}"
    yield f"Ages are those of {day_in_words(award.ages_on)}"


def _heading(title: str) -> Iterator[str]:
    yield ""
    yield title
    yield "-" * len(title)


def _amount(label: str, pence: int, *, at: int = WIDTH) -> Iterator[str]:
    """What an amount is for, on as many lines as that takes, and the amount at the right of the last of them."""
    shown = str(Money(pence))
    indent = " " * (len(label) - len(label.lstrip(" ")))
    *before, last = _wrapped(label, indent, width=at - len(shown) - 2) or [""]
    yield from before
    yield last.ljust(at - len(shown)) + shown


def _wrapped(words: str, indent: str = "", *, width: int = WIDTH) -> list[str]:
    """A sentence on lines of no more than a width. What a terminal would act on is left out."""
    shown = "".join(letter for letter in words if letter.isprintable() or letter.isspace())
    return wrap(shown.strip(), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
