"""Two claims left unfinished: one whose last task is open, and one that stopped after the first questions."""

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
    savings,
)

# 38, owns his home with a mortgage, has a lodger and is out of work. Only where to pay him is still to be told.
ONE_TASK_LEFT = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **HAS_SAVINGS,
        **BY_EMAIL,
        "date_of_birth": "1988-07-07",
        "country": "england",
        **known_as("Nikhil", "Rao", "QQ831528A", phone="07700 900541"),
        "tenure": "mortgage",
        "lives_with_adults": True,
        "gave_away": True,
        "gave_away_amount": 1_500_00,
        "gave_away_why": "I gave it to my sister when her roof leaked, in March, before I lost my job.",
        **at_address("16 Vale View", "Reading", "RG4 7DH", "2017-05-12"),
    },
    entries={
        "living-with": [
            {
                "adult_given_names": "Peter",
                "adult_family_name": "Oduya",
                "adult_date_of_birth": "1995-04-03",
                "adult_relationship": "lodger",
                "lodger_pays": 380_00,
            }
        ],
        "savings": [savings("shares", "Thames Investments", 3_400_00)],
    },
)

# 19, with nowhere to live. He gave his details and answered one more question.
BARELY_BEGUN = Story(
    answers={
        **CAN_CLAIM,
        "date_of_birth": "2007-03-09",
        "country": "england",
        **known_as("Connor", "Walsh", "QQ941629B", phone="07700 900083"),
        "contact_by": "text",
        "language": "en",
        "format": "standard",
        "tenure": "none",
    }
)
