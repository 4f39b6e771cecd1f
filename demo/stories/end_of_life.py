"""A woman of 62 who is nearing the end of her life and owns her home with a mortgage."""

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
    savings,
)

END_OF_LIFE = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **HAS_SAVINGS,
        "date_of_birth": "1964-08-14",
        "country": "england",
        **known_as("Kathleen", "Brady", "QQ381023D", phone="07700 900916"),
        "contact_by": "phone",
        "language": "en",
        "format": "large-print",
        "tenure": "mortgage",
        **at_address("3 Lark Lane End", "Liverpool", "L17 8UN", "1996-11-02"),
        "limits_work": True,
        "end_of_life": "yes",
        "condition": None,
        "fit_note": False,
        "disability_benefits": ["pip_daily_living", "pip_mobility"],
        "hospital": True,
        **paid_into("S Brady", "118765", "64371389"),
        "account_owner": "other",
        "owner_agrees": True,
    },
    entries={"savings": [savings("premium-bonds", "National Savings", 2_100_00)]},
)
