"""The pages at the foot of every page, and where to tell us of a weakness."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import access, clock
from core.hosts import Host, origin_of

# RFC 9116 asks for less than a year. Whoever keeps a copy looks again by then.
_SECURITY_CONTACT_HOLDS_FOR = timedelta(days=90)


@access.public_at_both
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What we know about people, and why."""
    return render(request, "govuk/help/privacy.html")


@access.public_at_both
@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie we set. All of them are needed, so nobody is asked."""
    rows = [
        (settings.SESSION_COOKIE_NAME, _("Keeps you signed in"), _("When you sign out or close your browser")),
        (settings.CSRF_COOKIE_NAME, _("Checks that it is you who sends a page"), _("1 year")),
        (
            settings.DEVICE_COOKIE_NAME,
            _("A random number that tells us which device you sign in on, to notice fraud and mistakes"),
            _("180 days after you last signed in"),
        ),
    ]
    if len(settings.LANGUAGES) > 1:
        rows.append((settings.LANGUAGE_COOKIE_NAME, _("Remembers your choice of English or Welsh"), _("1 year")))
    return render(request, "govuk/help/cookies.html", {"rows": rows})


@access.public_at_both
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the service is, and what to do when it is not."""
    return render(request, "govuk/help/accessibility.html")


@access.public_at_both
@require_safe
def security(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - it is the same for everybody
    """Where somebody who found a weakness tells us (RFC 9116)."""
    until = datetime.combine(clock.today() + _SECURITY_CONTACT_HOLDS_FOR, time(), tzinfo=UTC)
    origins = dict.fromkeys(origin_of(host) for host in (Host.PUBLIC, Host.STAFF))
    lines = (
        ("Contact", settings.SECURITY_CONTACT),
        ("Expires", until.isoformat()),
        ("Preferred-Languages", "en, cy"),
        *(("Canonical", f"{origin}{reverse('help:security')}") for origin in origins),
    )
    text = "".join(f"{name}: {value}\n" for name, value in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
