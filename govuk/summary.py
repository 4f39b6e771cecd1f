"""Summary lists, drawn here because a page of answers has a hundred rows: the macro takes thirty times as long."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from markupsafe import escape

from govuk.languages import translated as _


class SummaryRow(NamedTuple):
    """What it is about, and what is said of it: a string, lines, or nothing.

    ``href`` leads to where it is changed. ``hidden`` says what that changes to whoever does not see where the link
    stands, if not the key; ``action`` is the word for it, if not "Change".
    """

    key: str
    value: str | list[str]
    href: str = ""
    hidden: str = ""
    action: str = ""


def summary_list(rows: Iterable[SummaryRow | Mapping[str, Any]], classes: str = "") -> SafeString:
    """The GOV.UK component, from rows or what makes rows. Strings are escaped, Markup is not."""
    given = [row if isinstance(row, SummaryRow) else SummaryRow(**row) for row in rows]
    change = _safe(_("Change"))
    without = " govuk-summary-list__row--no-actions" if any(row.href for row in given) else ""
    drawn = "\n".join(_row(row, change, without) for row in given)
    more = f" {_safe(classes)}" if classes else ""
    return SafeString(f'<dl class="govuk-summary-list{more}">\n{drawn}\n</dl>')


def _row(row: SummaryRow, change: str, without: str) -> str:
    key, value, href, hidden, action = row
    name = _safe(key)
    if href:
        word, of = _safe(action) if action else change, _safe(hidden) if hidden else name
        link = f'<a class="govuk-link" href="{_safe(href)}">{word}<span class="govuk-visually-hidden"> {of}</span></a>'
        without, last = "", f'\n<dd class="govuk-summary-list__actions">{link}</dd>'
    else:
        last = ""
    return (
        f'<div class="govuk-summary-list__row{without}">\n'
        f'<dt class="govuk-summary-list__key">{name}</dt>\n'
        f'<dd class="govuk-summary-list__value">{_lines(value)}</dd>{last}\n'
        "</div>"
    )


def lines(words: str | Iterable[str]) -> SafeString:
    """Words that may be one string, several lines, or nothing: what ``display`` gives."""
    return SafeString(_lines(words))


def _lines(words: Any) -> str:
    if not words:
        return _safe(_("Not provided"))
    return "<br>".join(map(_safe, words)) if isinstance(words, list | tuple) else _safe(words)


def _safe(text: Any) -> str:
    """The text escaped. Few have anything to escape, and to look takes a tenth of the time."""
    return text if type(text) is str and not _is_special(text) else str(escape(text))


def _is_special(text: str) -> bool:
    """Whether anything in it is to be escaped: asked in turn, this takes a third of the time of a pattern."""
    return "'" in text or "&" in text or "<" in text or ">" in text or '"' in text
