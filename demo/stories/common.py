"""What most people answer where there is nothing to tell."""

from __future__ import annotations

from typing import Any

NOTHING_TO_TELL: dict[str, Any] = {
    "nationality": "british",
    "lived_here": True,
    "lives_with_adults": False,
    "has_childcare": False,
    "has_income": False,
    "limits_work": False,
    "disability_benefits": ["none"],
    "hospital": False,
    "pregnant": "no",
    "cares": False,
    "part_time_course": False,
}
