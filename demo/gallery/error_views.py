"""The error catalogue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import access
from demo.gallery.catalogue import in_groups, of_forms, of_pages


@access.demonstration
@require_safe
def errors(request: HttpRequest) -> HttpResponse:
    """Every error that any form can give, on one page, to be searched with the browser."""
    forms, pages = of_forms(), of_pages()
    words = [entry.words for form in forms for asked in form.questions for entry in asked.entries]
    words += [words for page in pages for _question, _is_doubt, words in page.entries]
    context = {
        "groups": in_groups(forms),
        "pages": pages,
        "count": len(words),
        "without_welsh": sum(not each.welsh for each in words),
        "different": len({each.english for each in words}),
    }
    return render(request, "demo/gallery/errors.html", context)
