"""Every message, document, to-do and journal entry, in both languages."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import access
from demo.gallery.documents import DOCUMENTS
from demo.gallery.wordings import entries, messages, todos
from demo.gallery.words import both
from notifications.models import LetterFormat
from notifications.templates import LANGUAGES


@access.demonstration
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """Everything that is written to people."""
    context = {
        "messages": list(messages()),
        "documents": {name: (document, both(document.title)) for name, document in DOCUMENTS.items()},
        "todos": list(todos()),
        "entries": list(entries()),
        "letter_formats": LetterFormat.labels,
    }
    return render(request, "demo/gallery/wordings.html", context)


@access.demonstration
@require_safe
def document(request: HttpRequest, name: str, language: str) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """An example of a PDF, to open in the browser."""
    if name not in DOCUMENTS or language not in LANGUAGES:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="{name}-{language}.pdf"'}
    return HttpResponse(DOCUMENTS[name].example(language), content_type="application/pdf", headers=headers)
