"""A man of 51 who cannot work or get ready for work because of his health, as was decided before.

He got the amount for it until he moved in with a partner, whom he has now left: it carries over, without a wait.
"""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import (
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

LCWRA = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **HAS_SAVINGS,
        "date_of_birth": "1975-05-29",
        "country": "england",
        **known_as("Delroy", "Samuels", "QQ151730D", phone="07700 900624"),
        "contact_by": "text",
        "language": "en",
        "format": "standard",
        **at_address("Flat 14, Tern House", "Wolverhampton", "WV10 9TG", "2026-07-13"),
        **renting("social", "Black Country Homes", 401_20, "four_weekly", since="2026-07-13", bedrooms=1),
        "limits_work": True,
        "end_of_life": "no",
        "condition": "I have multiple sclerosis. Some days I cannot get out of bed.",
        "decided_before": "lcwra",
        "higher_health_amount": "before_2026",
        "fit_note": False,
        **paid_into("D Samuels", "086090", "06774744"),
    },
    entries={"savings": [savings("current-account", "Wulfrun Bank", 212_75)]},
)
