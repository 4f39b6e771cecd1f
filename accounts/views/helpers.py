"""Who helps a claimant: named, seen and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.helper_forms import NameHelperForm
from accounts.helping import MOST_HELPERS, CannotInvite, name_helper, take_back
from accounts.models import Help, HelpState, Person
from accounts.step_up import needs_fresh_factor
from core import access, clock
from core.http import Request
from core.states import MoveRefused
from govuk.languages import chosen_language


@access.roles("claimant")
def helpers(request: Request) -> HttpResponse:
    """Who helps, with what and until when, and who is invited to."""
    current = Help.objects.for_actor(request.actor).current(clock.now(), clock.today())
    named = current.select_related("helper__person").defer("email", "helper__person__nino")
    found = list(named.order_by("-invited_at"))
    return render(
        request,
        "accounts/helpers.html",
        {"helps": found, "states": HelpState, "is_full": len(found) >= MOST_HELPERS},
    )


@access.roles("claimant")
@needs_fresh_factor
def name_one(request: Request) -> HttpResponse:
    """Name somebody, and send them an invitation."""
    person = get_object_or_404(Person.objects.for_actor(request.actor).defer("nino"))
    form = NameHelperForm(request.POST) if request.method == "POST" else NameHelperForm()
    if form.is_bound and form.is_valid():
        try:
            name_helper(person=person, **form.cleaned_data, language=chosen_language(request), by=request.actor)
        except CannotInvite as problem:
            form.add_error("email", _why_not(problem))
        else:
            messages.success(request, _("We sent them an invitation. They have 7 days to agree."))
            return redirect("accounts:helpers")
    return render(request, "accounts/helpers_name.html", {"form": form})


@access.roles("claimant")
@require_POST
def stop(request: Request) -> HttpResponse:
    """Take it back, from this moment on. Doing it twice is doing it once."""
    key = request.POST.get("help", "")
    help_ = next((each for each in Help.objects.for_actor(request.actor) if str(each.pk) == key), None)
    if help_ is not None:
        try:
            take_back(help_=help_, by=request.actor)
        except MoveRefused:
            return redirect("accounts:helpers")
        messages.success(request, _("%(name)s can no longer help you here.") % {"name": help_.name})
    return redirect("accounts:helpers")


def _why_not(problem: CannotInvite) -> str:
    if problem.why == "own":
        return _("Enter the email address of somebody else. This one is yours")
    if problem.why == "already":
        return _("You have named somebody with this email address already")
    return _("You cannot name anybody more now. End the help of somebody, or try again tomorrow")
