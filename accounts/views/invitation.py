"""What a helper is asked before they agree (``home.helping``): the code they were sent, and an account of their own."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts.devices import remember_device
from accounts.doors import PASSWORD, Door
from accounts.helper_forms import HelperAccountForm, InvitationForm
from accounts.helping import account_of, create_helper, invitation, try_invitation
from accounts.models import Help
from accounts.signing_in import start_session
from accounts.throttle import (
    ANSWERS_FROM_PLACE,
    INVITATION_CODES,
    MustWait,
    count_try,
    place_of,
    take_back,
    waiting_page,
)
from core import access
from core.http import Request
from govuk.text import plain_email

INVITED = "invitation"


@access.public
@sensitive_post_parameters("code")
def code(request: Request) -> HttpResponse:
    """The code, and the address that it was sent to."""
    form = InvitationForm(request.POST) if request.method == "POST" else InvitationForm()
    if form.is_bound and form.is_valid():
        place = place_of(request)
        address = plain_email(form.cleaned_data["email"])
        counts = [(INVITATION_CODES, f"{address} {place}"), (ANSWERS_FROM_PLACE, place)]
        try:
            count_try(counts)
        except MustWait as waiting:
            return waiting_page(request, waiting)
        found = try_invitation(email=form.cleaned_data["email"], code=form.cleaned_data["code"])
        if found is None:
            form.add_error(
                "code",
                _("The code does not fit that email address, or no longer works. Check both, or ask to be named again"),
            )
        else:
            take_back(counts)
            request.session[INVITED] = str(found.pk)
            return redirect("home:agree_to_help")
    return render(request, "accounts/invitation.html", {"form": form})


@access.public
@sensitive_post_parameters("password")
def account(request: Request) -> HttpResponse:
    """An account for a helper who has none. The code they typed shows that they read what is sent to the address."""
    found = pending(request)
    if found is None:
        return redirect("accounts:invitation")
    if request.actor.is_authenticated or account_of(found) is not None:
        return redirect("home:agree_to_help")
    form = HelperAccountForm(request.POST) if request.method == "POST" else HelperAccountForm()
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                user = create_helper(help_=found, **form.cleaned_data, by=request.actor)
        except IntegrityError:
            # Made in another window while this one was open.
            return redirect("home:agree_to_help")
        start_session(request, user, door=Door.PUBLIC, confirmed_by=PASSWORD)
        request.session[INVITED] = str(found.pk)
        response = redirect("home:agree_to_help")
        remember_device(request, response)
        return response
    shown = {"form": form, "email": found.email, "first_url": reverse("accounts:invitation")}
    return render(request, "accounts/sign_up_password.html", shown)


def pending(request: Request) -> Help | None:
    """The invitation whose code was typed in this browser, while it can be agreed to."""
    key = request.session.get(INVITED)
    return invitation(UUID(key)) if key else None
