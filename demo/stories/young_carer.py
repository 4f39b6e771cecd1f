"""A carer of 22 who lives with his disabled father, works on Saturdays and gets no Carer's Allowance."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import (
    CAN_CLAIM,
    NO_CHILDREN,
    NO_SAVINGS,
    NO_WORK,
    NOTHING_TO_TELL,
    at_address,
    cared_for,
    job,
    known_as,
    paid_into,
)

YOUNG_CARER = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **NO_SAVINGS,
        "date_of_birth": "2004-07-30",
        "country": "england",
        **known_as("Kai", "Brennan", "QQ620417B", phone="07700 900633"),
        "contact_by": "text",
        "language": "en",
        "format": "standard",
        "tenure": "family",
        **at_address("51 Beacon Down Avenue", "Plymouth", "PL2 2RT", "2004-07-30"),
        "lives_with_adults": True,
        "has_job": True,
        "cares": True,
        **paid_into("K Brennan", "107999", "88837491"),
    },
    entries={
        "living-with": [
            {
                "adult_given_names": "Declan",
                "adult_family_name": "Brennan",
                "adult_date_of_birth": "1969-12-08",
                "adult_relationship": "parent",
                "adult_exemptions": ["disability_benefit"],
            }
        ],
        "work": [job("Tamar Garden Centre", "2025-05-10", 6, "monthly", 240_00)],
        "caring": [cared_for("Declan", "Brennan", "pip")],
    },
)
