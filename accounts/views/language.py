"""The switch between languages."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from accounts.models import Person
from accounts.services import choose_language
from core import access
from core.http import Request

_A_YEAR_SECONDS = 365 * 24 * 60 * 60


@access.public
@require_safe
def language(request: Request) -> HttpResponse:
    """Remember the language asked for, in this browser and for what we write, and return to the page."""
    place = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure()):
        place = "/"
    response = HttpResponseRedirect(place)
    wanted = request.GET.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        return response
    remember_language(response, wanted, is_secure=request.is_secure())
    # A link on another site may change what this browser shows, but not how we write to somebody.
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        person = Person.objects.for_actor(request.actor).defer("nino", "nino_digest").first()
        if person:
            choose_language(person=person, language=wanted, by=request.actor)
    return response


def remember_language(response: HttpResponse, language: str, *, is_secure: bool) -> None:
    """Have this browser show the pages in a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_A_YEAR_SECONDS,
        secure=is_secure,
        httponly=True,
        samesite="Lax",
    )
