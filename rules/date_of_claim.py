"""From which day somebody is entitled (Claims and Payments Regs 2013 regs 10 and 26).

There are no waiting days: UC Regs reg 19A was revoked on 14 February 2018.
"""

from datetime import date

from rules.periods import months_after
from rules.words import must_be_one_of

# The reasons listed in reg 26(3): "other_listed" stands for those about another benefit or a partner.
BACKDATING_REASONS = {"disability", "illness", "other_listed", "system_failure"}
MONTHS_BACK = 1


def date_of_claim(claimed_online_on: date, *, asked_for_help_on: date | None = None) -> date:
    """The day the online claim is made; with help by phone, the day on which help was first asked for (reg 10)."""
    return min(claimed_online_on, asked_for_help_on or claimed_online_on)


def first_date_of_entitlement(claimed_on: date, *, asked_from: date | None = None, reason: str = "") -> date:
    """The date of claim, or up to one month before it for a listed reason that stopped an earlier claim (reg 26).

    `reason` is one that a decision maker accepts for all of the time from `asked_from`; without it, nothing is earlier.
    """
    if asked_from is None or not reason:
        return claimed_on
    must_be_one_of(reason, BACKDATING_REASONS, "reason for a late claim")
    return min(claimed_on, max(asked_from, months_after(claimed_on, -MONTHS_BACK)))
