"""What is expected of a persona's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.household import Charge, Household, Housing


@dataclass(frozen=True)
class Life:
    """``circumstances``: how many there are of the kinds that not everybody has. ``lines``: what is added (or taken
    off, with a minus), in pence and in the statement's order, for an award of ``award_pence``."""

    circumstances: Mapping[str, int]
    household: Household
    lines: tuple[tuple[str, int], ...]
    award_pence: int
    never: tuple[str, ...] = ()  # lines that say why something is not paid


def tenancy(kind: str, rent_pence: int, frequency: str, bedrooms: int, brma: str = "", **more: int) -> Housing:
    """A home rented from one landlord, without service charges."""
    rent = Charge("rent", rent_pence, frequency, rent_free_weeks=more.pop("free_weeks", 0))
    return Housing(kind, (rent,), bedrooms=bedrooms, brma=brma, **more)
