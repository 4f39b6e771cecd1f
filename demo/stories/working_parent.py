"""A mother who works 30 hours a week and pays a nursery and an after-school club."""

from __future__ import annotations

from demo.filling import EntryOf, Story
from demo.stories.common import (
    BY_EMAIL,
    CAN_CLAIM,
    HAS_SAVINGS,
    NO_WORK,
    NOTHING_TO_TELL,
    at_address,
    child,
    job,
    known_as,
    paid_into,
    renting,
    savings,
)

WORKING_PARENT = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_WORK,
        **HAS_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1992-01-15",
        "country": "england",
        **known_as("Gemma", "Ashworth", "QQ501225B", phone="07700 900467"),
        **at_address("112 Canal Side", "Stockport", "SK4 2JL", "2019-07-01"),
        **renting("social", "Goyt Homes", 118_40, "weekly", since="2019-07-01", bedrooms=2),
        "has_children": True,
        "has_childcare": True,
        "has_job": True,
        **paid_into("G Ashworth", "938600", "42368003"),
    },
    entries={
        "children": [
            child("Lily", "Ashworth", "2018-07-21", "female"),
            child("Noah", "Ashworth", "2022-03-03", "male"),
        ],
        "work": [job("Vernon Dental Practice", "2021-09-06", 30, "monthly", 1_420_00)],
        "childcare": [
            {
                "childcare_child": EntryOf("children", 1),
                "childcare_provider": "Little Acorns Nursery",
                "childcare_registration": "EY512204",
                "childcare_cost": 640_00,
                "childcare_frequency": "monthly",
            },
            {
                "childcare_child": EntryOf("children", 0),
                "childcare_provider": "Goyt After-School Club",
                "childcare_registration": None,
                "childcare_cost": 22_50,
                "childcare_frequency": "weekly",
            },
        ],
        "savings": [{**savings("isa", "Mersey Vale Bank", 1_250_50), "savings_joint": "two"}],
    },
)
