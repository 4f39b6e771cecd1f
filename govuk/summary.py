"""Summary lists, drawn here because a page of answers has a hundred rows: the macro takes thirty times as long."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from markupsafe import escape

from govuk.languages import translated as _

_BETWEEN = "\0"


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
    words: list[Any] = []
    for key, value, href, hidden, action in given:
        words += (key, value if isinstance(value, str) else "", href, hidden, action)
    safe = iter(_all_safe(words))
    drawn = "\n".join(
        [
            _row(key, value or _lines(row.value), href, hidden or key, action or change, without)
            for row, key, value, href, hidden, action in zip(given, safe, safe, safe, safe, safe, strict=True)
        ]
    )
    more = f" {_safe(classes)}" if classes else ""
    return SafeString(f'<dl class="govuk-summary-list{more}">\n{drawn}\n</dl>')


def _row(key: str, value: str, href: str, hidden: str, action: str, without: str) -> str:
    """One row, from what is escaped already."""
    if href:
        of = f'<span class="govuk-visually-hidden"> {hidden}</span>'
        link = f'<a class="govuk-link" href="{href}">{action}{of}</a>'
        without, last = "", f'\n<dd class="govuk-summary-list__actions">{link}</dd>'
    else:
        last = ""
    return (
        f'<div class="govuk-summary-list__row{without}">\n'
        f'<dt class="govuk-summary-list__key">{key}</dt>\n'
        f'<dd class="govuk-summary-list__value">{value}</dd>{last}\n'
        "</div>"
    )


def _all_safe(texts: Sequence[Any]) -> list[str]:
    """Each of these escaped. They are looked through as one: to take them one by one takes ten times as long."""
    plain = list(map(str, texts))
    whole = _BETWEEN.join(plain)
    if not _is_special(whole):
        return plain
    each = str(escape(whole)).split(_BETWEEN)
    return each if len(each) == len(plain) and {*map(type, texts)} == {str} else list(map(_safe, texts))


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
