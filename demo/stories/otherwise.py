"""Lives of a persona with something else in them, for the pages that no persona's own answers lead to.

Each is whose life it is (a persona's name) and the story, under the page that it leads to.
"""

from __future__ import annotations

from collections.abc import Mapping

from demo.filling import Story
from demo.stories.common import child, savings
from demo.stories.lone_parent import LONE_PARENT
from demo.stories.new_arrival import NEW_ARRIVAL
from demo.stories.private_renter import PRIVATE_RENTER

ROSA, MARTA, PRIYA = "rosa.hughes", "marta.zielinska", "priya.nair"

BLIND_CHILD = child("Mia", "Hughes", "2015-09-02", "female") | {"child_disability": "blind"}
# A field beside a railway line, with a loan on it.
LAND = savings("property", None, 9_000_00) | {"property_debt": 2_500_00}

OTHERWISE: Mapping[str, tuple[str, Story]] = {
    "under-18": (ROSA, LONE_PARENT.but(date_of_birth="2009-01-01")),
    "over-pension-age": (ROSA, LONE_PARENT.but(date_of_birth="1950-01-01")),
    "northern-ireland": (ROSA, LONE_PARENT.but(country="northern-ireland")),
    "abroad": (ROSA, LONE_PARENT.but(country="elsewhere")),
    "partner-claims-too": (ROSA, LONE_PARENT.but(lives_with_partner=True)),
    "no-public-funds": (MARTA, NEW_ARRIVAL.but(nationality="other", immigration="no-funds")),
    "asylum": (MARTA, NEW_ARRIVAL.but(nationality="other", immigration="asylum")),
    "no-permission": (MARTA, NEW_ARRIVAL.but(nationality="other", immigration="none")),
    "child-blind-benefit": (ROSA, LONE_PARENT.but(entries={"children": [BLIND_CHILD]})),
    "property-debt": (ROSA, LONE_PARENT.but(entries={"savings": [LAND]})),
    "property-disregard": (ROSA, LONE_PARENT.but(entries={"savings": [LAND]})),
    "last-day-of-work": (PRIYA, PRIVATE_RENTER.but(stopped_work=True)),
}
