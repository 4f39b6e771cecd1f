"""When nobody is texted: at night, and on bank holidays. What waits is scheduled, never dropped."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from core import clock
from core.holidays import is_holiday_somewhere
from notifications.models import Medium
from notifications.templates import TEMPLATES


def quiet_until(medium: str, template: str, now: datetime) -> datetime | None:
    """When a message may go, if not now. Email and letters wake nobody; a code, and what answers somebody at once, goes
    at any time. By the clock of Great Britain; a bank holiday of one of its parts is one for everybody."""
    if medium != Medium.TEXT or TEMPLATES[template].wakes:
        return None
    return _until(now)


def is_quiet() -> bool:
    """Whether texts that wake nobody wait now."""
    return _until(clock.now()) is not None


def _until(now: datetime) -> datetime | None:
    zone = timezone.get_default_timezone()
    local = timezone.localtime(now, zone)
    day = local.date()
    if not is_holiday_somewhere(day) and settings.TEXTS_FROM_HOUR <= local.hour < settings.TEXTS_UNTIL_HOUR:
        return None
    if local.hour >= settings.TEXTS_FROM_HOUR:
        day += timedelta(days=1)
    while is_holiday_somewhere(day):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(settings.TEXTS_FROM_HOUR)), zone)
