"""Creating an account: email address, code, password. What is pending is a row that the session points at. The same
pages, at other addresses, make a claimant's account and an employer's."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
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
    name: str
    """Of the first of their addresses; the others' begin with it."""

    email_form: type[SignUpEmailForm]
    password_form: type[NewPasswordForm]

    @functools.cached_property
    def codes(self) -> CodePages:
        """Those about the code."""
        first = f"accounts:{self.name}"
        return CodePages(self.kind.purpose, Medium.EMAIL, first, f"{first}_code", f"{first}_again")

    def addresses(self, place: str) -> list[URLPattern]:
        """Each page, at this place and below it."""
        return [
            path(place, self.ask_email, name=self.name),
            path(f"{place}code/", self.ask_code, name=f"{self.name}_code"),
            path(f"{place}code/again/", self.send_again, name=f"{self.name}_again"),
            path(f"{place}password/", self.ask_password, name=f"{self.name}_password"),
        ]

    @access.public
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

    @access.public
    def ask_code(self, request: Request) -> HttpResponse:
        """The code from the email."""
        return self.codes.enter(request, lambda _confirmed: redirect(f"{self.codes.first}_password"))

    @access.public
    @method_decorator(require_POST)
    def send_again(self, request: Request) -> HttpResponse:
        """Another code to the same address. The earlier one stops working."""
        return self.codes.send_again(request, lambda pending: self.send(request, pending.contact))

    @access.public
    @method_decorator(sensitive_post_parameters("password"))
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


CLAIMANT_PAGES = SignUpPages(CLAIMANT, "sign_up", SignUpEmailForm, NewPasswordForm)
EMPLOYER_PAGES = SignUpPages(EMPLOYER, "employer_sign_up", EmployerEmailForm, EmployerPasswordForm)
