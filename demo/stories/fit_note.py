"""A man of 56 in Glasgow with a fit note, who cannot work because of his health and waits to be assessed."""

from __future__ import annotations

from demo.filling import DaysFromNow, Story
from demo.stories.common import (
    CAN_CLAIM,
    NO_CHILDREN,
    NO_SAVINGS,
    NO_WORK,
    NOTHING_TO_TELL,
    at_address,
    known_as,
    paid_into,
    renting,
)

FIT_NOTE = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **NO_SAVINGS,
        "date_of_birth": "1970-01-23",
        "country": "scotland",
        **known_as("Malcolm", "Reid", "QQ730518C", phone="07700 900845"),
        "contact_by": "phone",
        "language": "en",
        "format": "large-print",
        **at_address("Flat 2/1, 19 Kiln Street", "Glasgow", "G20 7QE", "2014-05-19"),
        **renting("social", "Kelvin Bank Housing", 190_40, "fortnightly", since="2014-05-19", bedrooms=1),
        "limits_work": True,
        "end_of_life": "no",
        "condition": "I had a heart attack in the spring. I cannot walk far or lift anything, and I tire quickly.",
        "fit_note": True,
        "fit_note_from": DaysFromNow(-12),
        "fit_note_until": DaysFromNow(79),
        **paid_into("M Reid", "871427", "46238510"),
    },
)
