"""A man of 44 who lives with his sister and has no work, and whose bank has closed the account that he gave us."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import (
    BY_EMAIL,
    CAN_CLAIM,
    NO_CHILDREN,
    NO_SAVINGS,
    NO_WORK,
    NOTHING_TO_TELL,
    at_address,
    known_as,
    paid_into,
)

CLOSED_ACCOUNT = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **NO_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1982-03-11",
        "country": "scotland",
        **known_as("Callum", "Sinclair", "QQ260815A", phone="07700 900431"),
        "tenure": "family",
        **at_address("7 Harbour Brae", "Arbroath", "DD11 1LN", "2026-02-01"),
        **paid_into("C Sinclair", "309070", "02355688"),
    }
)
