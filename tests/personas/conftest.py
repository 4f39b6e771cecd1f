"""Everybody claims on one day, so that ages, dates and rates are known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from demo.awards import CLAIMED_ON


@pytest.fixture(autouse=True)
def the_day_of_the_claim() -> Iterator[None]:
    with time_machine.travel(f"{CLAIMED_ON} 11:00", tick=False):
        yield
