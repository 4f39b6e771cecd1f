"""Signing in and out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.devices import remember_device
from accounts.doors import PASSWORD, Door, door_here
from accounts.factors.selectors import backup_codes_left, kinds_at, kinds_of
from accounts.forms import EmployerSignInForm, SignInForm, StaffSignInForm
from accounts.models import FactorKind, Person, User
from accounts.one_login.leaving import leaving_signed_out, way_out
from accounts.passwords import user_with
from accounts.services import choose_own_language
from accounts.signing_in import begin_second_step, destination, end_session, half_signed_in, start_session
from accounts.throttle import MustWait, waiting_page
from accounts.views.confirming import Confirming
from core import access
from core.addresses import address_of
from core.hosts import is_elsewhere
from core.http import Request
from govuk.languages import remember_language

FEW_CODES = 3
SIGN_IN = {
    Door.PUBLIC: "accounts:sign_in",
    Door.STAFF: "accounts:staff_sign_in",
    Door.EMPLOYER: "accounts:employer_sign_in",
}
FORMS = {Door.PUBLIC: SignInForm, Door.STAFF: StaffSignInForm, Door.EMPLOYER: EmployerSignInForm}


@access.public
@sensitive_post_parameters("password")
def sign_in(request: Request) -> HttpResponse:
    """Email address and password. What is said does not depend on whether the address has an account."""
    return _ask_password(request, Door.PUBLIC)


@access.at_staffs
@sensitive_post_parameters("password")
def staff_sign_in(request: Request) -> HttpResponse:
    """The same for those who work here, who come in by no other page."""
    return _ask_password(request, Door.STAFF)


@access.public
@sensitive_post_parameters("password")
def employer_sign_in(request: Request) -> HttpResponse:
    """The same for those who act for an employer."""
    return _ask_password(request, Door.EMPLOYER)


def _ask_password(request: Request, door: Door) -> HttpResponse:
    if request.actor.is_authenticated:
        return redirect(destination(request))
    form = FORMS[door](request.POST) if request.method == "POST" else FORMS[door]()
    if form.is_bound and form.is_valid():
        try:
            user = user_with(request, **form.cleaned_data)
        except MustWait as waiting:
            return waiting_page(request, waiting)
        if user is not None and _may_come_in(user, door):
            return _after_password(request, user, door)
        if user is not None and door is not Door.STAFF:
            theirs = Door.of(user.roles)
            if is_elsewhere(theirs.host):
                return render(request, "accounts/other_host.html", {"address": address_of(SIGN_IN[theirs])})
            messages.info(request, _OTHER_DOOR[theirs])
            return redirect(_at(request, SIGN_IN[theirs]))
        form.add_error(None, _("Your email address or password is not right. Check both and try again"))
    return render(
        request,
        "accounts/sign_in.html",
        {
            "form": form,
            "door": door,
            # Where staff work is not for everybody to be led to.
            "doors": {each.value: _at(request, name) for each, name in SIGN_IN.items() if not is_elsewhere(each.host)},
            "has_ended": "ended" in request.GET,
            "is_unsent": "unsent" in request.GET,
            "minutes": settings.SESSION_COOKIE_AGE // 60,
        },
    )


_OTHER_DOOR = {
    Door.PUBLIC: gettext_lazy("Your account is your own, and not an employer’s. Sign in to it here."),
    Door.STAFF: gettext_lazy("Your account is for work. Sign in to it here."),
    Door.EMPLOYER: gettext_lazy("Your account is for an employer. Sign in to it here."),
}


def _may_come_in(user: User, door: Door) -> bool:
    """Whether there is anything for them behind this door; who has no role at all is of the public."""
    return not door.roles.isdisjoint(user.roles) or (door is Door.PUBLIC and not user.roles)


def _after_password(request: Request, user: User, door: Door) -> HttpResponse:
    """On to the second step, for whoever has one that is enough at this door."""
    kinds = kinds_at(door, kinds_of(user), user.roles)
    if not kinds:
        return _signed_in(request, user, door, PASSWORD)
    begin_second_step(request, user, door)
    Confirming(request, user, kinds).send_first_text()
    return redirect(_at(request, "accounts:second_step"))


@access.public_at_both
@sensitive_post_parameters()
def second_step(request: Request) -> HttpResponse:
    """A code or a passkey, from whoever gave the right password a quarter of an hour ago at most."""
    half = half_signed_in(request)
    kinds = kinds_at(half.door, kinds_of(half.user), half.user.roles) if half else set()
    if half is None or not kinds:
        return redirect(destination(request) if request.actor.is_authenticated else _at(request, SIGN_IN[door_here()]))
    asking = Confirming(request, half.user, kinds)
    confirmed_by = asking.confirmed_by() if request.method == "POST" else ""
    if confirmed_by:
        return _signed_in(request, half.user, half.door, confirmed_by)
    context = {**asking.context(), "back_url": _at(request, SIGN_IN[half.door])}
    return render(request, "accounts/second_step.html", context)


def _signed_in(request: Request, user: User, door: Door, confirmed_by: str) -> HttpResponse:
    start_session(request, user, door=door, confirmed_by=confirmed_by)
    if "unsent" in request.GET:
        messages.info(request, _("You were signed out before this page reached us. Fill it in again."))
    if confirmed_by == FactorKind.BACKUP and (backup_codes_left(request.actor) or 0) <= FEW_CODES:
        messages.warning(request, _("You have few backup codes left. Make new ones under “Your account”."))
    response = _in_their_language(request, redirect(destination(request)))
    remember_device(request, response)
    return response


def _at(request: Request, name: str) -> str:
    """A page on the way in, which leads to where they were going too."""
    query = request.GET.urlencode()
    return f"{resolve_url(name)}?{query}" if query else resolve_url(name)


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


@access.setting_up
@require_POST
def stay(_request: Request) -> HttpResponse:
    """Somebody is still there: like every request, this one makes their session last."""
    return HttpResponse(status=204)


@access.public_at_both
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


@access.public_at_both
def signed_out(request: Request) -> HttpResponse:
    """What follows signing out."""
    return render(request, "accounts/signed_out.html", {"sign_in_url": resolve_url(SIGN_IN[door_here()])})
