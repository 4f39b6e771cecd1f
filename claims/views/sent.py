"""A claim that was sent: its reference, what happens next, and a copy of what was declared."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from accounts.models import HelpScope
from claims.access import claim_page
from claims.answers_pdf import answers_pdf, file_name
from claims.equality import are_offered
from claims.models import Claim, ClaimState
from claims.selectors import declared_groups
from core import clock
from rules.paydays import DAYS_TO_PAY
from rules.periods import assessment_period


@claim_page(help_with=(HelpScope.CLAIM, HelpScope.ANSWERS))
def sent(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Where a claim stands once no more questions are asked. Can be kept as a bookmark."""
    if claim.state == ClaimState.STARTED:
        if claim.draft.closed_at is None and request.claim_member:  # type: ignore[attr-defined]
            return _lapsed_or_unfinished(request, claim)
        raise Http404
    if claim.state == ClaimState.LAPSED:
        return render(request, "claims/lapsed.html", {"claim": claim})
    member, helping = request.claim_member, getattr(request, "helping", None)  # type: ignore[attr-defined]
    first = assessment_period(claim.entitled_from or claim.claimed_on, 1) if claim.claimed_on else None
    return render(
        request,
        "claims/sent.html",
        {
            "claim": claim,
            "states": ClaimState,
            "first_period": first,
            "equality_is_offered": are_offered(claim, member.person_id if member and not helping else None),
            "helping": helping,
            "paid_by": first.end + DAYS_TO_PAY if first else None,
        },
    )


@claim_page(help_with=(HelpScope.CLAIM,))
def answers(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Everything that was declared, question by question, to keep or print."""
    return render(request, "claims/answers.html", {"claim": claim, "declarations": _declared(request, claim)})


@claim_page(help_with=(HelpScope.CLAIM,))
def answers_to_keep(request: HttpRequest, claim: Claim) -> HttpResponse:
    """The same as a PDF to download, with what is hidden on the page hidden in it. Kept by no cache."""
    own = request.claim_member is not None and getattr(request, "helping", None) is None  # type: ignore[attr-defined]
    document = answers_pdf(claim, _declared(request, claim), own=own)
    return HttpResponse(
        document,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, file_name(claim)) or "attachment"},
    )


def _declared(request: HttpRequest, claim: Claim) -> list[dict[str, Any]]:
    """What the reader may read of what was declared. Raises Http404 when nothing was."""
    is_helped = getattr(request, "helping", None) is not None
    declarations = declared_groups(claim, request.claim_member, is_helped=is_helped)  # type: ignore[attr-defined]
    if not declarations:
        raise Http404
    return declarations


def _lapsed_or_unfinished(request: HttpRequest, claim: Claim) -> HttpResponse:
    if claim.draft.expires_at > clock.now():
        return redirect("claims:tasks", claim.reference)
    return render(request, "claims/lapsed.html", {"claim": claim})
