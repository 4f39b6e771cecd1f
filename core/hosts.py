"""The two hosts of the service: the public's, and that of those who work here.

A script that got into a page of the public's is of another origin than the pages on which staff work, and no cookie of
one host reaches the other. Each view says at which it is answered (``core.access.Access.host``); at the other there is
no such page. Where ``STAFF_URL`` is not set (development, demonstrations, tests) both are one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextvars import ContextVar
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase


class Host(StrEnum):
    """Where a page is answered. A session is never of both, also for pages that are."""

    PUBLIC = "public"
    STAFF = "staff"
    EITHER = "either"


_here: ContextVar[Host | None] = ContextVar("host", default=None)


def here() -> Host | None:
    """The host that the request came to; None where both are one, and where there is no request."""
    return _here.get()


def is_elsewhere(host: Host) -> bool:
    """Whether what is of this host is not answered where the request came to."""
    at = _here.get()
    return at is not None and host is not Host.EITHER and host is not at


def origin_of(host: Host) -> str:
    """How the addresses of this host begin: "https://service.example"."""
    is_staffs = host is Host.STAFF and settings.STAFF_URL
    return str(settings.STAFF_URL if is_staffs else settings.SERVICE_URL)


@functools.lru_cache(maxsize=8)
def name_in(url: str) -> str:
    """The name of the host in an address, without its port: cookies know none."""
    return urlsplit(url).hostname or ""


@functools.lru_cache(maxsize=64)
def _which(asked: str, staffs: str) -> Host:
    name, _port = split_domain_port(asked)
    return Host.STAFF if name == name_in(staffs) else Host.PUBLIC


class HostMiddleware:
    """Notes for each request to which host it came. Every host that is not staff's is the public's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.STAFF_URL:
            return self.get_response(request)
        token = _here.set(_which(request.get_host(), settings.STAFF_URL))
        try:
            return self.get_response(request)
        finally:
            _here.reset(token)
