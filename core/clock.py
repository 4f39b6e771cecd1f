"""The one clock. A demonstration may move it forward; nothing else may ask the computer for the time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

_held_offset: ContextVar[timedelta | None] = ContextVar("held_clock_offset", default=None)


def now() -> datetime:
    """The current moment, aware."""
    return timezone.now() + _offset()


def machine_now() -> datetime:
    """The computer's own time, for the one thing that does not move with a demonstration: when a session ends."""
    return timezone.now()


def today() -> date:
    """Today's date in Great Britain."""
    return timezone.localdate(now(), timezone.get_default_timezone())


@contextlib.contextmanager
def steady() -> Iterator[None]:
    """Read the demonstration's offset once for a whole request or job instead of at every question."""
    token = _held_offset.set(_offset())
    try:
        yield
    finally:
        _held_offset.reset(token)


class ClockRefused(Exception):
    """The clock does not move: this is no demonstration, or the day is not ahead."""


@contextlib.contextmanager
def as_if(moment: datetime) -> Iterator[None]:
    """Let time run on from another moment, for giving a demonstration a past. Raises ClockRefused elsewhere."""
    if not settings.CLOCK_CAN_MOVE:
        raise ClockRefused("Only a demonstration's clock can stand elsewhere")
    token = _held_offset.set(moment - timezone.now())
    try:
        yield
    finally:
        _held_offset.reset(token)


def move_forward(to: date) -> datetime:
    """Set the demonstration's clock to a later day, at the same time of day, for every process from its next
    request or job on. Returns that moment. Raises ClockRefused elsewhere, or for a day that is not ahead."""
    from core.models import ClockOffset

    if not settings.CLOCK_CAN_MOVE:
        raise ClockRefused("Only a demonstration's clock moves")
    with transaction.atomic():
        row, _ = ClockOffset.objects.select_for_update().get_or_create(pk=1)
        here = timezone.localtime(timezone.now() + settings.CLOCK_HEAD_START + row.offset)
        if to <= here.date():
            raise ClockRefused(f"It is {here.date()}: the clock only moves forward")
        # By the clock on the wall, so that the time of day stays across a change of summer time.
        there = datetime.combine(to, here.time(), tzinfo=here.tzinfo)
        row.offset += there.astimezone(UTC) - here.astimezone(UTC)
        row.save(update_fields=["offset"])
    return there


def _offset() -> timedelta:
    if not settings.CLOCK_CAN_MOVE:
        return timedelta()
    held = _held_offset.get()
    if held is not None:
        return held
    from core.models import ClockOffset

    return settings.CLOCK_HEAD_START + ClockOffset.current()


class ClockMiddleware:
    """Holds the clock's offset steady through one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.CLOCK_CAN_MOVE:
            return self.get_response(request)
        with steady():
            return self.get_response(request)
