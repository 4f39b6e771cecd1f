"""Who may reach each address. Every view declares it; a view without a declaration is never served.

The declaration is read by the middleware here, by the test that lists every address, and by nobody else:
which *rows* somebody may see is decided by querysets that begin with the actor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers
from django.utils.http import escape_leading_slashes

from core.actor import EMPLOYER_ROLES
from core.hosts import Host, here, is_elsewhere
from core.http import Request
from core.permissions import STAFF_ROLES, Permission, roles_with

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Access:
    """A declaration: its name in the register, whether one must be signed in, and the roles that may enter:
    of staff, those with a permission."""

    name: str
    signed_in: bool = True
    roles: frozenset[str] = frozenset()
    permission: Permission | None = None
    demonstration: bool = False
    while_setting_up: bool = False
    """Open also to staff who have no second step yet, so that they can set one up."""
    host: Host = Host.PUBLIC
    """Where it is answered, where staff have a host of their own."""

    @property
    def sign_in_url(self) -> str:
        """Which sign-in page leads here: what only staff may open is behind their own, and so is what employers may;
        at staff's host there is no other."""
        if here() is Host.STAFF or (self.roles and self.roles <= STAFF_ROLES):
            return settings.STAFF_LOGIN_URL
        return settings.EMPLOYER_LOGIN_URL if self.roles and self.roles <= EMPLOYER_ROLES else settings.LOGIN_URL


def declare(access: Access) -> Callable[[View], View]:
    """Mark a view with who may reach it."""

    def mark(view: View) -> View:
        if "access" in vars(view):
            raise ImproperlyConfigured(f"{view} declares its access twice")
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


public = declare(Access("public", signed_in=False))
public_at_both = declare(Access("public", signed_in=False, host=Host.EITHER))
"""What staff need at their host too: help, language, signing out."""
at_staffs = declare(Access("public", signed_in=False, host=Host.STAFF))
"""Staff's door itself."""
signed_in = declare(Access("signed in", host=Host.EITHER))
setting_up = declare(Access("signed in or setting up", while_setting_up=True, host=Host.EITHER))
machine = declare(Access("machine", signed_in=False, host=Host.EITHER))
"""What our own machines ask, and nobody's page: it has no session (``config.machines``)."""
demonstration = declare(Access("demonstration", signed_in=False, demonstration=True, host=Host.EITHER))


def staff(permission: Permission) -> Callable[[View], View]:
    """Only staff with this permission; to everybody else the address does not exist."""
    theirs = roles_with(permission)
    return declare(Access(f"staff: {permission}", roles=theirs, permission=permission, host=Host.STAFF))


def roles(*names: str) -> Callable[[View], View]:
    """Only those of the public who hold one of these roles; to everybody else the address does not exist."""
    if not names:
        raise ImproperlyConfigured("Name the roles that may enter: none would let in everybody who is signed in")
    if not STAFF_ROLES.isdisjoint(names):
        raise ImproperlyConfigured("What staff may do is a permission (core.permissions): use access.staff")
    return declare(Access("roles: " + ", ".join(sorted(names)), roles=frozenset(names)))


def access_of(view: Any) -> Access | None:
    """The declaration of a view, also through Django's own class wrappers."""
    return getattr(view, "access", None) or getattr(getattr(view, "view_class", None), "access", None)


# Addresses that Django's own admin serves: it checks for the permission of each model itself.
ADMIN = Access("admin", roles=roles_with(Permission.ADMINISTER), permission=Permission.ADMINISTER, host=Host.STAFF)


def _has_session(request: Request) -> bool:
    return bool(request.COOKIES.get(settings.SESSION_COOKIE_NAME))


def _ask_to_sign_in(request: Request, access: Access) -> HttpResponseBase:
    """To the sign-in page, which leads back. ``ended`` tells it that there was a session, which is over;
    ``unsent`` that what was typed on the page did not arrive."""
    is_sent = request.method not in ("GET", "HEAD")
    response = redirect_to_login(page_of(request), access.sign_in_url)
    why = {"ended": _has_session(request) and request.session.is_empty(), "unsent": is_sent}
    query = urlencode({name: 1 for name, is_so in why.items() if is_so})
    return HttpResponseRedirect(f"{response.url}&{query}") if query else response


def page_of(request: HttpRequest) -> str:
    """The page of ours that somebody is on: the one asked for, or the one a form was on. Most forms are sent to
    their own address, but not all, and those cannot be opened."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    page = urlsplit(request.headers.get("Referer", ""))
    if (page.scheme, page.netloc) != (request.scheme, request.get_host()):
        return request.get_full_path()
    return urlunsplit(("", "", escape_leading_slashes(page.path or "/"), page.query, ""))


class AccessMiddleware:
    """Enforces the declarations before any view runs, and keeps signed-in pages out of every cache."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        response = self.get_response(request)
        # Without a view (a page that does not exist, a form sent too late) the frame still names who is signed in. A
        # form that is shown again has what was typed, also before anybody signed in.
        is_sent = request.method not in ("GET", "HEAD")
        if is_sent or getattr(request, "is_private_page", _has_session(request)):
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_view(self, request: Request, view: View, args: Any, kwargs: Any) -> HttpResponseBase | None:
        access = self._declared(request, view)
        if (access.demonstration and not settings.DEMONSTRATION) or is_elsewhere(access.host):
            raise Http404
        if not access.signed_in:
            # A visitor who is signed in sees their name even on public pages, so those are private to them too.
            request.is_private_page = _has_session(request)
            return None
        request.is_private_page = True
        actor = request.actor
        if not actor.is_authenticated:
            return _ask_to_sign_in(request, access)
        if access.roles and not actor.has_role(*access.roles):
            raise Http404
        return None

    def _declared(self, request: Request, view: View) -> Access:
        access = access_of(view)
        if access is None and request.resolver_match and "admin" in request.resolver_match.namespaces:
            access = ADMIN
        if access is None:
            raise ImproperlyConfigured(f"{view} does not declare who may reach it (see core.access)")
        return access
