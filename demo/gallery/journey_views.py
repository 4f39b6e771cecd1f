"""Journey maps, and going to a page of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core import access
from core.http import Request
from demo.entering import enter_as
from demo.gallery.drawing import picture_of
from demo.gallery.going import NobodyThere, somebody_at
from demo.gallery.maps import map_of
from demo.gallery.ways import way_to
from journeys.definition import Journey
from journeys.registry import JOURNEYS


@access.demonstration
@require_safe
def journeys(request: HttpRequest) -> HttpResponse:
    """Every journey there is."""
    found = [(journey, sum(1 for _page in journey.pages())) for journey in JOURNEYS.values()]
    return render(request, "demo/gallery/journeys.html", {"journeys": found})


@access.demonstration
@require_safe
def journey(request: HttpRequest, journey: str) -> HttpResponse:
    """The map of one journey."""
    shown = _journey(journey)
    tasks = map_of(shown)
    context = {
        "journey": shown,
        "tasks": tasks,
        "picture": picture_of(tasks),
        "without_welsh": sum(not page.title.welsh for task in tasks for page in (*task.pages, *task.entry_pages)),
        "ways": {page.slug: way_to(shown.slug, page.slug) for _task, page in shown.pages()},
    }
    return render(request, "demo/gallery/journey.html", context)


@access.demonstration
@require_POST
def go(request: Request, journey: str, page: str) -> HttpResponse:
    """Sign in as somebody who is asked a page, and open it."""
    shown = _journey(journey)
    if page not in {each.slug for _task, each in shown.pages()}:
        raise Http404
    try:
        user, address = somebody_at(shown.slug, page)
    except NobodyThere:
        messages.warning(request, _("Nobody in the demonstration is asked that page."))
        return redirect("demo:gallery_journey", shown.slug)
    enter_as(request, user)
    way = way_to(shown.slug, page)
    if way and user.email != way.persona.email:
        said = _("You are signed in as somebody new, made for this page: like %(name)s, with a claim of their own.")
        messages.info(request, said % {"name": way.persona.name})
    return redirect(address)


def _journey(slug: str) -> Journey:
    if slug not in JOURNEYS:
        raise Http404
    return JOURNEYS[slug]
