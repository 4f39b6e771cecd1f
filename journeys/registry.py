"""Every journey there is, by its slug: for diagrams and for finding the journey of a draft; and other drawn pages."""

from __future__ import annotations

from collections.abc import Callable

from journeys.definition import Journey

JOURNEYS: dict[str, Journey] = {}
# Pages of the documentation that other packages draw: the path under docs/ -> what makes the text.
DRAWN: dict[str, Callable[[], str]] = {}


def register(journey: Journey) -> Journey:
    """Make a journey known. Raises ValueError when another has its slug."""
    if JOURNEYS.setdefault(journey.slug, journey) is not journey:
        raise ValueError(f"Two journeys are called {journey.slug}")
    return journey


def draw(path: str, make: Callable[[], str]) -> None:
    """Have a page of the documentation drawn from code. Raises ValueError when another has its path."""
    if DRAWN.setdefault(path, make) is not make:
        raise ValueError(f"Two pages are called {path}")
