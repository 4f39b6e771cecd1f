"""A woman of 61 who has just sold a house: she has more than £16,000, so her claim ends before it begins."""

from __future__ import annotations

from demo.filling import Story

OVER_CAPITAL = Story(
    answers={
        "date_of_birth": "1965-03-08",
        "country": "england",
        "over_capital_limit": True,
        "capital_exceptions": ["none"],
    }
)
