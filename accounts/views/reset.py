"""Choosing a new password without the old one: address, code from the email, second step if there is one, password."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.codes import NotConfirmed
from accounts.devices import known_device, remember_device
from accounts.doors import PASSWORD, Door, door_here
from accounts.factors.selectors import kinds_at, kinds_of
from accounts.forms import ForgottenPasswordForm, ResetPasswordForm
from accounts.models import ContactCode, Purpose, User
from accounts.reset import finish_reset, request_reset
from accounts.signing_in import home_url, start_session
from accounts.throttle import place_of
from accounts.views.code_pages import CodePages
from accounts.views.confirming import Confirming
from accounts.views.session import SIGN_IN
from core import access, clock
from core.addresses import address_of
from core.hosts import is_elsewhere
from core.http import Request
from govuk.languages import chosen_language
from govuk.text import plain_email
from notifications.models import Medium

PAGES = CodePages(
    Purpose.PASSWORD,
    Medium.EMAIL,
    "accounts:forgotten_password",
    "accounts:forgotten_password_code",
    "accounts:forgotten_password_again",
)
CONFIRMED = "forgotten_password_step"
"""The session's name for the code for which the second step was right too, and what it was."""


@access.public_at_both
def email(request: Request) -> HttpResponse:
    """Whose password it is."""
    form = ForgottenPasswordForm(request.POST) if request.method == "POST" else ForgottenPasswordForm()
    if form.is_bound and form.is_valid():
        return PAGES.send(request, lambda: _ask(request, form.cleaned_data["email"]))
    return render(request, "accounts/forgotten_password.html", {"form": form})


@access.public_at_both
def code(request: Request) -> HttpResponse:
    """The code from the email."""

    def confirmed(asked: ContactCode) -> HttpResponse:
        user = _whose(asked)
        if kinds := _kinds(user):
            Confirming(request, user, kinds).send_first_text()
            return redirect("accounts:forgotten_password_step")
        return redirect("accounts:forgotten_password_new")

    return PAGES.enter(request, confirmed)


@access.public_at_both
@require_POST
def send_again(request: Request) -> HttpResponse:
    """Another code to the same address."""
    return PAGES.send_again(request, lambda pending: _ask(request, pending.contact))


@access.public_at_both
@sensitive_post_parameters()
def second_step(request: Request) -> HttpResponse:
    """Their app, phone or passkey: whoever reads their email is not yet they."""
    asked = _confirmed(request)
    if asked is None:
        return redirect(PAGES.first)
    user = _whose(asked)
    kinds = _kinds(user)
    asking = Confirming(request, user, kinds)
    confirmed_by = asking.confirmed_by() if kinds and request.method == "POST" else ""
    if confirmed_by or not kinds:
        request.session[CONFIRMED] = [str(asked.pk), confirmed_by]
        return redirect("accounts:forgotten_password_new")
    return render(request, "accounts/second_step.html", {**asking.context(), "back_url": reverse(PAGES.first)})


@access.public_at_both
@sensitive_post_parameters("password")
def password(request: Request) -> HttpResponse:
    """The new password; then they are signed in, where they would be with it."""
    asked = _confirmed(request)
    if asked is None:
        return redirect(PAGES.first)
    user = _whose(asked)
    key, confirmed_by = request.session.get(CONFIRMED, ["", ""])
    if _kinds(user) and not (key == str(asked.pk) and confirmed_by):
        return redirect("accounts:forgotten_password_step")
    form = ResetPasswordForm(request.POST) if request.method == "POST" else ResetPasswordForm()
    if form.is_bound and form.is_valid():
        try:
            user = finish_reset(code_id=asked.pk, password=form.cleaned_data["password"], by=request.actor)
        except NotConfirmed:
            return redirect(PAGES.first)
        return _come_in(request, user, confirmed_by or PASSWORD)
    return render(request, "accounts/reset_password.html", {"form": form, "email": user.email})


def _come_in(request: Request, user: User, confirmed_by: str) -> HttpResponse:
    request.session.flush()
    door = Door.of(user.roles)
    if is_elsewhere(door.host):
        changed = _("Your password is changed. Sign in with it at %(address)s")
        messages.success(request, changed % {"address": address_of(SIGN_IN[door])})
        return redirect(SIGN_IN[door_here()])
    if door.needs_second_step:
        messages.success(request, _("Your password is changed. Sign in with it."))
        return redirect(SIGN_IN[door])
    start_session(request, user, door=door, confirmed_by=confirmed_by)
    messages.success(request, _("Your password is changed. You are signed out everywhere else."))
    response = redirect(home_url())
    remember_device(request, response)
    return response


def _confirmed(request: Request) -> ContactCode | None:
    """The code that was right, while it may be used."""
    asked = PAGES.pending(request)
    return asked if asked and asked.may_be_used(clock.now()) else None


def _whose(asked: ContactCode) -> User:
    """Whose a code is that was right: only the codes of accounts ever are."""
    assert asked.user is not None
    return asked.user


def _kinds(user: User) -> set[str]:
    """Their second steps; of staff only those that are enough for staff."""
    return kinds_at(Door.of(user.roles), kinds_of(user), user.roles)


def _ask(request: Request, address: str) -> ContactCode:
    return request_reset(
        email=address,
        language=chosen_language(request),
        place=place_of(request),
        device=known_device(request, plain_email(address)),
        by=request.actor,
    )
