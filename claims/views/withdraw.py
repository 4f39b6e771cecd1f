"""Taking back a claim that was not decided yet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from claims.access import claim_page
from claims.models import Claim, ClaimState
from claims.services import withdraw_claim
from core.states import MoveRefused


@claim_page(act=True)
def withdraw(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Say what becomes of the claim and its answers, then take it back (by POST)."""
    if claim.state not in (ClaimState.STARTED, ClaimState.SUBMITTED):
        return redirect("claims:sent", claim.reference)
    if request.method != "POST":
        return render(request, "claims/withdraw.html", {"claim": claim})
    try:
        withdraw_claim(claim=claim, member=request.claim_member, by=request.actor)  # type: ignore[attr-defined]
    except MoveRefused:
        # It was decided while the page was open: its own page says how.
        return redirect("claims:sent", claim.reference)
    messages.success(request, _("You took back your claim."))
    return redirect("claims:sent", claim.reference)
