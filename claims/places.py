"""What a postcode suggests about a place. A decision maker confirms what it cannot tell."""

from __future__ import annotations

from django.utils.translation import gettext as _

from govuk import postcodes

# Postcode areas wholly in Greater London, and those that straddle its border (Office for National Statistics
# postcode geography). The London benefit cap goes by where the home is (UC Regs reg 80A).
LONDON_WHOLE = frozenset({"E", "EC", "N", "NW", "SE", "SW", "W", "WC"})
LONDON_PART = frozenset({"BR", "CR", "DA", "EN", "HA", "IG", "KT", "RM", "SM", "TN", "TW", "UB", "WD"})


def is_in_london(postcode: str) -> bool | None:
    """Whether a home is in Greater London; None when the postcode cannot tell or there is none."""
    area = postcodes.area(postcode)
    if not area or area in LONDON_PART:
        return None
    return area in LONDON_WHOLE


def doubt_about_home(postcode: str) -> str:
    """Why a claim here from a home with this postcode looks mistaken; empty when it does not.

    Great Britain only (Welfare Reform Act 2012 s.4(1)(c)): Northern Ireland has a Universal Credit of its own (Welfare
    Reform (Northern Ireland) Order 2015), the Channel Islands and the Isle of Man have other benefits.
    """
    if postcodes.is_in_great_britain(postcode):
        return ""
    begins = {"begins": postcodes.area(postcode)}
    match begins["begins"]:
        case "BT":
            said = _(
                "Postcodes that begin with %(begins)s are in Northern Ireland. Claim Universal Credit there instead."
            )
        case "IM":
            said = _("Postcodes that begin with %(begins)s are in the Isle of Man, which has its own benefits.")
        case "JE" | "GY":
            said = _("Postcodes that begin with %(begins)s are in the Channel Islands, which have their own benefits.")
        case _other:
            begins = {"begins": postcodes.district(postcode)}
            said = _("We do not know of a postcode that begins with %(begins)s.")
    return said % begins + " " + _("Check your postcode.")
