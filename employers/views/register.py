"""Registering an organisation: what to know first, the questions, checking the answers, and what happens next."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import access
from core.http import Request
from core.states import MoveRefused
from employers.forms import OrganisationForm
from employers.models import Employer
from employers.models.employers import DAYS_TO_CHECK
from employers.registration import (
    BY_SLUG,
    PAGES,
    NotComplete,
    Page,
    employer_of,
    first_unanswered,
    save_answers,
    send_registration,
)
from govuk.forms import GovukForm
from govuk.languages import chosen_language

NUMBERS = ("company_number", "charity_number")
"""Kept as one: which it is, is said by the kind."""


@access.public
@require_safe
def start(request: Request) -> HttpResponse:
    """What an employer can do here, what we check and how long it takes."""
    if request.actor.is_employer:
        return redirect("employers:home")
    return render(request, "employers/start.html", {"days": DAYS_TO_CHECK.days})


@access.roles("employer")
def question(request: Request, page: str) -> HttpResponse:
    """One page of the registration. What it asks is saved at once."""
    asked, employer = BY_SLUG.get(page), employer_of(request.actor)
    if asked is None:
        raise Http404
    if employer and not employer.is_filled_in:
        return redirect("employers:home")
    waiting = first_unanswered(employer)
    if waiting and PAGES.index(waiting) < PAGES.index(asked):
        return redirect("employers:question", waiting.slug)
    form = _form(asked, employer, request)
    if form.is_bound and form.is_valid():
        try:
            saved = save_answers(employer=employer, answers=_answers(form), by=request.actor)
        except MoveRefused:
            return redirect("employers:home")
        following = first_unanswered(saved)
        return redirect("employers:question", following.slug) if following else redirect("employers:check")
    return render(request, "employers/question.html", {"form": form, "back_url": _back(asked, waiting)})


@access.roles("employer")
def check(request: Request) -> HttpResponse:
    """The answers, to look over and send."""
    employer = employer_of(request.actor)
    if waiting := first_unanswered(employer):
        return redirect("employers:question", waiting.slug)
    assert employer
    if not employer.is_filled_in:
        return redirect("employers:home")
    if request.method == "POST":
        try:
            send_registration(employer=employer, language=chosen_language(request), by=request.actor)
        except NotComplete:
            return redirect("employers:check")
        except MoveRefused:
            return redirect("employers:home")
        return redirect("employers:sent")
    return render(request, "employers/check.html", {"employer": employer})


@access.roles("employer")
@require_safe
def sent(request: Request) -> HttpResponse:
    """What happens next and by when, as long as it is so."""
    employer = employer_of(request.actor)
    if employer is None or employer.state != "applied":
        return redirect("employers:home")
    return render(request, "employers/sent.html", {"employer": employer})


def _form(page: Page, employer: Employer | None, request: Request) -> GovukForm:
    posted = request.POST if request.method == "POST" else None
    known = employer or Employer()
    initial: dict[str, Any] = dict.fromkeys(NUMBERS, known.registration_number)
    initial |= {name: getattr(known, name) for name in page.form.base_fields if name not in NUMBERS}
    about = {"kind": known.kind} if page.form is OrganisationForm else {}
    return page.form(posted, initial=initial, **about)


def _answers(form: GovukForm) -> dict[str, Any]:
    given = {name: value for name, value in form.cleaned_data.items() if name not in NUMBERS}
    for name in NUMBERS:
        if name in form.fields:
            given["registration_number"] = form.cleaned_data[name] or ""
    # What was left empty is no text; the reference, which is encrypted, is nothing at all.
    return {name: value or (None if name == "paye_reference" else "") for name, value in given.items()}


def _back(page: Page, waiting: Page | None) -> str:
    if waiting is None:
        return reverse("employers:check")
    before = PAGES.index(page) - 1
    return reverse("employers:question", args=[PAGES[before].slug]) if before >= 0 else reverse("employers:home")
