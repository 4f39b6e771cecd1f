"""What a request carries in this service, for annotations."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.actor import Actor


class Request(HttpRequest):
    """A request as views get it. The names are set on Django's own request by middleware and by ``claim_page``;
    nothing ever makes one of these."""

    actor: Actor
    """Who is asking (``accounts.middleware.ActorMiddleware``)."""

    claim_member: Any
    """The asking person's place on the claim that a page is about; None for staff who look at it."""

    helping: Any
    """Whom a helper helps on this page, by ``name``; missing on every other page."""

    language_now_chosen: str
    """The language that the switch on a page with a form asked for; empty on every other request."""

    is_private_page: bool
    """Whether the page may say something about whoever is signed in (``core.access.AccessMiddleware``)."""
