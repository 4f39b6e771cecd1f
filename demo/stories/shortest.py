"""The shortest claim that there can be: nowhere to live, no children, work, savings, number or account."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import CAN_CLAIM, NO_CHILDREN, NO_SAVINGS, NO_WORK, NOTHING_TO_TELL

# The most pages that it may come to (question pages; those before and after the questions are not counted).
MOST_PAGES = 30

SHORTEST = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **NO_SAVINGS,
        "date_of_birth": "1999-01-01",
        "country": "wales",
        "given_names": "Gareth",
        "family_name": "Pugh",
        "has_other_names": False,
        "knows_nino": False,
        "phone": None,
        "contact_by": "email",
        "language": "cy",
        "format": "standard",
        "tenure": "none",
        "has_account": "no",
    }
)
