"""What people see when a page cannot be shown: what happened, and what became of their answers."""

import logging
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template import loader
from django.template.backends.utils import csrf_input_lazy
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from core import clock
from govuk.languages import chosen_language

logger = logging.getLogger(__name__)

# When a machine may ask again: where nobody said when the service returns, and at the soonest.
_LATER_SECONDS, _AGAIN_SECONDS = 3600, 60

_TYPED_BYTES = 100_000
"""Of what was typed, more than any form of ours takes."""

LAST_RESORT = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sorry, there is a problem with the service - GOV.UK</title></head>
<body><main><h1>Sorry, there is a problem with the service</h1>
<p>Try again later.</p>
<p>We kept the answers you had already saved. The page you were on may not have been saved.</p></main></body>
</html>
"""
"""When even the template of the error page cannot be rendered."""


# Django fixes the arguments of these views, used or not.
# ruff: noqa: ARG001


def _page(name: str, status: int, request: HttpRequest, **context: Any) -> HttpResponse:
    """An error page as part of the service: it knows who reads it."""
    try:
        html = loader.render_to_string(f"errors/{name}.html", context, request, using="jinja2")
    except Exception:
        logger.warning("The %s page was shown without its frame", name, exc_info=True)
        return _bare_page(name, status, request, **context)
    return HttpResponse(html, status=status)


def _bare_page(name: str, status: int, request: HttpRequest, *, switch: bool = True, **context: Any) -> HttpResponse:
    """An error page that needs no session, no database and no context processor; `switch`: between languages."""
    bare: dict[str, Any] = {
        "site": {
            "language": chosen_language(request),
            "page_language": (translation.get_language() or "en")[:2],
            "language_url": reverse("accounts:language") if switch and len(settings.LANGUAGES) > 1 else "",
            "path": request.get_full_path(),
            "language_next": request.get_full_path(),
            "home_url": "/",
            "footer": (),
        },
        "csrf_input": csrf_input_lazy(request),
        "request": None,
    }
    try:
        # Inline scripts need it; a request that failed before it was given one meets no policy either.
        bare["csp_nonce"] = str(getattr(request, "csp_nonce", ""))
        html: str = loader.render_to_string(f"errors/{name}.html", bare | context, using="jinja2")
    except Exception:
        logger.exception("The %s page could not be rendered", name)
        html = LAST_RESORT
    return HttpResponse(html, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent could not be understood; 413: it is too much at once."""
    if isinstance(exception, (RequestDataTooBig, TooManyFilesSent)):
        return _bare_page("413", 413, request)
    return _bare_page("400", 400, request)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this account may not do that."""
    return _page("403", 403, request)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not one this person may know of."""
    return _page("404", 404, request)


class NotAllowedMiddleware:
    """Gives a page to whoever opens an address that only a button sends to; such an answer is empty otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        shown = _page("405", 405, request)
        shown["Allow"] = response["Allow"]
        return shown


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. While the database cannot be reached it is 503, and trying again later will help."""
    if _is_database_gone(sys.exc_info()[1]):
        return service_unavailable(request)
    return _bare_page("500", 500, request)


def _is_database_gone(error: BaseException | None) -> bool:
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    # Connections that fail, resources that are used up, a server that stops: not a statement that took too long.
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(("08", "53", "57P"))


def service_unavailable(request: HttpRequest, returns_at: datetime | None = None) -> HttpResponse:
    """503: closed for a while; `returns_at` is when the service will be back, where that is known.

    In both languages, because the switch between them is closed too.
    """
    seconds = max(int((returns_at - clock.now()).total_seconds()), 0) if returns_at else 0
    with translation.override("en"):
        response = _bare_page("503", 503, request, switch=False, returns_at=returns_at, phone=settings.CONTACT_PHONE)
    response["Retry-After"] = str(max(seconds, _AGAIN_SECONDS) if returns_at else _LATER_SECONDS)
    add_never_cache_headers(response)
    return response


def too_many_requests(request: HttpRequest, *, seconds: int, again_at: datetime) -> HttpResponse:
    """429: more pages in a minute than a person asks for; they can go on at ``again_at``, after so many seconds."""
    is_sent = request.method not in ("GET", "HEAD")
    typed = list(_typed(request)) if is_sent else []
    response = _bare_page("429", 429, request, switch=False, again_at=again_at, is_sent=is_sent, typed=typed)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    response.headers["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """What was sent, to be sent again with a button, its token too: browsers forget a page that may not be stored.
    Nothing where there are files, or a password, which is on no page."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_small = length.isdigit() and int(length) <= _TYPED_BYTES
    if not is_small or request.content_type != "application/x-www-form-urlencoded":
        return
    if any("password" in name for name in request.POST):
        return
    for name, values in request.POST.lists():
        for value in values:
            yield name, str(value)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page came without its token: it was open for too long, or its reader signed in or out elsewhere."""
    # What comes after the dash names the page that the form was on.
    logger.warning("A form was refused: %s", reason.partition(" - ")[0])
    return _page("csrf", 403, request, reason=reason)
