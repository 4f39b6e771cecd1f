"""What claimants were asked to show, and what they sent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.services import record as note
from claims.evidence import Proof
from claims.showing import ask_for_evidence, files_of
from core.http import Request
from core.permissions import Permission
from documents.serving import download
from staff.access import Record, record_page
from staff.evidence_forms import AskForEvidenceForm
from staff.pages import record_response, whose_page


@record_page(Permission.ASK_FOR_EVIDENCE)
def show(request: Request, record: Record) -> HttpResponse:
    """What was asked of somebody, the newest first, what they sent, and asking for more. Of a couple, first whom."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:evidence_of", _("Whose evidence?"))
    form = AskForEvidenceForm(request.POST) if request.method == "POST" else AskForEvidenceForm()
    if form.is_bound and form.is_valid():
        ask_for_evidence(claim=record.claim, person=record.person, by=request.actor, **form.cleaned_data)
        messages.success(request, _("We asked the claimant for it."))
        return redirect("staff:evidence_of", record.claim.reference, record.person.pk)
    asked = list(_of(record).order_by("-asked_at"))
    files = list(files_of(asked))
    of_each = [(each, [file for file in files if file.place == each.place]) for each in asked]
    return record_response(request, "staff/evidence.html", record, {"form": form, "asked": of_each})


@record_page(Permission.ASK_FOR_EVIDENCE)
@require_safe
def file(request: Request, record: Record, document_id: UUID) -> HttpResponseBase:
    """A file that they sent, to be saved."""
    document = get_object_or_404(files_of(_of(record)), pk=document_id)
    return download(
        document,
        noted=lambda: note(
            "file_downloaded",
            by=request.actor,
            subject=document,
            person_id=document.owner_id,
            claim_reference=record.claim.reference,
        ),
    )


def _of(record: Record) -> QuerySet[Proof]:
    return Proof.objects.filter(claim=record.claim, person=record.person)
