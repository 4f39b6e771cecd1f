"""Kinds of page: question pages to try, error pages, and the way to each other kind as somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from claims.reaching import PAGES as ABOUT_REACHING
from core import access, clock
from core.http import Request
from demo.gallery.drawn import known_at_pages
from demo.gallery.listing import PAGE_TYPES
from demo.gallery.page_type import references_of
from govuk import error_views
from journeys.answers import KnownAnswers, Responses
from journeys.definition import Page, Task
from journeys.forms import QuestionForm
from journeys.host import template_of
from journeys.registry import JOURNEYS
from journeys.sitting import Sitting

EMPTY, WRONG, ANSWERED, DOUBTED, TOLD = "empty", "wrong", "answered", "doubted", "told"
# What is likely to be a mistake: a page, and what to change in the answers of whoever is asked it.
DOUBTFUL: Mapping[str, Mapping[str, Any]] = {
    "address": {"postcode": "BT1 1AA"},
    "bank-details": {"sort_code": "089999", "account_number": "66374959"},
}

Problem = Callable[[HttpRequest], Any]
PROBLEMS: Mapping[str, Problem] = {
    "400": error_views.bad_request,
    "403": error_views.forbidden,
    "404": error_views.page_not_found,
    "405": error_views.NotAllowedMiddleware(lambda _request: HttpResponseNotAllowed(["POST"])),
    "429": lambda request: error_views.too_many_requests(
        request, seconds=60, again_at=clock.now() + timedelta(minutes=1)
    ),
    "csrf": error_views.csrf_failure,
    "500": error_views.server_error,
    "503": lambda request: error_views.service_unavailable(request, clock.now() + timedelta(hours=3)),
}


@access.demonstration
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every kind of page, and where to see it."""
    ways = [way for _title, kinds in PAGE_TYPES for kind in kinds for way in kind.ways]
    return render(request, "demo/gallery/pages.html", {"groups": PAGE_TYPES, "references": references_of(ways)})


@access.demonstration
@require_safe
def problem(request: HttpRequest, name: str) -> HttpResponse:
    """An error page as it is shown, but without its status: nothing is wrong here."""
    if name not in PROBLEMS:
        raise Http404
    response: HttpResponse = PROBLEMS[name](request)
    return HttpResponse(response.content)


@access.demonstration
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, journey: str, page: str) -> HttpResponse:
    """A question page in one of its states, to be tried: what is sent is judged and kept nowhere."""
    task, asked = _page(journey, page)
    known = known_at_pages().get(page)
    state = request.GET.get("state", EMPTY)
    form = _form(request, asked, state)
    # A doubt is said once: sent again, it is an answer.
    doubts = form.doubts() if form.is_bound and form.is_valid() and "sure" not in request.POST else []
    if request.method == "POST" and form.is_valid() and not doubts:
        messages.success(request, _("This answer would be kept. Here nothing is."))
    here = reverse("demo:gallery_page", args=[journey, page])
    answered = [ANSWERED, *([TOLD] if page in ABOUT_REACHING else [])] if known and known.answer else []
    states = [EMPTY, WRONG, *answered, *([DOUBTED] if page in DOUBTFUL else [])]
    context = {
        "form": form,
        "task": task,
        "page": asked,
        "doubts": doubts,
        "sure": ("said",) if doubts else (),
        "is_told": state == TOLD and page in ABOUT_REACHING,
        "sitting": Sitting(JOURNEYS[journey], Responses()),
        "back_url": reverse("demo:gallery_pages"),
        "skip_url": here,
        "template": template_of(journey, page),
        "states": [(each, f"{here}?state={each}", each == state and request.method != "POST") for each in states],
    }
    return render(request, "demo/gallery/question.html", context)


def _page(journey: str, slug: str) -> tuple[Task, Page]:
    pages = JOURNEYS[journey].pages() if journey in JOURNEYS else ()
    for task, page in pages:
        if page.slug == slug and isinstance(page, Page):
            return task, page
    raise Http404


def _form(request: HttpRequest, page: Page, state: str) -> QuestionForm:
    """The page's form, as somebody is asked it whose answers lead there."""
    found = known_at_pages().get(page.slug)
    known: KnownAnswers | None = found.known if found else None
    answer = (found.answer if found else None) or {}
    if request.method == "POST":
        return page.form(request.POST, known=known)
    if state == WRONG:
        return page.form({}, known=known)
    if state == DOUBTED and page.slug in DOUBTFUL:
        return page.form.answered_with({**answer, **DOUBTFUL[page.slug]}, known=known)
    return page.form(initial=page.form.from_answers(answer) if state in (ANSWERED, TOLD) else None, known=known)
