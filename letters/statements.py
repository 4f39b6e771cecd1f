"""A statement in plain words, for a copy on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from govuk.formatting import day, day_range, money
from notifications.templates import Wording
from payments.models import Statement
from payments.words import say, shown
from rules.lines import DEDUCTION, ENTITLEMENT, NOT_PAID, Line


def statement_in_words(statement: Statement, language: str) -> Wording:
    """What a statement says, line by line and in the order in which it is worked out; no query."""
    with override(language):
        days = day_range(statement.start, statement.end)
        subject = _("Statement for %(days)s") % {"days": days}
        return Wording(subject, "\n\n".join(_paragraphs(statement)))


def _paragraphs(statement: Statement) -> Iterator[str]:
    award = statement.award
    taken = (*award.section(DEDUCTION), *award.deductions)
    pay_date = date.fromisoformat(statement.header["pay_date"])
    yield "\n".join(
        (
            _amount(_("Amount"), statement.payable_pence),
            f"{_('Pay date')}: {day(pay_date)}",
            f"{_('Worked out on')}: {day(statement.made_at)}",
        )
    )
    yield _part(_("What you are entitled to"), award.section(ENTITLEMENT))
    yield _amount(_("Total before anything is taken off"), award.maximum_amount_pence)
    yield _part(_("What we take off"), taken)
    yield _amount(_("Total taken off"), sum(line.amount_pence for line in taken))
    yield _amount(_("Total payment"), statement.payable_pence)
    for line in award.section(NOT_PAID):
        said = shown(line)
        yield f"{_('What is not paid, and why')}\n{said.label}\n{said.reason}"
    for note in award.notes:
        yield say(note)


def _part(title: str, lines: tuple[Line, ...]) -> str:
    said = [shown(line) for line in lines]
    rows = [f"{_amount(each.label, each.amount_pence)}\n{each.reason}" for each in said]
    return "\n".join((title, *(rows or [_("Nothing")])))


def _amount(what: str, pence: int) -> str:
    return f"{what}: {money(pence)}"
