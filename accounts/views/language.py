"""The switch between languages, on pages where nothing is typed.

A button, not a link: it changes how we write to whoever is signed in, and browsers and other programs follow links
by themselves. On a page with a form the switch sends that form (``accounts.middleware.LanguageSwitchMiddleware``).
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.services import choose_own_language
from core import access
from core.http import Request
from govuk.languages import remember_language


@access.public_at_both
@require_POST
def language(request: Request) -> HttpResponse:
    """Remember the language asked for, in this browser and for what we write, and return to the page."""
    place = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure()):
        place = "/"
    response = HttpResponseRedirect(place)
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        choose_own_language(language=wanted, by=request.actor)
        remember_language(response, wanted, is_secure=request.is_secure())
    return response
