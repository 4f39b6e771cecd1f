"""Creating an account: email address, code, password. What is pending is a row that the session points at."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.devices import remember_device
from accounts.forms import NewPasswordForm, SignUpCodeForm, SignUpEmailForm
from accounts.models import EmailConfirmation
from accounts.sign_up import (
    AlreadyHasAccount,
    Answer,
    NotConfirmed,
    TooManyCodes,
    confirm_email,
    finish_sign_up,
    request_code,
)
from accounts.signing_in import home_url, start_session
from core import access, clock
from core.http import Request
from govuk.languages import chosen_language

PENDING = "sign_up"
CODES_ASKED = "sign_up_codes"
CODES_A_SESSION = 5


@access.public
def email(request: Request) -> HttpResponse:
    """Where the code is to go."""
    if request.actor.is_authenticated:
        return redirect(home_url())
    form = SignUpEmailForm(request.POST) if request.method == "POST" else SignUpEmailForm()
    if form.is_bound and form.is_valid():
        return _send_code(request, form.cleaned_data["email"])
    return render(request, "accounts/sign_up_email.html", {"form": form})


@access.public
def code(request: Request) -> HttpResponse:
    """The code from the email."""
    confirmation = _pending(request)
    if confirmation is None:
        return redirect("accounts:sign_up")
    if confirmation.may_be_used(clock.now()):
        return redirect("accounts:sign_up_password")
    form = SignUpCodeForm(request.POST) if request.method == "POST" else SignUpCodeForm()
    if form.is_bound and form.is_valid():
        answer = confirm_email(confirmation_id=confirmation.pk, code=form.cleaned_data["code"], by=request.actor)
        if answer == Answer.CONFIRMED:
            return redirect("accounts:sign_up_password")
        form.add_error("code", _wrong_code(answer))
    return render(
        request,
        "accounts/sign_up_code.html",
        {"form": form, "email": confirmation.email, "back_url": reverse("accounts:sign_up")},
    )


@access.public
@require_POST
def send_again(request: Request) -> HttpResponse:
    """Another code to the same address. The earlier one stops working."""
    confirmation = _pending(request)
    if confirmation is None:
        return redirect("accounts:sign_up")
    response = _send_code(request, confirmation.email)
    if response.status_code == 302:
        messages.success(request, _("We sent you another code. Use the one in the newest email."))
    return response


@access.public
@sensitive_post_parameters("password")
def password(request: Request) -> HttpResponse:
    """The password; then the account is made and its owner signed in."""
    confirmation = _pending(request)
    if confirmation is None or not confirmation.may_be_used(clock.now()):
        return redirect("accounts:sign_up")
    form = NewPasswordForm(request.POST) if request.method == "POST" else NewPasswordForm()
    if form.is_bound and form.is_valid():
        try:
            user = finish_sign_up(
                confirmation_id=confirmation.pk,
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
        start_session(request, user)
        response = redirect(home_url())
        remember_device(request, response)
        return response
    return render(request, "accounts/sign_up_password.html", {"form": form, "email": confirmation.email})


def _pending(request: Request) -> EmailConfirmation | None:
    """This browser's sign-up so far."""
    key = request.session.get(PENDING)
    return EmailConfirmation.objects.filter(pk=UUID(key)).first() if key else None


def _send_code(request: Request, address: str) -> HttpResponse:
    asked = request.session.get(CODES_ASKED, 0)
    try:
        if asked >= CODES_A_SESSION:
            raise TooManyCodes
        confirmation = request_code(email=address, language=chosen_language(request), by=request.actor)
    except TooManyCodes:
        return render(request, "accounts/too_many_codes.html", status=429)
    request.session[PENDING] = str(confirmation.pk)
    request.session[CODES_ASKED] = asked + 1
    return redirect("accounts:sign_up_code")


def _wrong_code(answer: Answer) -> str:
    return {
        Answer.WRONG: _("The code is not right. Check it and enter it again"),
        Answer.EXPIRED: _("The code has expired. Ask for another code"),
        Answer.TOO_MANY_TRIES: _("You have entered too many wrong codes. Ask for another code"),
    }[answer]
