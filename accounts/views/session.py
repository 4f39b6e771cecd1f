"""Signing in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.devices import remember_device
from accounts.forms import SignInForm
from accounts.models import Person
from accounts.one_login.leaving import leaving_signed_out, way_out
from accounts.passwords import user_with
from accounts.services import choose_own_language
from accounts.signing_in import destination, end_session, start_session
from accounts.throttle import MustWait, waiting_page
from core import access
from core.http import Request
from govuk.languages import remember_language


@access.public
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """Email address and password. What is said does not depend on whether the address has an account."""
    if request.actor.is_authenticated:
        return redirect(destination(request))
    form = SignInForm(request.POST) if request.method == "POST" else SignInForm()
    if form.is_bound and form.is_valid():
        try:
            user = user_with(request, **form.cleaned_data)
        except MustWait as waiting:
            return waiting_page(request, waiting)
        if user is not None:
            start_session(request, user)
            if "unsent" in request.GET:
                messages.info(request, _("You were signed out before this page reached us. Fill it in again."))
            response = _in_their_language(request, redirect(destination(request)))
            remember_device(request, response)
            return response
        form.add_error(None, _("Your email address or password is not right. Check both and try again"))
    return render(
        request,
        "accounts/sign_in.html",
        {
            "form": form,
            "has_ended": "ended" in request.GET,
            "is_unsent": "unsent" in request.GET,
            "minutes": settings.SESSION_COOKIE_AGE // 60,
        },
    )


def _in_their_language(request: Request, response: HttpResponseRedirect) -> HttpResponseRedirect:
    """The pages in the language they chose before, unless this browser was told another.

    What the browser was told is also how we write to them, if they never said.
    """
    told = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    person = Person.objects.for_actor(request.actor).only("language", "language_chosen_at").first()
    if person and told is None and person.language in dict(settings.LANGUAGES):
        remember_language(response, person.language, is_secure=request.is_secure())
    elif person and told in dict(settings.LANGUAGES) and person.language_chosen_at is None:
        choose_own_language(language=told, by=request.actor)
    return response


@access.signed_in
@require_POST
def stay(_request: Request) -> HttpResponse:
    """Somebody is still there: like every request, this one makes their session last."""
    return HttpResponse(status=204)


@access.public
def sign_out(request: Request) -> HttpResponse:
    """A button that signs out; a link alone must not, because other sites could follow it."""
    if request.method == "POST":
        address = way_out(request)
        end_session(request)
        if address:
            return leaving_signed_out(request, address)
    if not request.actor.is_authenticated:
        return redirect("accounts:signed_out")
    return render(request, "accounts/sign_out.html")


@access.public
def signed_out(request: Request) -> HttpResponse:
    """What follows signing out."""
    return render(request, "accounts/signed_out.html")
