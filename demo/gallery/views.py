"""The gallery's first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import access
from demo.gallery.sections import SECTIONS


@access.demonstration
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What there is to look at."""
    return render(request, "demo/gallery/index.html", {"sections": SECTIONS})
