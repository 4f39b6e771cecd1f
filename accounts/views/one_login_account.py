"""A One Login on one's own account: whether there is one, connecting it, disconnecting it, and doing without."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.forms import NewPasswordForm
from accounts.one_login import connections
from accounts.one_login.configuration import configuration, when_on
from accounts.one_login.kept import forget_offered, offered
from accounts.one_login.outcomes import UNFINISHED, to
from accounts.one_login.pending import Purpose
from accounts.own_account import change_password
from accounts.sessions import stored_key
from accounts.step_up import needs_fresh_factor, signed_in_user
from accounts.views.one_login import REFUSED_PAGES, address_of, go_there, works_here
from core import access
from core.http import Request


@access.roles("claimant")
@when_on
@require_safe
def connection(request: Request) -> HttpResponse:
    """Whether a One Login is connected to one's account, what that means, and the way to change it."""
    if works_here(request):
        return to("for-staff")
    user = signed_in_user(request)
    return render(
        request,
        "accounts/one_login/connection.html",
        {
            "is_connected": connections.is_connected(user),
            "has_password": user.has_usable_password(),
            "connect_url": address_of("accounts:one_login_connect", next_of(request)),
        },
    )


@access.roles("claimant")
@when_on
@never_cache
@require_safe
@needs_fresh_factor
def begin_connecting(request: Request) -> HttpResponse:
    """To One Login, to show which one is to be connected."""
    return go_there(request, Purpose.CONNECT, leads_to=next_of(request) or reverse("accounts:one_login"))


@access.roles("claimant")
@when_on
@needs_fresh_factor
def agree(request: Request) -> HttpResponse:
    """The One Login that was shown, by its email address; a button connects it."""
    found = offered(request)
    if found is None:
        return to(UNFINISHED[Purpose.CONNECT])
    if request.method != "POST":
        return render(request, "accounts/one_login/agree.html", {"email": found["email"]})
    forget_offered(request)
    try:
        connections.connect(configuration(), user=signed_in_user(request), subject=found["subject"], by=request.actor)
    except connections.NotPossible as problem:
        return to(REFUSED_PAGES[type(problem)])
    messages.success(request, _("Your GOV.UK One Login is connected. You can sign in with it from now on."))
    return redirect(found["next"])


@access.roles("claimant")
@when_on
@require_POST
@needs_fresh_factor
def disconnect(request: Request) -> HttpResponse:
    """From now on it signs in no more. Whoever could sign in with nothing else makes a password first."""
    try:
        connections.disconnect(user=signed_in_user(request), by=request.actor)
    except connections.NoOtherWay:
        messages.warning(request, _("Create a password first. Without one you could not sign in any more."))
    else:
        messages.success(request, _("Your GOV.UK One Login is not connected any more."))
    return redirect("accounts:one_login")


@access.roles("claimant")
@when_on
@sensitive_post_parameters("password")
@needs_fresh_factor
def password(request: Request) -> HttpResponse:
    """A password for whoever has none, so that One Login is not their only way in. Who has one changes it elsewhere."""
    user = signed_in_user(request)
    if user.has_usable_password():
        return redirect("accounts:change_password")
    form = NewPasswordForm(request.POST) if request.method == "POST" else NewPasswordForm()
    if form.is_bound and form.is_valid():
        here = stored_key(request.session.session_key or "")
        change_password(user=user, password=form.cleaned_data["password"], keep=here, by=request.actor)
        update_session_auth_hash(request, user)
        messages.success(request, _("You have a password now. You can sign in with it and your email address."))
        return redirect("accounts:one_login")
    return render(request, "accounts/one_login/password.html", {"form": form, "email": user.email})


def next_of(request: Request) -> str:
    """Where somebody goes on to, if it is a page of ours."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else ""
