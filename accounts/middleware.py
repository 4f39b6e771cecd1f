"""Who is asking, and for how long they may."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from accounts.actors import actor_for
from core.actor import Actor
from core.http import Request

SIGNED_IN_AT = "signed_in_at"


def lazy_actor(request: Request) -> Actor:
    """Who is asking, worked out when first used."""
    return cast(Actor, SimpleLazyObject(lambda: actor_for(request.user)))


class ActorMiddleware:
    """Sets ``request.actor``, worked out when first used, and ends sessions that have lasted too long.

    Follows Django's AuthenticationMiddleware. An idle session ends by itself (``SESSION_COOKIE_AGE``).
    """

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        if SESSION_KEY in request.session:
            # Elapsed time, not the calendar: moving a demonstration's clock signs nobody out.
            began = request.session.setdefault(SIGNED_IN_AT, time.time())
            if time.time() - began > settings.SESSION_ABSOLUTE_SECONDS:
                logout(request)
        request.actor = lazy_actor(request)
        return self.get_response(request)
