"""Pages of the gallery that show every kind of question."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import access
from demo.gallery.asked import questions_of
from demo.gallery.drawn import UNASKED, states_of
from demo.gallery.purposes import field_kinds


@access.demonstration
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every kind of question, with an example, and how often it is asked."""
    rows = []
    for kind in field_kinds():
        asked = questions_of(kind)
        example = asked[0].label if asked else UNASKED[kind].label
        rows.append((kind, example, len(asked)))
    return render(request, "demo/gallery/fields.html", {"rows": rows})


@access.demonstration
@require_safe
def field(request: HttpRequest, kind: str) -> HttpResponse:
    """Every state of one kind of question."""
    if kind not in field_kinds():
        raise Http404
    states = list(states_of(kind))
    context = {
        "kind": kind,
        "component": field_kinds()[kind].component[0],
        "states": [state for state in states if not state.code],
        "errors": [state for state in states if state.code],
        "asked": questions_of(kind),
        "crumbs": [(_("Questions"), reverse("demo:gallery_fields"))],
    }
    return render(request, "demo/gallery/field.html", context)
