"""Who acts for an employer: those who do, those who were asked, and being asked oneself."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.step_up import needs_fresh_factor, signed_in_user
from core import access
from core.http import Request
from employers.forms import InviteForm
from employers.models import Employer, EmployerState
from employers.people import CannotInvite, CannotRemove, accept_invitation, invite, remove, withdraw_invitation
from employers.registration import employer_of


@access.roles("employer")
@require_safe
def people(request: Request) -> HttpResponse:
    """Everybody who acts for it, and who was asked and has not answered."""
    employer = employer_of(request.actor)
    if employer is None:
        return redirect("employers:home")
    context = {
        "employer": employer,
        "acting": list(employer.representatives.acting().select_related("user")),
        "invitations": list(employer.invitations.open()),
        "may_invite": employer.state == EmployerState.APPROVED,
        "own_id": request.actor.user_id,
    }
    return render(request, "employers/people.html", context)


@access.roles("employer")
@needs_fresh_factor
def invite_somebody(request: Request) -> HttpResponse:
    """A colleague's address."""
    employer = _approved(request)
    form = InviteForm(request.POST if "email" in request.POST else None)
    if form.is_bound and form.is_valid():
        try:
            invite(employer=employer, email=form.cleaned_data["email"], by=request.actor)
        except CannotInvite:
            form.add_error(None, _("You have asked as many people as you can at once. Take an invitation back first"))
        else:
            messages.success(request, _("We sent the invitation. It can be accepted for 7 days."))
            return redirect("employers:people")
    return render(request, "employers/invite.html", {"form": form})


@access.roles("employer")
@require_POST
def withdraw(request: Request, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    employer = employer_of(request.actor)
    if employer and withdraw_invitation(employer=employer, invitation_id=str(invitation_id), by=request.actor):
        messages.success(request, _("The invitation is taken back."))
    return redirect("employers:people")


@access.roles("employer")
@require_POST
def accept(request: Request) -> HttpResponse:
    """Act for the employer that asked."""
    invitation_id = request.POST.get("invitation", "")
    employer = accept_invitation(user=signed_in_user(request), invitation_id=invitation_id, by=request.actor)
    if employer:
        messages.success(request, _("You now act for %(name)s.") % {"name": employer.name})
    else:
        messages.info(request, _("That invitation does not count any more. Ask for another."))
    return redirect("employers:home")


@access.roles("employer")
@needs_fresh_factor
def remove_somebody(request: Request, representative_id: UUID) -> HttpResponse:
    """Take a colleague off, once they have said that they are sure."""
    employer = employer_of(request.actor)
    acting = employer.representatives.acting().select_related("user") if employer else None
    found = acting.filter(pk=representative_id).exclude(user=request.actor.user_id).first() if acting else None
    if employer is None or found is None:
        raise Http404
    if request.method == "POST":
        try:
            remove(employer=employer, representative_id=str(found.pk), by=request.actor)
        except CannotRemove:
            return redirect("employers:people")
        messages.success(request, _("They do not act for your organisation any more. We told them."))
        return redirect("employers:people")
    return render(request, "employers/remove.html", {"representative": found})


def _approved(request: Request) -> Employer:
    """The employer that they act for, which was approved."""
    employer = employer_of(request.actor)
    if employer is None or employer.state != EmployerState.APPROVED:
        raise Http404
    return employer
