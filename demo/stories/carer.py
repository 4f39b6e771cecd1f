"""A carer of 47 on Carer's Allowance: she looks after her disabled brother, and her council home has a spare room."""

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
    cared_for,
    known_as,
    paid_into,
    renting,
)

CARER = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **NO_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1979-02-11",
        "country": "england",
        **known_as("Denise", "Atkinson", "QQ510216A", phone="07700 900218"),
        **at_address("8 Foundry Row", "Sunderland", "SR5 1NB", "2008-10-06"),
        **renting("social", "Wearside Council Homes", 8420, "weekly", since="2008-10-06", bedrooms=2),
        "has_income": True,
        "cares": True,
        **paid_into("D Atkinson", "089999", "66374958"),
    },
    entries={
        "income": [{"income_kind": "carers_allowance", "income_amount": 8645, "income_frequency": "weekly"}],
        "caring": [cared_for("Martin", "Atkinson", "pip")],
    },
)
