"""Every journey there is, by its slug: for diagrams and for finding the journey of a draft."""

from __future__ import annotations

from journeys.definition import Journey

JOURNEYS: dict[str, Journey] = {}


def register(journey: Journey) -> Journey:
    """Make a journey known. Raises ValueError when another has its slug."""
    if JOURNEYS.setdefault(journey.slug, journey) is not journey:
        raise ValueError(f"Two journeys are called {journey.slug}")
    return journey
