"""A warehouse worker of 31 with short hours who lives with her parents and wants letters, and whose pay was
put right in time."""

from __future__ import annotations

from demo.filling import Story
from demo.stories.common import (
    BY_EMAIL,
    CAN_CLAIM,
    NO_CHILDREN,
    NO_SAVINGS,
    NO_WORK,
    NOTHING_TO_TELL,
    at_address,
    job,
    known_as,
    paid_into,
)

PAY_CORRECTED = Story(
    answers={
        **NOTHING_TO_TELL,
        **CAN_CLAIM,
        **NO_CHILDREN,
        **NO_WORK,
        **NO_SAVINGS,
        **BY_EMAIL,
        "contact_by": "letter",
        "date_of_birth": "1995-06-24",
        "country": "england",
        **known_as("Farida", "Rahimi", "QQ470926B", phone="07700 900367"),
        "tenure": "family",
        **at_address("23 Tannery Row", "Luton", "LU1 3QX", "2019-08-15"),
        "has_job": True,
        **paid_into("F Rahimi", "938611", "07806039"),
    },
    entries={"work": [job("Chiltern Parcels", "2025-11-03", 9, "monthly", 310_00)]},
)
