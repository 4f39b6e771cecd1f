"""Whose bank holidays somebody's days are counted by."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.nations import nation_of, working_days_for
from demo.stories.fit_note import FIT_NOTE
from tests.claims.claimants import make_claimant

pytestmark = pytest.mark.django_db
NEW_YEARS_EVE = date(2026, 12, 31)


def test_days_are_counted_where_somebody_lives_and_nobody_has_less_where_that_is_not_known() -> None:
    started, scottish, english = make_claimant(), make_claimant().answer(FIT_NOTE).send(), make_claimant()
    english.answer().send()
    said = [
        (nation_of(each.person.pk), working_days_for(each.person.pk, NEW_YEARS_EVE, 1))
        for each in (started, scottish, english)
    ]
    # Scotland has a second bank holiday, which is made up for on the Monday.
    assert said == [("", date(2027, 1, 5)), ("scotland", date(2027, 1, 5)), ("england", date(2027, 1, 4))]
