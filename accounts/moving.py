"""A session of staff that turns up in another network or browser: whoever has it confirms that it is them.

A cookie that was stolen is used from elsewhere. Staff sit at one desk for the fifteen minutes of a session, or take
their computer home, and then confirm once. A claimant's phone changes networks all day, and nobody is asked for that.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts.browsers import browser_and_system
from accounts.doors import Door, door_of
from accounts.step_up import ask
from accounts.throttle import client_address
from accounts.where import ADDRESS, BROWSER
from audit.services import record
from core.access import access_of
from core.http import Request

NOTED = "moved"
"""In a session that has turned up elsewhere, until its owner confirms."""
IPV4_BITS, IPV6_BITS = 24, 48


def network_of(address: str) -> str:
    """The network that an address is in, as wide as one office's."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    bits = IPV6_BITS if isinstance(found, IPv6Address) else IPV4_BITS
    return str(ip_network((found, bits), strict=False))


def has_moved(request: Request) -> bool:
    """Whether this session of staff was begun, or confirmed last, in another network or by another browser."""
    session = request.session
    if SESSION_KEY not in session or door_of(session) is not Door.STAFF:
        return False
    here, before = client_address(request), session.get(ADDRESS, "")
    if before and here != before and network_of(here) != network_of(before):
        return True
    browser = session.get(BROWSER)
    return browser is not None and tuple(browser) != _browser(request.META.get("HTTP_USER_AGENT", ""))


@lru_cache(maxsize=512)
def _browser(user_agent: str) -> tuple[str, str]:
    return browser_and_system(user_agent)


class MovedMiddleware:
    """Asks before any page that is for who is signed in. That a session moved is on the record, once."""

    ASKS = "accounts:step_up"

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        access, match = access_of(view), request.resolver_match
        if (access and not access.signed_in) or (match and match.view_name == self.ASKS) or not has_moved(request):
            return None
        if NOTED not in request.session:
            with transaction.atomic():
                record("session_moved", by=request.actor)
            request.session[NOTED] = True
        here = request.get_full_path()
        if request.method == "POST":
            return ask(request, next_url=here, typed=request.POST, has_moved=True)
        return redirect(f"{reverse(self.ASKS)}?{urlencode({'next': here})}")
