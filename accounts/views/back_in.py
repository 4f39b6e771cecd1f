"""Getting back into an account with a code from an adviser, and objecting to that."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from accounts.codes import Answer, NotConfirmed
from accounts.devices import remember_device
from accounts.doors import PASSWORD, Door
from accounts.forms import BackInForm, ResetPasswordForm
from accounts.models import ContactCode, Purpose, Recovery
from accounts.recovery import finish_recovery, open_recovery, stop_recovery, try_recovery_code
from accounts.sign_up import AlreadyHasAccount
from accounts.signing_in import end_session, start_session
from accounts.throttle import CODES_BACK_IN, MustWait, count_try, place_of, waiting_page
from core import access, clock
from core.http import Request
from core.states import MoveRefused
from govuk.text import plain_email

CODE = "code_recovery"
"""The session's name for the code that was right."""


@access.public
def code(request: Request) -> HttpResponse:
    """The code, and whose account it opens. Nothing tells whether there is such an account."""
    form = BackInForm(request.POST) if request.method == "POST" else BackInForm()
    if form.is_bound and form.is_valid():
        address = plain_email(form.cleaned_data["email"])
        try:
            count_try([(CODES_BACK_IN, f"{address} {place_of(request)}")])
        except MustWait as waiting:
            return waiting_page(request, waiting)
        answer, asked = try_recovery_code(email=address, code=form.cleaned_data["code"], by=request.actor)
        if answer == Answer.CONFIRMED and asked:
            request.session[CODE] = str(asked.pk)
            return redirect("accounts:back_in_password")
        form.add_error(None, _("The email address or the code is not right, or the code is too old. Check both"))
    return render(request, "accounts/back_in.html", {"form": form})


@access.public
@sensitive_post_parameters("password")
def password(request: Request) -> HttpResponse:
    """A new password; then they are in their account, and asked to set up a second step."""
    key = request.session.get(CODE)
    asked = ContactCode.objects.filter(pk=UUID(key), purpose=Purpose.RECOVERY).first() if key else None
    recovery = Recovery.objects.select_related("user").filter(code_id=asked.pk).first() if asked else None
    if asked is None or recovery is None or not asked.may_be_used(clock.now()):
        return redirect("accounts:back_in")
    form = ResetPasswordForm(request.POST) if request.method == "POST" else ResetPasswordForm()
    if form.is_bound and form.is_valid():
        try:
            user = finish_recovery(code_id=asked.pk, password=form.cleaned_data["password"])
        except (NotConfirmed, AlreadyHasAccount, MoveRefused):
            return redirect("accounts:back_in")
        request.session.flush()
        start_session(request, user, door=Door.PUBLIC, confirmed_by=PASSWORD)
        messages.success(request, _("You are back in your account. Set up a second step to keep it safe."))
        response = redirect("accounts:account")
        remember_device(request, response)
        return response
    email = recovery.new_email or recovery.user.email
    return render(request, "accounts/reset_password.html", {"form": form, "email": email})


@access.roles("claimant")
def stop(request: Request) -> HttpResponse:
    """They did not ask to be helped back in, and stop it."""
    recovery = open_recovery(request.actor.user_id)
    if recovery is None:
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/recovery.html", {"recovery": recovery})
    is_done = recovery.state == "done"
    try:
        stop_recovery(recovery=recovery, by=request.actor)
    except MoveRefused:
        return redirect("accounts:recovery")
    if is_done:
        end_session(request)
        return redirect("accounts:signed_out")
    messages.success(
        request, _("We stopped it. Nobody gets into your account with that code. Change your password too.")
    )
    return redirect("accounts:account")
