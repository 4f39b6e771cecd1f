"""From which day somebody is entitled (Claims and Payments Regs 2013 regs 10 and 26)."""

from datetime import date

import pytest

from rules.date_of_claim import date_of_claim, first_date_of_entitlement

CLAIMED = date(2026, 10, 31)


@pytest.mark.parametrize(("asked", "day"), [(None, 31), (date(2026, 10, 20), 20), (date(2026, 11, 2), 31)])
def test_the_day_of_the_claim_or_of_asking_for_help__CPR_10(asked, day):
    assert date_of_claim(CLAIMED, asked_for_help_on=asked) == date(2026, 10, day)


@pytest.mark.parametrize(
    ("asked_from", "reason", "first"),
    [
        (None, "", "2026-10-31"),  # no waiting days
        ("2026-10-10", "", "2026-10-31"),  # no reason
        ("2026-10-10", "illness", "2026-10-10"),
        ("2026-09-30", "disability", "2026-09-30"),  # a month before 31 October is 30 September
        ("2026-09-01", "system_failure", "2026-09-30"),  # no more than a month
        ("2026-11-10", "illness", "2026-10-31"),
    ],
)
def test_up_to_a_month_before_for_a_listed_reason__CPR_26(asked_from, reason, first):
    day = asked_from and date.fromisoformat(asked_from)
    assert first_date_of_entitlement(CLAIMED, asked_from=day, reason=reason).isoformat() == first


def test_no_other_reason():
    with pytest.raises(ValueError, match="reason for a late claim"):
        first_date_of_entitlement(CLAIMED, asked_from=date(2026, 10, 1), reason="forgot")
