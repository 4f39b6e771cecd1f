"""Showing what we asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from claims.access import claim_page
from claims.evidence import EvidenceState
from claims.models import Claim
from claims.showing import NothingSent, day_for_evidence, latest_evidence, send_evidence
from core.http import Request
from core.states import MoveRefused
from documents.adding import Adding, add_files, files_at


@claim_page(act=True)
def evidence(request: Request, claim: Claim) -> HttpResponse:
    """What we asked this person to show: files are added, removed and sent here. Once they are sent: which."""
    person_id = request.claim_member.person_id
    asked = latest_evidence(claim, person_id)
    if asked is None:
        raise Http404
    context = {"claim": claim, "evidence": asked}
    if asked.state != EvidenceState.ASKED:
        documents = files_at(owner_id=person_id, place=asked.place)
        return render(request, "claims/evidence_sent.html", {**context, "documents": documents})
    is_all = "send" in request.POST
    adding = add_files(
        request,
        owner_id=person_id,
        place=asked.place,
        by=request.actor,
        claim_reference=claim.reference,
        needs_one=not is_all,
    )
    if adding.is_done and not is_all:
        return redirect("claims:evidence", claim.reference)
    if adding.is_done and _is_sent(request, adding, asked):
        return redirect("claims:evidence", claim.reference)
    shown = {**context, "due": day_for_evidence(asked), "adding": adding, "has_errors": bool(adding.form.errors)}
    return render(request, "claims/evidence.html", shown)


def _is_sent(request: Request, adding: Adding, asked: object) -> bool:
    try:
        send_evidence(evidence=asked, by=request.actor)  # type: ignore[arg-type]
    except NothingSent:
        adding.form.add_error("documents", _("Select a photo or a file, or take a photo"))
        return False
    except MoveRefused:
        return True  # Sent in another window: the page says so.
    messages.success(request, _("You have sent us what we asked for."))
    return True
