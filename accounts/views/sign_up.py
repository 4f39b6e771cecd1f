"""Creating an account: email address, code, password. What is pending is a row that the session points at."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.codes import NotConfirmed
from accounts.devices import remember_device
from accounts.doors import PASSWORD, Door
from accounts.forms import NewPasswordForm, SignUpEmailForm
from accounts.models import ContactCode, Purpose
from accounts.sign_up import AlreadyHasAccount, finish_sign_up, request_code
from accounts.signing_in import home_url, start_session
from accounts.views.code_pages import CodePages
from core import access, clock
from core.http import Request
from govuk.languages import chosen_language
from notifications.models import Medium

PAGES = CodePages(Purpose.SIGN_UP, Medium.EMAIL, "accounts:sign_up", "accounts:sign_up_code", "accounts:sign_up_again")


@access.public
def email(request: Request) -> HttpResponse:
    """Where the code is to go."""
    if request.actor.is_authenticated:
        return redirect(home_url())
    form = SignUpEmailForm(request.POST) if request.method == "POST" else SignUpEmailForm()
    if form.is_bound and form.is_valid():
        return PAGES.send(request, lambda: _ask(request, form.cleaned_data["email"]))
    return render(request, "accounts/sign_up_email.html", {"form": form})


@access.public
def code(request: Request) -> HttpResponse:
    """The code from the email."""
    return PAGES.enter(request, lambda _confirmed: redirect("accounts:sign_up_password"))


@access.public
@require_POST
def send_again(request: Request) -> HttpResponse:
    """Another code to the same address. The earlier one stops working."""
    return PAGES.send_again(request, lambda pending: _ask(request, pending.contact))


@access.public
@sensitive_post_parameters("password")
def password(request: Request) -> HttpResponse:
    """The password; then the account is made and its owner signed in."""
    confirmed = PAGES.pending(request)
    if confirmed is None or not confirmed.may_be_used(clock.now()):
        return redirect("accounts:sign_up")
    form = NewPasswordForm(request.POST) if request.method == "POST" else NewPasswordForm()
    if form.is_bound and form.is_valid():
        try:
            user = finish_sign_up(
                code_id=confirmed.pk,
                password=form.cleaned_data["password"],
                language=chosen_language(request),
                by=request.actor,
            )
        except NotConfirmed:
            return redirect("accounts:sign_up")
        except AlreadyHasAccount:
            messages.info(request, _("You already have an account with this email address. Sign in to it."))
            return redirect("accounts:sign_in")
        request.session.flush()
        start_session(request, user, door=Door.PUBLIC, confirmed_by=PASSWORD)
        response = redirect(f"{reverse('accounts:add_factor')}?new=1")
        remember_device(request, response)
        return response
    return render(request, "accounts/sign_up_password.html", {"form": form, "email": confirmed.contact})


def _ask(request: Request, address: str) -> ContactCode:
    return request_code(email=address, language=chosen_language(request), by=request.actor)
