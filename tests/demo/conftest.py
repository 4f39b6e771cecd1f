"""A demonstration, with its people in it, always on the same day: one for which the rates are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import LazySettings

from demo.loading import load_personas
from demo.personas import STAFF, persona_of
from tests.beginnings import beginning

START = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def demonstration(settings: LazySettings, db: None) -> Iterator[None]:
    settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = True
    with time_machine.travel(START):
        yield


@beginning
def everybody() -> None:
    """Load them all."""
    load_personas()


@beginning
def staff_and(slug: str) -> None:
    """Load the staff, and one who claims."""
    claimant = persona_of(slug)
    assert claimant
    load_personas([*STAFF, claimant])


@pytest.fixture
def people(demonstration: None) -> None:
    """Everybody: a few seconds' work."""
    everybody()


@pytest.fixture
def rosa(demonstration: None) -> None:
    """The staff, and somebody who is paid."""
    staff_and("rosa.hughes")
