"""Your account: how you sign in, and where you are signed in."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.factors.selectors import kinds_of
from accounts.forms import ChangePasswordForm, NotMeForm
from accounts.models import Person
from accounts.one_login.leaving import leaving_signed_out, way_out
from accounts.own_account import change_password, change_password_after_not_me, say_not_me
from accounts.passwords import user_with
from accounts.recovery import open_recovery
from accounts.selectors import sign_ins_of
from accounts.services import end_sessions
from accounts.sessions import stored_key
from accounts.signing_in import end_session
from accounts.step_up import needs_fresh_factor, signed_in_user
from accounts.throttle import MustWait, waiting_page
from accounts.where import end_place, places_of
from core import access
from core.http import Request
from notifications.returned import which_returned
from notifications.stopped import which_stopped

SIGN_INS_SHOWN = 10


@access.signed_in
def account(request: Request) -> HttpResponse:
    """The signed-in user's own account."""
    person = Person.objects.for_actor(request.actor).defer("nino").first()
    addresses = [signed_in_user(request).email, person.phone if person else ""]
    return render(
        request,
        "accounts/account.html",
        {
            "user": request.user,
            "person": person,
            "returned": which_returned(addresses),
            "stopped": which_stopped([person.phone]) if person and person.phone else set(),
            "recovery": open_recovery(request.actor.user_id) if request.actor.person_id else None,
            "has_password": signed_in_user(request).has_usable_password(),
        },
    )


@access.signed_in
def sessions(request: Request) -> HttpResponseBase:
    """Where they are signed in now, and when they signed in lately. A button ends one."""
    if request.method == "POST":
        return _end_one(request)
    return render(
        request,
        "accounts/sessions.html",
        {"places": places_of(request), "sign_ins": list(sign_ins_of(request.actor)[:SIGN_INS_SHOWN])},
    )


@needs_fresh_factor
def _end_one(request: Request) -> HttpResponse:
    if end_place(key=request.POST.get("session", ""), by=request.actor):
        messages.success(request, _("We signed you out there."))
    return redirect("accounts:sessions")


@access.signed_in
@require_POST
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End every session of this user, this one too: so it is of no use to a thief, and who is in a hurry is asked
    nothing."""
    address = way_out(request)
    end_sessions(signed_in_user(request), by=request.actor)
    end_session(request)
    if address:
        return leaving_signed_out(request, address)
    return redirect("accounts:signed_out")


@access.signed_in
@sensitive_post_parameters()
def password(request: Request) -> HttpResponseBase:
    """Another password, for whoever knows the old one. Every other session ends. Who has none yet is led to where
    they make one."""
    if not signed_in_user(request).has_usable_password():
        return redirect("accounts:one_login")
    return _with_second_step(request, _change_password)


def _change_password(request: Request) -> HttpResponse:
    form = ChangePasswordForm(request.POST) if request.method == "POST" else ChangePasswordForm()
    return _other_password(request, form, _("Your password is changed. You are signed out everywhere else."))


@access.signed_in
@sensitive_post_parameters()
def not_me(request: Request) -> HttpResponseBase:
    """Something on the account was not them: staff are told, every other session ends, and there is another password.

    Staff are told first, so that they know even if neither the old password nor a second step is theirs to give.
    """
    if not signed_in_user(request).has_usable_password():
        return _tell_without_password(request)
    if request.method != "POST":
        return _change_after_not_me(request)
    say_not_me(user=signed_in_user(request), by=request.actor)
    return _with_second_step(request, _change_after_not_me)


def _change_after_not_me(request: Request) -> HttpResponse:
    form = NotMeForm(request.POST) if request.method == "POST" else NotMeForm()
    return _other_password(
        request, form, _("We are looking into it. Your password is changed, and you are signed out everywhere else.")
    )


def _tell_without_password(request: Request) -> HttpResponse:
    """Of whoever signs in with GOV.UK One Login alone: there is no password of ours to change."""
    user = signed_in_user(request)
    if request.method != "POST":
        return render(request, "accounts/not_me.html")
    with transaction.atomic():
        say_not_me(user=user, by=request.actor)
        end_sessions(user, keep=stored_key(request.session.session_key or ""), by=request.actor)
    messages.success(request, _("We are looking into it. You are signed out everywhere else."))
    return redirect("accounts:account")


def _with_second_step(request: Request, view: Callable[[Request], HttpResponse]) -> HttpResponseBase:
    """Whoever has a second step confirms with it too; of the others the page asks the password itself."""
    return needs_fresh_factor(view)(request) if kinds_of(signed_in_user(request)) else view(request)


def _other_password(request: Request, form: ChangePasswordForm, done: str) -> HttpResponse:
    user = signed_in_user(request)
    if form.is_bound and form.is_valid():
        try:
            known = user_with(request, email=user.email, password=form.cleaned_data["password"])
        except MustWait as waiting:
            return waiting_page(request, waiting)
        if known == user:
            here = stored_key(request.session.session_key or "")
            change = change_password_after_not_me if isinstance(form, NotMeForm) else change_password
            change(user=user, password=form.cleaned_data["new_password"], keep=here, by=request.actor)
            # A new key for this session too, so that the old one is no use to whoever had it.
            update_session_auth_hash(request, user)
            messages.success(request, done)
            return redirect("accounts:account")
        form.add_error("password", _("Your password is not right. Check it and enter it again"))
    context = {"form": form, "email": user.email, "is_not_me": isinstance(form, NotMeForm)}
    return render(request, "accounts/password.html", context)
