"""Pages of the gallery that show components."""

from __future__ import annotations

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from core import access
from demo.gallery.apart import apart
from demo.gallery.fixtures import Component, State, components
from demo.gallery.purposes import PURPOSES, uses_of

# Two of one landmark on a page are not told apart by those who listen to it, and some of these act on the whole page.
ALONE = frozenset(
    {
        *("breadcrumbs", "cookie-banner", "exit-this-page", "footer", "generic-header", "header"),
        *("notification-banner", "pagination", "phase-banner", "service-navigation", "skip-link"),
    }
)
ABOVE_MAIN = ALONE - {"footer", "notification-banner", "pagination"}


def _component(name: str) -> Component:
    found = components().get(name)
    if found is None:
        raise Http404
    return found


@access.demonstration
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every component, what it is for and how many states it has."""
    rows = [(each, PURPOSES[each.name]) for each in components().values()]
    return render(request, "demo/gallery/components.html", {"rows": rows})


@access.demonstration
@require_safe
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def component(request: HttpRequest, name: str) -> HttpResponse:
    """Every state of one component."""
    shown = _component(name)
    drawn = [(state, None if name in ALONE else _among_others(state)) for state in shown.shown]
    context = {
        "component": shown,
        "purpose": PURPOSES[name],
        "uses": uses_of(name),
        "drawn": drawn,
        "framed": name in ALONE,
        "crumbs": [(_("Components"), reverse("demo:gallery_components"))],
    }
    return render(request, "demo/gallery/component.html", context)


@access.demonstration
@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def alone(request: HttpRequest, name: str, state: str) -> HttpResponse:
    """One state of a component on a page of its own, also within a frame."""
    shown = _component(name)
    found = shown.state(state)
    if found is None:
        raise Http404
    context = {
        "component": shown,
        "state": found,
        "html": apart(found.html, prefix="", anchor="main-content"),
        "is_above_main": name in ABOVE_MAIN,
        "is_framed": "framed" in request.GET,
    }
    return render(request, "demo/gallery/alone.html", context)


def _among_others(state: State) -> str:
    return apart(state.html, prefix=f"{state.slug}_", anchor=f"state-{state.slug}")
