"""What every page of a claimant's record shows: whose it is, and where else to go in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.throttle import MustWait, round_up
from claims.models import ClaimState
from core.permissions import Permission
from staff.access import Record

PAGES = (
    ("staff:record", gettext_noop("Record"), Permission.OPEN_CLAIMS),
    ("staff:conversations", gettext_noop("Messages"), Permission.ANSWER_MESSAGES),
    ("staff:contacts", gettext_noop("Calls and post"), Permission.ANSWER_MESSAGES),
    ("staff:identity", gettext_noop("Identity"), Permission.CHECK_IDENTITY),
    ("staff:evidence", gettext_noop("Evidence"), Permission.ASK_FOR_EVIDENCE),
    ("staff:todos", gettext_noop("To-dos"), Permission.DEAL_WITH_TODOS),
    ("staff:appointments", gettext_noop("Appointments"), Permission.MEET_PEOPLE),
    ("staff:recovery", gettext_noop("Account"), Permission.HELP_BACK_IN),
    ("staff:helpers", gettext_noop("Helpers"), Permission.END_HELP),
    ("staff:copies", gettext_noop("Copies"), Permission.SEND_BY_HAND),
    ("staff:decide", gettext_noop("Decision"), Permission.DECIDE_CLAIMS),
    ("staff:account", gettext_noop("Bank account"), Permission.OPEN_CLAIMS),
    ("staff:pay", gettext_noop("Pay received"), Permission.RECORD_PAY),
    ("payments:history", gettext_noop("Payments"), Permission.OPEN_CLAIMS),
    ("standing:now", gettext_noop("What they see at home"), Permission.OPEN_CLAIMS),
)
"""The pages of a record, and what one needs to go there."""


def did_many(request: HttpRequest, waiting: MustWait, *, typed: str = "") -> HttpResponse:
    """Nothing was done: who has done so much in an hour waits until it is over, and gets back what they had typed."""
    context = {"again_at": round_up(waiting.until), "typed": typed}
    return render(request, "staff/did_many.html", context, status=429)


def record_response(
    request: HttpRequest, template: str, record: Record, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the record, with its banner and links."""
    actor = request.actor  # type: ignore[attr-defined]
    links = [
        {"text": _(words), "href": reverse(name, args=[record.claim.reference]), "current": _is_here(request, name)}
        for name, words, permission in PAGES
        if actor.may(permission)
    ]
    shared = {
        "claim": record.claim,
        "person": record.person,
        "names": record.names,
        "record_links": links,
        "states": ClaimState,
    }
    return render(request, template, {**shared, **context}, status=status)


def whose_page(request: HttpRequest, record: Record, page: str, title: str) -> HttpResponse:
    """Of a couple, which of the two a page is about."""
    links = [
        (each.full_name or _("No name yet"), reverse(page, args=[record.claim.reference, each.pk]))
        for each in record.people
    ]
    return record_response(request, "staff/whose.html", record, {"title": title, "links": links})


def _is_here(request: HttpRequest, name: str) -> bool:
    return bool(request.resolver_match and request.resolver_match.view_name in (name, f"{name}_of"))
