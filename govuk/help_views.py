"""The pages at the foot of every page, and the switch between languages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import access


@access.public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What we know about people, and why."""
    return render(request, "govuk/help/privacy.html")


@access.public
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie we set. All of them are needed, so nobody is asked."""
    rows = [
        (settings.SESSION_COOKIE_NAME, _("Keeps you signed in"), _("When you sign out or close your browser")),
        (settings.CSRF_COOKIE_NAME, _("Checks that it is you who sends a page"), _("1 year")),
        (settings.LANGUAGE_COOKIE_NAME, _("Remembers your choice of English or Welsh"), _("1 year")),
    ]
    return render(request, "govuk/help/cookies.html", {"rows": rows})


@access.public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the service is, and what to do when it is not."""
    return render(request, "govuk/help/accessibility.html")


@access.public
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach us, online or not."""
    return render(request, "govuk/help/contact.html", {"phone": settings.CONTACT_PHONE})


@access.public
@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language asked for and return to the page it was asked on."""
    place = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure()):
        place = "/"
    response = HttpResponseRedirect(place)
    wanted = request.GET.get("language", "")
    if wanted in dict(settings.LANGUAGES) and check_for_language(wanted):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 24 * 60 * 60,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
