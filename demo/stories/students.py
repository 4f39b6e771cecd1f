"""Two students: one who can claim because she has a child, and one who cannot."""

from __future__ import annotations

from demo.filling import DaysFromNow, Story
from demo.stories.common import (
    CAN_CLAIM,
    NO_SAVINGS,
    NO_WORK,
    NOTHING_TO_TELL,
    at_address,
    child,
    known_as,
    paid_into,
    renting,
)

# At university, 23, with a daughter and a student loan. She rents from a private landlord.
STUDENT_PARENT = Story(
    answers={
        **{name: value for name, value in NOTHING_TO_TELL.items() if name != "part_time_course"},
        **CAN_CLAIM,
        **NO_WORK,
        **NO_SAVINGS,
        "date_of_birth": "2003-02-19",
        "country": "england",
        "in_education": True,
        "education_exceptions": ["child"],
        **known_as("Chloe", "Barrett", "QQ270922C", phone="07700 900127"),
        "contact_by": "text",
        "language": "en",
        "format": "standard",
        **at_address("5 Heron Yard", "Norwich", "NR2 3TL", "2024-09-02"),
        **renting("private", "Wensum Homes", 720_00, "monthly", since="2024-09-02", bedrooms=2),
        "has_children": True,
        "has_income": True,
        "course": "Nursing",
        "course_provider": "East Anglian University",
        "course_level": "higher",
        "course_starts": DaysFromNow(-400),
        "course_ends": DaysFromNow(590),
        "course_funding": ["loan"],
        **paid_into("C Barrett", "134020", "63849203"),
    },
    entries={
        "children": [child("Isla", "Barrett", "2022-05-06", "female")],
        "income": [{"income_kind": "student_income", "income_amount": 590_00, "income_frequency": "monthly"}],
    },
)

# 19, at college full time, with nothing that would let him claim.
STUDENT = Story(
    answers={
        "date_of_birth": "2007-01-25",
        "country": "england",
        "over_capital_limit": False,
        "in_education": True,
        "education_exceptions": ["none"],
    }
)
