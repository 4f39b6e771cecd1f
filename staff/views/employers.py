"""Employers: who waits to be checked, what was checked, and deciding on them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.services import record
from core import access, clock
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from employers.deciding import WHY, NotChecked, add_check, decide, note_seen, possible, unchecked
from employers.models import Employer, EmployerState
from employers.people import CannotInvite, invite_for_them
from employers.selectors import employers_found, to_check, with_the_same_number
from staff.employer_forms import (
    BUTTONS,
    DECIDED,
    EmployerCheckForm,
    EmployerDecisionForm,
    EmployerInviteForm,
    FindEmployerForm,
)

A_PAGE = 20


@access.staff(Permission.CHECK_EMPLOYERS)
@require_safe
def waiting(request: Request) -> HttpResponse:
    """Registrations that wait, the longest wait first; or employers that were looked for."""
    form = FindEmployerForm(request.GET) if "q" in request.GET else FindEmployerForm()
    found = to_check(request.actor)
    is_search = form.is_bound and form.is_valid()
    if is_search:
        found = employers_found(request.actor, form.cleaned_data["q"])
    page = Paginator(found.defer("paye_reference"), A_PAGE).get_page(request.GET.get("page"))
    if is_search:
        record("employers_searched", by=request.actor, found=[employer.reference for employer in page.object_list])
    context = {"page": page, "form": form, "is_search": is_search, "today": clock.today()}
    return render(request, "staff/employers.html", context)


@access.staff(Permission.CHECK_EMPLOYERS)
@require_safe
def show(request: Request, employer: str) -> HttpResponse:
    """What it told us, what was checked and decided, who acts for it, and what can be decided now. That it was read is
    recorded."""
    found = _found(request, employer)
    note_seen(employer=found, by=request.actor)
    context = {
        "employer": found,
        "acting": list(found.representatives.acting().select_related("user")),
        "checks": list(found.checks.all()),
        "unchecked": unchecked(found) if found.state == EmployerState.APPLIED else [],
        "decisions": list(found.decisions.all()),
        "others": list(with_the_same_number(found)),
        "decision_words": DECIDED,
        "events": [(event, BUTTONS[event]) for event in possible(found, request.actor)],
    }
    return render(request, "staff/employer.html", context)


@access.staff(Permission.CHECK_EMPLOYERS)
def check(request: Request, employer: str) -> HttpResponse:
    """Note one thing that was looked up."""
    found = _found(request, employer)
    form = EmployerCheckForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        add_check(employer=found, by=request.actor, **form.cleaned_data)
        messages.success(request, _("The check is saved."))
        return redirect("staff:employer", found.reference)
    return render(request, "staff/employer_form.html", {"form": form, "employer": found})


@access.staff(Permission.CHECK_EMPLOYERS)
def decision(request: Request, employer: str, event: str) -> HttpResponse:
    """Approve, refuse, suspend or restore it."""
    found = _found(request, employer)
    if event not in WHY:
        raise Http404
    if event not in possible(found, request.actor):
        messages.info(request, _("That cannot be decided as it stands now."))
        return redirect("staff:employer", found.reference)
    form = EmployerDecisionForm(request.POST if request.method == "POST" else None, event=event)
    if form.is_bound and form.is_valid():
        why, note = form.cleaned_data.get("reason") or "", form.cleaned_data["note"]
        try:
            decide(employer=found, event=event, why=why, note=note, by=request.actor)
        except NotChecked:
            form.add_error(None, _("Note first what you checked: everything on the list has to be so"))
        except MoveRefused:
            return redirect("staff:employer", found.reference)
        else:
            messages.success(request, _("It is decided. We told everybody who acts for the employer."))
            return redirect("staff:employer", found.reference)
    return render(request, "staff/employer_form.html", {"form": form, "employer": found})


@access.staff(Permission.CHECK_EMPLOYERS)
def invite(request: Request, employer: str) -> HttpResponse:
    """Ask somebody to act for it, whose own people cannot get in."""
    found = _found(request, employer)
    if found.state != EmployerState.APPROVED:
        messages.info(request, _("People can be invited while the employer is approved."))
        return redirect("staff:employer", found.reference)
    form = EmployerInviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            invite_for_them(employer=found, email=form.cleaned_data["email"], by=request.actor)
        except CannotInvite:
            form.add_error(None, _("Check first that they may act for the employer, and note that it is so"))
        else:
            messages.success(request, _("We sent the invitation. It can be accepted for 7 days."))
            return redirect("staff:employer", found.reference)
    return render(request, "staff/employer_form.html", {"form": form, "employer": found})


def _found(request: Request, reference: str) -> Employer:
    return get_object_or_404(Employer.objects.for_actor(request.actor), reference=reference)
