"""Publishing announcements and busy times. Each is recorded with who did it, and shown within the minute."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from audit.services import record
from core import clock
from core.actor import Actor
from support import notices
from support.models import RESOLVED_SHOWN, Announcement, AnnouncementKind, BusyTime, Update


class NothingToResolve(ValueError):
    """It is no problem, or not one that has begun and is still there."""


def publish_announcement(*, announcement: Announcement, by: Actor) -> Announcement:
    """Begin to show an announcement that was filled in but not saved. Raises ValidationError."""
    announcement.published_at = clock.now()
    announcement.published_by_id, announcement.published_by_name = by.user_id, by.name
    announcement.full_clean()
    with transaction.atomic():
        announcement.save(force_insert=True)
        record("announcement_published", by=by, subject=announcement, announced=announcement.kind)
        transaction.on_commit(notices.expire)
    return announcement


def change_announcement(*, announcement: Announcement, changed: Iterable[str], by: Actor) -> Announcement:
    """Keep what was changed in an announcement; its earlier versions stay in its history. Raises ValidationError."""
    announcement.full_clean()
    with transaction.atomic():
        Announcement.objects.select_for_update().get(pk=announcement.pk)
        announcement.save(update_fields=sorted(changed))
        record("announcement_changed", by=by, subject=announcement, changed=sorted(changed))
        transaction.on_commit(notices.expire)
    return announcement


def add_update(
    *, announcement: Announcement, words: str, words_cy: str = "", resolves: bool = False, by: Actor
) -> Update:
    """Say how something announced went on. With ``resolves`` the problem is over: pages say so for four hours more.

    Raises NothingToResolve, ValidationError.
    """
    now = clock.now()
    with transaction.atomic():
        kept = Announcement.objects.select_for_update().get(pk=announcement.pk)
        update = Update(
            announcement=kept,
            at=now,
            words=words,
            words_cy=words_cy,
            resolves=resolves,
            by_id=by.user_id,
            by_name=by.name,
        )
        update.full_clean()
        if resolves:
            if kept.kind != AnnouncementKind.PROBLEM or kept.starts_at > now:
                raise NothingToResolve(kept.title)
            kept.kind, kept.ends_at = AnnouncementKind.RESOLVED, now + RESOLVED_SHOWN
            kept.save(update_fields=["kind", "ends_at"])
        update.save(force_insert=True)
        record("announcement_updated", by=by, subject=kept, resolves=resolves)
        transaction.on_commit(notices.expire)
    return update


def keep_busy_time(*, busy: BusyTime, by: Actor) -> BusyTime:
    """Add or change a busy time. Raises ValidationError."""
    busy.full_clean()
    with transaction.atomic():
        busy.save()
        record("busy_time_kept", by=by, subject=busy, in_use=busy.in_use)
        transaction.on_commit(notices.expire)
    return busy
