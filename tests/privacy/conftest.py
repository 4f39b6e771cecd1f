"""What every test of what we hold may count on."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _numbers_that_were_never_issued_are_taken(settings: Any) -> None:
    settings.DEMONSTRATION = True
