"""A demonstration, with its people in it."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from demo.loading import load_personas


@pytest.fixture
def demonstration(settings: LazySettings, db: None) -> None:
    settings.DEMONSTRATION = settings.CLOCK_CAN_MOVE = True


@pytest.fixture
def people(demonstration: None) -> None:
    load_personas()
