"""A woman of 27 who rents a flat from a private landlord on her own and has just lost her job."""

from __future__ import annotations

from demo.filling import DaysFromNow, Story
from demo.stories.common import (
    BY_EMAIL,
    CAN_CLAIM,
    HAS_SAVINGS,
    NO_CHILDREN,
    NO_WORK,
    NOTHING_TO_TELL,
    at_address,
    job,
    known_as,
    paid_into,
    renting,
    savings,
)

UNDER_35 = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **HAS_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1999-04-17",
        "country": "england",
        **known_as("Jordan", "Ellery", "QQ840619D", phone="07700 900372"),
        **at_address("Flat 3, 60 Quarry Hill", "Bristol", "BS5 8JD", "2025-08-01"),
        **renting("private", "Harbourside Lettings", 825_00, "monthly", since="2025-08-01", bedrooms=1),
        "owes_rent": True,
        "rent_owed": 412_50,
        "has_job": True,
        "year_of_pay": True,
        **paid_into("J Ellery", "202959", "63748472"),
    },
    entries={
        "work": [
            {
                **job("Severn Print Works", "2024-01-15", 37, "monthly", 1_580_00),
                "job_ending": True,
                "job_ends": DaysFromNow(-9),
            }
        ],
        "savings": [savings("current-account", "Avon Bank", 318_06)],
    },
)
