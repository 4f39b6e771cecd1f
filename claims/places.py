"""What a postcode suggests about a place. A decision maker confirms what it cannot tell."""

from __future__ import annotations

import re

# Postcode areas wholly in Greater London, and those that straddle its border (Office for National Statistics
# postcode geography). The London benefit cap goes by where the home is (UC Regs reg 80A).
LONDON_WHOLE = frozenset({"E", "EC", "N", "NW", "SE", "SW", "W", "WC"})
LONDON_PART = frozenset({"BR", "CR", "DA", "EN", "HA", "IG", "KT", "RM", "SM", "TN", "TW", "UB", "WD"})


def is_in_london(postcode: str) -> bool | None:
    """Whether a home is in Greater London; None when the postcode cannot tell or there is none."""
    found = re.match("[A-Z]+", postcode.upper())
    if not found or found.group() in LONDON_PART:
        return None
    return found.group() in LONDON_WHOLE
