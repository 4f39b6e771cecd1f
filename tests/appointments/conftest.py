"""A day on which nothing is booked yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.appointments.making import at


@pytest.fixture
def _early_on_monday() -> Iterator[None]:
    """Six in the morning on Monday 1 June 2026."""
    with time_machine.travel(at(6), tick=False):
        yield
