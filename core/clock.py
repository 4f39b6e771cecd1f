"""The one clock. A demonstration may move it forward; nothing else may ask the computer for the time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

_held_offset: ContextVar[timedelta | None] = ContextVar("held_clock_offset", default=None)


def now() -> datetime:
    """The current moment, aware."""
    return timezone.now() + _offset()


def today() -> date:
    """Today's date in Great Britain."""
    return timezone.localdate(now())


@contextlib.contextmanager
def steady() -> Iterator[None]:
    """Read the demonstration's offset once for a whole request or job instead of at every question."""
    token = _held_offset.set(_offset())
    try:
        yield
    finally:
        _held_offset.reset(token)


def _offset() -> timedelta:
    if not settings.CLOCK_CAN_MOVE:
        return timedelta()
    held = _held_offset.get()
    if held is not None:
        return held
    from core.models import ClockOffset

    return ClockOffset.current()


class ClockMiddleware:
    """Holds the clock's offset steady through one request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.CLOCK_CAN_MOVE:
            return self.get_response(request)
        with steady():
            return self.get_response(request)
