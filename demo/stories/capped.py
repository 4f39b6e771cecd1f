"""A mother of four who rents privately in London and is out of work: the benefit cap takes part of her award."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import (
    BY_EMAIL,
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

CAPPED = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_WORK,
        **NO_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1988-10-30",
        "country": "england",
        **known_as("Grace", "Mensah", "QQ160821B", phone="07700 900704"),
        **at_address("Flat 9, 17 Copper Row", "London", "E2 6NR", "2021-03-22"),
        **renting("private", "Roman Road Lettings", 1_900_00, "monthly", since="2021-03-22", bedrooms=3),
        "nationality": "other",
        "immigration": "indefinite",
        "arrived": "2009-09-18",
        "has_children": True,
        **paid_into("G Mensah", "827999", "73988638"),
    },
    entries={
        "children": [
            child("Kofi", "Mensah", "2010-01-12", "male", in_education=True),
            child("Ama", "Mensah", "2016-06-24", "female"),
            child("Esi", "Mensah", "2018-09-05", "female"),
            child("Yaw", "Mensah", "2021-12-01", "male"),
        ]
    },
)
