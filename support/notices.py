"""What is announced and when it is busy, kept in the memory of each process.

It is the same for everybody and shown on every page, so no page asks the database for it: whoever comes first after
NOTICES_KEPT_SECONDS reads it again for all. What an admin publishes is seen within that time.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.utils.safestring import SafeString

from core import clock
from core.actor import Actor
from support.contents import content
from support.models import Announcement, AnnouncementKind, Audience, BusyTime, Recurrence

logger = logging.getLogger(__name__)

RECENT = timedelta(days=14)
"""How long the status page tells of what is over."""
_MOST = 50
_ORDER = (
    AnnouncementKind.PROBLEM,
    AnnouncementKind.PLANNED,
    AnnouncementKind.RESOLVED,
    AnnouncementKind.INFORMATION,
)


@dataclass(frozen=True)
class Notices:
    """What was read at one moment. ``drawn`` keeps HTML for as long as this is kept."""

    announcements: tuple[Announcement, ...] = ()
    busy: tuple[BusyTime, ...] = ()
    drawn: dict[tuple[object, ...], SafeString] = field(default_factory=dict)

    def now_for(self, actor: Actor, now: datetime) -> list[Announcement]:
        """What this reader is to know at this moment, the most pressing first."""
        return [each for each in self._for(actor) if each.starts_at <= now and not each.is_over(now)]

    def on_pages_for(self, actor: Actor, now: datetime) -> list[Announcement]:
        """What pages tell this reader at this moment: also what is still to come, where that was asked for."""
        return [each for each in self._for(actor) if each.is_on_pages(now)]

    def planned_for(self, actor: Actor, now: datetime) -> list[Announcement]:
        """What this reader is to know later, the soonest first."""
        return sorted((each for each in self._for(actor) if each.starts_at > now), key=lambda each: each.starts_at)

    def past_for(self, actor: Actor, now: datetime) -> list[Announcement]:
        """What was over lately, the latest first."""
        over = [each for each in self._for(actor) if each.ends_at and now - RECENT < each.ends_at <= now]
        return sorted(over, key=lambda each: each.ends_at or now, reverse=True)

    def _for(self, actor: Actor) -> Iterator[Announcement]:
        return (each for each in self.announcements if is_for(each.audience, actor))


def is_for(audience: str, actor: Actor) -> bool:
    """Whether somebody is among those who are told. A claimant is whoever is signed in and not staff."""
    match audience:
        case Audience.EVERYONE:
            return True
        case Audience.CLAIMANTS:
            return actor.is_authenticated and not actor.is_staff_member
        case _:
            return actor.is_staff_member


class _Kept:
    """The one copy of this process."""

    notices = Notices()
    read_at = float("-inf")
    lock = threading.Lock()


def current() -> Notices:
    """What is announced, as read at most NOTICES_KEPT_SECONDS ago; None there reads nothing, as most tests want."""
    kept_seconds = settings.NOTICES_KEPT_SECONDS
    if kept_seconds is None or time.monotonic() - _Kept.read_at < kept_seconds:
        return _Kept.notices
    # While one request reads, the others go on with what there is.
    if _Kept.lock.acquire(blocking=False):
        try:
            _Kept.notices = _read()
        except DatabaseError:
            # Pages that need no database are to be shown without it: that something is announced can wait.
            logger.warning("Announcements could not be read; showing those read before", exc_info=True)
        finally:
            _Kept.read_at = time.monotonic()
            _Kept.lock.release()
    return _Kept.notices


def expire() -> None:
    """Read again at the next opportunity; in this process."""
    _Kept.read_at = float("-inf")


def _read() -> Notices:
    still_told = Q(ends_at__isnull=True) | Q(ends_at__gt=clock.now() - RECENT)
    announcements = Announcement.objects.filter(still_told).prefetch_related("updates").order_by("-starts_at")[:_MOST]
    busy = BusyTime.objects.filter(in_use=True)
    # Sorting is stable: the latest first within a kind.
    in_order = sorted(announcements, key=lambda each: _ORDER.index(AnnouncementKind(each.kind)))
    return Notices(tuple(in_order), tuple(sorted(busy, key=_place)))


def _place(busy: BusyTime) -> tuple[int, int]:
    """In the order of the ways to reach us, and of how often it comes."""
    channels = list(content().channels)
    known = channels.index(busy.channel) if busy.channel in channels else len(channels)
    return known, list(Recurrence).index(Recurrence(busy.recurrence))
