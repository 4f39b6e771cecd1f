"""What a demonstration tells of the service itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from demo.announcing import load_announcements

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("nothing_announced_before")
def test_a_demonstration_has_something_to_tell_and_is_told_once(client: Client, settings: Any) -> None:
    settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = True
    settings.NOTICES_KEPT_SECONDS = 0
    assert load_announcements() == 6
    assert load_announcements() == 0
    assert "You cannot sign in early on Sunday" in client.get("/sign-in/").content.decode()
    status = client.get("/service-status/").content.decode()
    for words in ("Codes arrive within a minute again.", "Monday, 8am to 11am", "Problem solved"):
        assert words in status
