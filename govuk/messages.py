"""Telling somebody, on the next page they see, what just happened."""

from collections.abc import Iterable

from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest


def waiting_messages(request: HttpRequest | None) -> Iterable[Message]:
    """The messages not yet shown; asking marks them as shown. Nothing where there is no session."""
    return get_messages(request) if request and hasattr(request, "_messages") else ()
