"""What pages about signals show, row by row, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from govuk.formatting import day_and_time
from signals.kinds import BY_SLUG
from signals.masks import compared
from signals.models import Evidence, Signal
from signals.selectors import Usefulness

Row = tuple[str | int, ...]


def signal_rows(signals: Iterable[Signal]) -> list[Row]:
    """Of each signal its kind, what was seen, when it was first seen and where it stands."""
    return [
        (
            _link(reverse("signals:show", args=[signal.pk]), str(BY_SLUG[signal.kind].title)),
            BY_SLUG[signal.kind].said(signal.count),
            day_and_time(signal.first_seen_at),
            signal.get_state_display(),
        )
        for signal in signals
    ]


def usefulness_rows(kinds: Iterable[Usefulness]) -> list[Row]:
    """Of each kind how many wait, and what came of the others."""
    return [
        (str(each.kind.title), each.waiting, each.ordinary, each.mistake, each.passed_on, _worth(each))
        for each in kinds
    ]


def summary_of(signal: Signal) -> list[dict[str, str]]:
    """What was seen, why it is worth a look, what it does not mean, whose work it is about, and where it stands."""
    kind = BY_SLUG[signal.kind]
    said = [
        (_("What was seen"), kind.said(signal.count)),
        (_("Why it is worth a look"), str(kind.why)),
        (_("What it does not mean"), str(kind.not_mean)),
        *([(_("Whose work"), str(signal.staff))] if signal.staff else []),
        (_("Where it stands"), signal.get_state_display()),
        (_("First seen"), day_and_time(signal.first_seen_at)),
        (_("Last seen"), day_and_time(signal.last_seen_at)),
    ]
    return [{"key": key, "value": value} for key, value in said]


def claim_rows(signal: Signal, evidence: Iterable[Evidence]) -> list[Row]:
    """Of each claim that it rests on its reference, what was seen in it, masked, and when."""
    return [
        (
            _link(reverse("staff:record", args=[row.claim.reference]), row.claim.reference, "govuk-!-text-break-word"),
            _("The claim itself") if signal.staff else words or _("Not kept any more"),
            day_and_time(row.seen_at),
        )
        for row, words in compared(evidence)
        if row.claim
    ]


def _worth(each: Usefulness) -> str:
    if each.useful_per_cent is None:
        return _("Not known yet")
    share = _("%(share)s%%") % {"share": each.useful_per_cent}
    return f"{share} ({_('nearly always explained')})" if each.is_useless else share


def _link(href: str, words: str, classes: str = "") -> str:
    return format_html('<a class="{}" href="{}">{}</a>', f"govuk-link {classes}".rstrip(), href, words)
