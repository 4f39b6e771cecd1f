"""Creating an account: email address, code, password. What is pending is a row that the session points at. The same
pages, at other addresses, make a claimant's account and an employer's."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.codes import NotConfirmed
from accounts.devices import remember_device
from accounts.doors import PASSWORD
from accounts.forms import EmployerEmailForm, EmployerPasswordForm, NewPasswordForm, SignUpEmailForm
from accounts.models import ContactCode
from accounts.sign_up import CLAIMANT, EMPLOYER, AccountKind, AlreadyHasAccount, finish_sign_up, request_code
from accounts.signing_in import home_url, start_session
from accounts.views.code_pages import CodePages
from accounts.views.factors import AFTER_SET_UP
from accounts.views.session import SIGN_IN
from core import access, clock
from core.http import Request
from govuk.languages import chosen_language
from notifications.models import Medium


@dataclass(frozen=True)
class SignUpPages:
    """The pages on which an account of one kind is made, and what they ask."""

    kind: AccountKind
    codes: CodePages
    password_page: str
    email_form: type[SignUpEmailForm]
    password_form: type[NewPasswordForm]

    def ask_email(self, request: Request) -> HttpResponse:
        """Where the code is to go."""
        if request.actor.is_authenticated:
            return redirect(home_url())
        form = self.email_form(request.POST) if request.method == "POST" else self.email_form()
        if form.is_bound and form.is_valid():
            return self.codes.send(request, lambda: self.send(request, form.cleaned_data["email"]))
        shown = {"form": form, "kind": self.kind, "sign_in_url": reverse(SIGN_IN[self.kind.door])}
        return render(request, "accounts/sign_up_email.html", shown)

    def send(self, request: Request, address: str) -> ContactCode:
        """Send a code there."""
        return request_code(email=address, language=chosen_language(request), kind=self.kind, by=request.actor)

    def ask_password(self, request: Request) -> HttpResponse:
        """The password; then the account is made and its owner signed in, to choose a second step."""
        confirmed = self.codes.pending(request)
        if confirmed is None or not confirmed.may_be_used(clock.now()):
            return redirect(self.codes.first)
        form = self.password_form(request.POST) if request.method == "POST" else self.password_form()
        if form.is_bound and form.is_valid():
            try:
                user = finish_sign_up(
                    code_id=confirmed.pk,
                    password=form.cleaned_data["password"],
                    language=chosen_language(request),
                    kind=self.kind,
                    by=request.actor,
                )
            except NotConfirmed:
                return redirect(self.codes.first)
            except AlreadyHasAccount:
                messages.info(request, _("You already have an account with this email address. Sign in to it."))
                return redirect(SIGN_IN[self.kind.door])
            request.session.flush()
            start_session(request, user, door=self.kind.door, confirmed_by=PASSWORD)
            request.session[AFTER_SET_UP] = home_url() if self.kind.door.needs_second_step else ""
            response = redirect(f"{reverse('accounts:add_factor')}?new=1")
            remember_device(request, response)
            return response
        shown = {"form": form, "email": confirmed.contact, "first_url": reverse(self.codes.first)}
        return render(request, "accounts/sign_up_password.html", shown)


PAGES = SignUpPages(
    CLAIMANT,
    CodePages(CLAIMANT.purpose, Medium.EMAIL, "accounts:sign_up", "accounts:sign_up_code", "accounts:sign_up_again"),
    "accounts:sign_up_password",
    SignUpEmailForm,
    NewPasswordForm,
)
EMPLOYER_PAGES = SignUpPages(
    EMPLOYER,
    CodePages(
        EMPLOYER.purpose,
        Medium.EMAIL,
        "accounts:employer_sign_up",
        "accounts:employer_sign_up_code",
        "accounts:employer_sign_up_again",
    ),
    "accounts:employer_sign_up_password",
    EmployerEmailForm,
    EmployerPasswordForm,
)


@access.public
def email(request: Request) -> HttpResponse:
    """A claimant's email address."""
    return PAGES.ask_email(request)


@access.public
def code(request: Request) -> HttpResponse:
    """The code from the email."""
    return PAGES.codes.enter(request, lambda _confirmed: redirect(PAGES.password_page))


@access.public
@require_POST
def send_again(request: Request) -> HttpResponse:
    """Another code to the same address. The earlier one stops working."""
    return PAGES.codes.send_again(request, lambda pending: PAGES.send(request, pending.contact))


@access.public
@sensitive_post_parameters("password")
def password(request: Request) -> HttpResponse:
    """The password of a claimant's account."""
    return PAGES.ask_password(request)


@access.public
def employer_email(request: Request) -> HttpResponse:
    """The email address of somebody who acts for an employer."""
    return EMPLOYER_PAGES.ask_email(request)


@access.public
def employer_code(request: Request) -> HttpResponse:
    """The code from the email."""
    return EMPLOYER_PAGES.codes.enter(request, lambda _confirmed: redirect(EMPLOYER_PAGES.password_page))


@access.public
@require_POST
def employer_send_again(request: Request) -> HttpResponse:
    """Another code to the same address."""
    return EMPLOYER_PAGES.codes.send_again(request, lambda pending: EMPLOYER_PAGES.send(request, pending.contact))


@access.public
@sensitive_post_parameters("password")
def employer_password(request: Request) -> HttpResponse:
    """The password of an employer's account."""
    return EMPLOYER_PAGES.ask_password(request)
