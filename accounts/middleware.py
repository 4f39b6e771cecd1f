"""Who is asking, and for how long they may."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user, logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from accounts.actors import actor_for
from accounts.doors import door_of, is_setting_up, roles_in
from accounts.refusals import note_refusal
from accounts.services import choose_own_language
from accounts.sessions import SessionStore
from core.access import access_of
from core.actor import Actor
from core.hosts import is_elsewhere
from core.http import Request
from govuk.languages import keep_typed, remember_language, use_language

SIGNED_IN_AT = "signed_in_at"


def user_of(request: Request) -> Any:
    """Who is signed in: whoever was read with the session, or as Django finds out, which ends a session that lets
    nobody in any longer."""
    session = request.session
    known = session.signed_in_user() if isinstance(session, SessionStore) else None
    return known or get_user(request)


class UserMiddleware(AuthenticationMiddleware):
    """Django's own, without a query for the user."""

    def process_request(self, request: Any) -> None:
        """Have them worked out when they are first asked for."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))


def lazy_actor(request: Request) -> Actor:
    """Who is asking, worked out when first used."""
    return cast(Actor, SimpleLazyObject(lambda: actor_in(request.session, request.user)))


def actor_in(session: Any, user: Any) -> Actor:
    """Who this user is in a session: what the door that they came in by lets them be, and nobody in particular while
    staff still lack a second step."""
    if not user.is_authenticated:
        return Actor.anonymous()
    actor = actor_for(user, roles=roles_in(session, user.roles))
    return replace(actor, person_id=None) if is_setting_up(session) else actor


class LanguageSwitchMiddleware:
    """Shows a page again in the other language, with what was typed on it, when the switch sent its form.

    The last to look at a request: its token and its reader's right to the page were checked before. What was typed
    is neither judged nor kept; it goes back into the page, which is answered as if it had been opened.
    """

    BUTTON = "page-language"

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        request.language_now_chosen = ""
        try:
            response = self.get_response(request)
        finally:
            keep_typed(None)
        if request.language_now_chosen:
            remember_language(response, request.language_now_chosen, is_secure=request.is_secure())
        return response

    def process_view(self, request: Request, _view: Any, _args: Any, _kwargs: Any) -> None:
        if request.method != "POST" or request.POST.get(self.BUTTON) not in dict(settings.LANGUAGES):
            return
        request.language_now_chosen = request.POST[self.BUTTON]
        choose_own_language(language=request.language_now_chosen, by=request.actor)
        use_language(request, request.language_now_chosen)
        keep_typed(request.POST)
        request.method, request.POST = "GET", QueryDict()


class ActorMiddleware:
    """Sets ``request.actor``, worked out when first used, ends sessions that have lasted too long, and has noted what
    staff are refused.

    Follows Django's AuthenticationMiddleware. An idle session ends by itself (``SESSION_COOKIE_AGE``).
    """

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        if SESSION_KEY in request.session:
            # Elapsed time, not the calendar: moving a demonstration's clock signs nobody out.
            began = request.session.setdefault(SIGNED_IN_AT, time.time())
            # No browser sends a session to another host than its own: somebody carried its key there.
            if time.time() - began > settings.SESSION_ABSOLUTE_SECONDS or is_elsewhere(door_of(request.session).host):
                logout(request)
        request.actor = lazy_actor(request)
        response = self.get_response(request)
        note_refusal(request, response.status_code)
        return response

    def process_view(self, request: Request, view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """Lead staff without a second step to the pages on which they set one up, and to no other."""
        if SESSION_KEY not in request.session or not is_setting_up(request.session):
            return None
        access = access_of(view)
        is_open = access is not None and (access.while_setting_up or not access.signed_in)
        return None if is_open else redirect("accounts:add_factor")
