"""Where a postcode is: a suggestion of the nation, and of Greater London for the benefit cap (UC Regs reg 80A).

Postcode areas cross borders: where one does, nothing is suggested and a decision maker confirms. Nothing at all is
suggested for the Broad Rental Market Area, which a decision maker chooses.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from rules.rates import read_data

POSTCODE_AREA = re.compile(r"([A-Z]{1,2})[0-9]")
NATIONS = ("england", "scotland", "wales", "northern_ireland")


class Place(NamedTuple):
    """What a postcode suggests: the nations it may be in, and whether in Greater London (None: it may be either)."""

    area: str
    nations: tuple[str, ...]
    london: bool | None

    @property
    def nation(self) -> str | None:
        """The one nation it can be in, or None where a decision maker must say."""
        return self.nations[0] if len(self.nations) == 1 else None

    @property
    def needs_confirming(self) -> bool:
        """Whether the area crosses a border that matters, so that a decision maker confirms."""
        return self.nation is None or self.london is None


def suggested_place(postcode: str) -> Place:
    """The place that a postcode, or the first part of one, suggests. Raises ValueError for one that is not known."""
    match = POSTCODE_AREA.match(postcode.strip().upper())
    place = _places().get(match[1]) if match else None
    if place is None:
        raise ValueError(f"{postcode!r} is not a postcode of the United Kingdom")
    return place


@cache
def _places() -> Mapping[str, Place]:
    data: dict[str, Any] = read_data("places.json")
    london = dict.fromkeys(data["london"]["whole"], True) | dict.fromkeys(data["london"]["part"])
    found = {}
    for nation in NATIONS:
        for area in data["nations"][nation]["whole"]:
            found[area] = Place(area, (nation,), london.get(area, False))
        for area in data["nations"][nation]["part"]:
            found[area] = Place(area, ("england", nation), london.get(area, False))
    return found
