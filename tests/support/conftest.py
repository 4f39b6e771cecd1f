"""Announcements as admins publish them, and nothing left of them afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.actor import Actor
from support import panel
from support.models import Announcement
from support.services import publish_announcement

ADA = Actor(user_id=7, name="Ada", roles=frozenset({"admin"}), person_id=None, channel="online")


def _draw_anew() -> None:
    # What is drawn is kept by what it says: a service's settings, which tests change, are none of that.
    panel._reach.cache_clear()
    panel._drawn.cache_clear()


@pytest.fixture(autouse=True)
def _nothing_kept(nothing_announced_before: None) -> Iterator[None]:
    _draw_anew()
    yield
    _draw_anew()


@pytest.fixture
def read_each_time(settings: Any) -> None:
    """What is published is seen at once."""
    settings.NOTICES_KEPT_SECONDS = 0


@pytest.fixture
def publish(db: None, read_each_time: None) -> Callable[..., Announcement]:
    """Publish a problem that is there now, or what is said instead."""

    def publish(**given: Any) -> Announcement:
        usual = {
            "kind": "problem",
            "title": "Statements do not open",
            "words": "We are putting it right. Your payments are not affected.",
            "starts_at": clock.now() - timedelta(hours=1),
        }
        return publish_announcement(announcement=Announcement(**(usual | given)), by=ADA)

    return publish
