"""A hairdresser of 33 who works for herself and rents with a friend."""

from __future__ import annotations

from demo.filling import Story
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

SELF_EMPLOYED = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **HAS_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1993-05-05",
        "country": "england",
        **known_as("Leanne", "Fox", "QQ611326C", phone="07700 900758"),
        **at_address("29 Ouse Bank", "Newcastle upon Tyne", "NE6 1LS", "2023-01-09"),
        **renting("private", "Tyne Quay Lettings", 900_00, "monthly", since="2023-01-09", bedrooms=2),
        "joint_tenancy": True,
        "tenants": 2,
        "lives_with_adults": True,
        "self_employed": True,
        "business": "Mobile hairdresser",
        "business_started": "2021-06-01",
        "profit": 520_00,
        **paid_into("L Fox", "938063", "55065200"),
    },
    entries={
        "living-with": [
            {
                "adult_given_names": "Shanice",
                "adult_family_name": "Cole",
                "adult_date_of_birth": "1992-10-11",
                "adult_relationship": "joint-tenant",
            }
        ],
        "savings": [savings("cash", None, 640_00)],
    },
)
