"""What follows from the letters by which One Login says that something was amiss when somebody proved who they are.

What each letter means it tells each service in confidence, and it is not to be told to people: so no letter stands in
this code. ``ONE_LOGIN_RETURN_CODES`` says of each which of these three follows, and a page says what to do, never why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum


class Follows(StrEnum):
    """What somebody does next. In rising order of what it takes."""

    TRY_AGAIN = "try_again"
    ANOTHER_WAY = "another_way"
    SEE_US = "see_us"


PAGES = {Follows.TRY_AGAIN: "try-again", Follows.ANOTHER_WAY: "another-way", Follows.SEE_US: "see-us"}


def what_follows(codes: Collection[str], meaning: Mapping[str, str]) -> Follows:
    """The most that any of these letters asks for; another way where none is known, and where there is none."""
    order = list(Follows)
    found = [Follows(meaning[code]) for code in codes if code in meaning]
    unknown = [Follows.ANOTHER_WAY] if len(found) < len(codes) or not codes else []
    return max(found + unknown, key=order.index)
