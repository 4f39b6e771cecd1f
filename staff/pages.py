"""What every page of a claimant's record shows: whose it is, and where else to go in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.identity.services import MAY_CHECK_IDENTITY
from accounts.models.recovery import RECOVERERS
from accounts.roles import CASEWORKERS
from claims.models import DECIDERS, ClaimState
from payments.pay import MAY_REPORT
from staff.access import Record

PAGES = (
    ("staff:record", gettext_noop("Record"), CASEWORKERS),
    ("staff:identity", gettext_noop("Identity"), MAY_CHECK_IDENTITY),
    ("staff:recovery", gettext_noop("Account"), RECOVERERS),
    ("staff:decide", gettext_noop("Decision"), tuple(DECIDERS)),
    ("staff:pay", gettext_noop("Pay received"), MAY_REPORT),
    ("payments:history", gettext_noop("Payments"), CASEWORKERS),
)
"""The pages of a record, and who may go there."""


def record_response(
    request: HttpRequest, template: str, record: Record, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page of the record, with its banner and links."""
    actor = request.actor  # type: ignore[attr-defined]
    links = [
        {"text": _(words), "href": reverse(name, args=[record.claim.reference]), "current": _is_here(request, name)}
        for name, words, roles in PAGES
        if actor.has_role(*roles)
    ]
    shared = {"claim": record.claim, "person": record.person, "record_links": links, "states": ClaimState}
    return render(request, template, {**shared, **context}, status=status)


def _is_here(request: HttpRequest, name: str) -> bool:
    return bool(request.resolver_match and request.resolver_match.view_name == name)
