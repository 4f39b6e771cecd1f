"""A Welsh speaker of 41 in Gwynedd who works in a café and wants letters in Welsh."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import (
    CAN_CLAIM,
    NO_CHILDREN,
    NO_SAVINGS,
    NO_WORK,
    NOTHING_TO_TELL,
    at_address,
    job,
    known_as,
    paid_into,
    renting,
)

WELSH_SPEAKER = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **NO_SAVINGS,
        "date_of_birth": "1985-02-03",
        "country": "wales",
        **known_as("Elin", "Rowlands", "QQ491124A", phone="07700 900289"),
        "contact_by": "letter",
        "language": "cy",
        "format": "standard",
        **at_address("4 Rhes y Felin", "Dolgellau", "LL40 1HT", "2020-10-12"),
        **renting("private", "G a M Tudor", 420_00, "monthly", since="2020-10-12", bedrooms=1),
        "has_job": True,
        **paid_into("E Rowlands", "200915", "41011166"),
    },
    entries={"work": [job("Caffi'r Bont", "2022-04-04", 13, "weekly", 148_20)]},
)
