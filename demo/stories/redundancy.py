"""A man of 44 with redundancy money just under £16,000, whose grown-up son lives with him in a council home."""

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
    known_as,
    paid_into,
    renting,
    savings,
)

REDUNDANCY = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **HAS_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1982-06-05",
        "country": "england",
        **known_as("Yusuf", "Demir", "QQ950720A", phone="07700 900590"),
        **at_address("27 Saffron Close", "Leicester", "LE4 6PX", "2016-02-15"),
        **renting("social", "Soar Valley Homes", 94_60, "weekly", since="2016-02-15", bedrooms=2, free_weeks=2),
        "lives_with_adults": True,
        "voluntary_work": True,
        "job_offer": True,
        "job_offer_starts": DaysFromNow(75),
        **paid_into("Y Demir", "820000", "73688637"),
    },
    entries={
        "living-with": [
            {
                "adult_given_names": "Emre",
                "adult_family_name": "Demir",
                "adult_date_of_birth": "2003-01-20",
                "adult_relationship": "child",
                "adult_exemptions": ["none"],
            }
        ],
        "savings": [savings("savings-account", "Fosse Building Society", 15_740_00)],
    },
)
