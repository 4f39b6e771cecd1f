"""Somebody's own files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404

from audit.services import record
from core import access
from core.http import Request
from documents.models import Document, DocumentState
from documents.serving import download


@access.roles("claimant")
def own_file(request: Request, document_id: UUID) -> HttpResponseBase:
    """A file that is about whoever is signed in, to be saved: as it is kept, whoever added it and to what."""
    if request.actor.claimant_id is None:
        raise Http404
    own = Document.objects.filter(owner_id=request.actor.claimant_id, state=DocumentState.CLEAN)
    document = get_object_or_404(own, pk=document_id)
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    return download(
        document,
        noted=lambda: record("file_downloaded", by=request.actor, subject=document, person_id=document.owner_id),
    )
