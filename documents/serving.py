"""Handing a file to whoever may have it: to be saved, never shown by us."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, StreamingHttpResponse
from django.utils.http import content_disposition_header

from documents.keeping import content_of
from documents.kinds import Kind
from documents.models import Document, DocumentState

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def download(document: Document, *, noted: Callable[[], object]) -> StreamingHttpResponse:
    """The file, to be saved under its name. The view that calls this has found that whoever asks may have it; ``noted``
    writes to the record that they got it, and nothing is sent if it cannot.

    Raises Http404 for one that is not clean, and NotOpened where the file is not as it was sealed.
    """
    if document.state != DocumentState.CLEAN:
        raise Http404
    content = content_of(document)
    noted()
    return StreamingHttpResponse(
        content,
        content_type=Kind(document.kind).content_type,
        headers={
            **HEADERS,
            "Content-Length": str(document.size_bytes),
            "Content-Disposition": str(content_disposition_header(True, document.name)),
        },
    )
