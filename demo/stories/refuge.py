"""A pregnant woman of 29 in a refuge, with no account of her own and no papers to find her number."""

from __future__ import annotations

from demo.filling import DaysFromNow, Story
from demo.stories.common import CAN_CLAIM, NO_CHILDREN, NO_SAVINGS, NO_WORK, NOTHING_TO_TELL, at_address

REFUGE = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **NO_SAVINGS,
        "date_of_birth": "1997-06-18",
        "country": "england",
        "given_names": "Aisha",
        "family_name": "Karim",
        "has_other_names": False,
        "knows_nino": False,
        "phone": None,
        "contact_by": "email",
        "language": "en",
        "format": "standard",
        "tenure": "supported",
        **at_address("Post office box 90", "Birmingham", "B8 2TA", DaysFromNow(-20)),
        "pregnant": "pregnant",
        "due_date": DaysFromNow(70),
        "has_account": "no",
    },
)
