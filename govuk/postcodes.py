"""What a postcode says about where it is: its area, its district, and whether Great Britain has that district.

Source: Ordnance Survey Code-Point Open; see docs/how-to/update-bank-and-postcode-data.md.
"""

import functools
import re
from pathlib import Path

DATA = Path(__file__).parent / "data"


def area(postcode: str) -> str:
    """The letters it begins with: "LS" of "LS6 2AB". Empty when it begins with none."""
    found = re.match("[A-Z]{1,2}", postcode.upper())
    return found.group() if found else ""


def district(postcode: str) -> str:
    """All but its last three characters: "LS6" of "LS6 2AB"."""
    return "".join(postcode.upper().split())[:-3]


def is_in_great_britain(postcode: str) -> bool:
    """Whether there is such a district in England, Scotland or Wales. The list can be a little out of date."""
    return district(postcode) in _districts()


@functools.cache
def _districts() -> frozenset[str]:
    rows = (line.split() for line in (DATA / "postcode_districts.txt").read_text(encoding="utf-8").splitlines())
    return frozenset(row[0] + rest for row in rows if row and row[0] != "#" for rest in row[1:])
