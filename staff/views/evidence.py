"""What claimants were asked to show, and what they sent."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.services import record as note
from claims.evidence import EvidenceState, Proof
from claims.showing import NothingSent, ask_for_evidence, check_evidence, files_of, send_evidence, withdraw_evidence
from core.actor import Channel
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from documents.adding import add_files
from documents.serving import download
from staff.access import Record, record_page
from staff.evidence_forms import AskForEvidenceForm
from staff.pages import record_response, whose_page


@record_page(Permission.ASK_FOR_EVIDENCE)
def show(request: Request, record: Record) -> HttpResponse:
    """What was asked of somebody, the newest first, what they sent, and asking for more. Of a couple, first whom."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:evidence_of", _("Whose evidence?"))
    if request.method == "POST" and "withdraw" in request.POST:
        return _withdraw(request, record)
    if request.method == "POST" and "checked" in request.POST:
        return _check(request, record)
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
def add(request: Request, record: Record) -> HttpResponse:
    """Add what somebody gave us on paper, or sent by post, to what they are asked for. What they added themselves they
    remove themselves."""
    asked = _of(record).filter(state=EvidenceState.ASKED).select_related("claim", "person").first()
    here = (record.claim.reference, record.person.pk)
    if asked is None:
        messages.info(request, _("Nothing is asked of them now. Ask for it first."))
        return redirect("staff:evidence_of", *here)
    by = request.actor.assisting(record.person.pk)
    added_by_us = files_of([asked]).exclude(added_through=Channel.ONLINE)
    unwanted = request.POST.get("remove")
    if unwanted and not any(str(key) == unwanted for key in added_by_us.values_list("pk", flat=True)):
        raise Http404
    is_all = "send" in request.POST
    adding = add_files(
        request,
        owner_id=record.person.pk,
        place=asked.place,
        by=by,
        claim_reference=record.claim.reference,
        needs_one=not is_all,
    )
    if adding.is_done and not is_all:
        return redirect("staff:evidence_add", *here)
    if adding.is_done:
        try:
            send_evidence(evidence=asked, by=by)
        except NothingSent:
            adding.form.add_error("documents", _("Select a photo or a file, or take a photo"))
        except MoveRefused:
            messages.info(request, _("It was sent, or is no longer needed, already."))
            return redirect("staff:evidence_of", *here)
        else:
            messages.success(request, _("What they gave us is with their claim."))
            return redirect("staff:evidence_of", *here)
    context = {"evidence": asked, "adding": replace(adding, documents=list(added_by_us))}
    return record_response(
        request, "staff/evidence_add.html", record, {**context, "has_errors": bool(adding.form.errors)}
    )


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


def _withdraw(request: Request, record: Record) -> HttpResponse:
    asked = _of(record).filter(state=EvidenceState.ASKED).select_related("claim", "person").first()
    if asked is None:
        messages.info(request, _("It was sent, or is no longer needed, already."))
    else:
        withdraw_evidence(evidence=asked, by=request.actor)
        messages.success(request, _("The claimant does not have to show it any more."))
    return redirect("staff:evidence_of", record.claim.reference, record.person.pk)


def _check(request: Request, record: Record) -> HttpResponse:
    sent = _of(record).filter(state=EvidenceState.SENT).select_related("claim", "person")
    for each in sent:
        if str(each.pk) == request.POST["checked"]:
            check_evidence(evidence=each, by=request.actor)
            messages.success(request, _("We noted in their journal that we have looked at it."))
    return redirect("staff:evidence_of", record.claim.reference, record.person.pk)


def _of(record: Record) -> QuerySet[Proof]:
    return Proof.objects.filter(claim=record.claim, person=record.person)
