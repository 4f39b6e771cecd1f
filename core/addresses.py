"""Addresses of pages by their names, also of those at the other host."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, get_urlconf, reverse

from core.access import ADMIN, access_of
from core.hosts import Host, here, is_elsewhere, origin_of


def address_of(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page, by its name and what it is about: with the host before it where that is not the one that
    the request came to."""
    place = reverse(name, args=args or None, kwargs=kwargs or None)
    if here() is None:
        return place
    host = _hosts(get_urlconf() or settings.ROOT_URLCONF).get(name, Host.STAFF if name.startswith("admin:") else None)
    return origin_of(host) + place if host and is_elsewhere(host) else place


@functools.lru_cache(maxsize=4)
def _hosts(urls: str) -> dict[str, Host]:
    """Where each page is answered, by its name; those of Django's admin are not listed."""
    return dict(_within(get_resolver(urls), ""))


def _within(resolver: URLResolver, before: str) -> Iterator[tuple[str, Host]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _within(each, f"{before}{each.namespace}:" if each.namespace else before)
        elif isinstance(each, URLPattern) and each.name:
            access = ADMIN if before == "admin:" else access_of(each.callback)
            if access is not None:
                yield f"{before}{each.name}", access.host
