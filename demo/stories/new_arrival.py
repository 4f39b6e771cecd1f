"""A woman of 29 from Poland with pre-settled status, who came three months ago to look for work."""

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
    savings,
)

NEW_ARRIVAL = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **HAS_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1997-02-27",
        "country": "england",
        **known_as("Marta", "Zielińska", "QQ721427D"),
        "has_other_names": True,
        "other_names": "Marta Górecka",
        "nationality": "eea",
        "settled_status": "pre-settled",
        "arrived": DaysFromNow(-90),
        "lived_here": False,
        "came_because": "work",
        "tenure": "family",
        **at_address("77 Orchard Way", "Peterborough", "PE1 4GB", DaysFromNow(-90)),
        **paid_into("M Zielinska", "772798", "99345694"),
    },
    entries={"savings": [savings("current-account", "Nene Bank", 905_40)]},
)
