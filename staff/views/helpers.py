"""Who helps a claimant: seen, ended when the claimant asks, and an appointee recorded."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.helping import CannotInvite
from accounts.models import HelpState
from core.http import Request
from core.permissions import Permission
from core.states import MoveRefused
from staff.access import Record, record_page
from staff.helper_forms import AppointeeForm, EndHelpForm
from staff.helpers import end_help, helps_of, record_appointee
from staff.pages import record_response, whose_page


@record_page(Permission.END_HELP)
@require_safe
def show(request: Request, record: Record) -> HttpResponse:
    """Who helps, with what and until when; and who did. Of a couple, first whom."""
    if not record.is_of_one:
        return whose_page(request, record, "staff:helpers_of", _("Whose helpers?"))
    current, past = helps_of(record.person)
    context = {
        "helps": current,
        "past": past,
        "helps_states": HelpState,
        "may_appoint": request.actor.may(Permission.RECORD_APPOINTEES),
    }
    return record_response(request, "staff/helpers.html", record, context)


@record_page(Permission.END_HELP)
def end(request: Request, record: Record, help_id: UUID) -> HttpResponse:
    """End it, saying why."""
    current, past = helps_of(record.person)
    help_ = next((each for each in current if each.pk == help_id), None)
    if help_ is None:
        if not any(each.pk == help_id for each in past):
            raise Http404
        return _back(record)
    form = EndHelpForm(request.POST) if request.method == "POST" else EndHelpForm()
    if form.is_bound and form.is_valid():
        try:
            end_help(help_=help_, person=record.person, by=request.actor, **form.cleaned_data)
        except MoveRefused:
            # It was ended in another window, or by whom it is about.
            return _back(record)
        messages.success(request, _("It has ended. We told the claimant and the helper."))
        return _back(record)
    return record_response(request, "staff/end_help.html", record, {"form": form, "help": help_})


@record_page(Permission.RECORD_APPOINTEES)
def appoint(request: Request, record: Record) -> HttpResponse:
    """Note who was appointed to act for the claimant, and invite them."""
    form = AppointeeForm(request.POST) if request.method == "POST" else AppointeeForm()
    if form.is_bound and form.is_valid():
        try:
            record_appointee(person=record.person, by=request.actor, **form.cleaned_data)
        except CannotInvite as problem:
            form.add_error("email", _why_not(problem))
        else:
            messages.success(request, _("The appointee is recorded, and has an invitation. We told the claimant."))
            return _back(record)
    return record_response(request, "staff/appointee.html", record, {"form": form})


def _back(record: Record) -> HttpResponse:
    return redirect("staff:helpers_of", record.claim.reference, record.person.pk)


def _why_not(problem: CannotInvite) -> str:
    return {
        "own": _("Enter the email address of somebody else. This one is the claimant’s"),
        "yours": _("Enter the email address of somebody else. This one is yours"),
        "already": _("Somebody with this email address helps already, or is invited to"),
    }.get(problem.why) or _("Nobody more can be invited now. End the help of somebody, or try again tomorrow")
