"""What the minimum income floor asks about somebody whose main work is their own business (UC Regs regs 62 to 64)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.periods import assessment_period

START_UP_MONTHS = 12


@dataclass(frozen=True, slots=True)
class GainfulWork:
    """Decided: self-employment is the person's main work, and is regular and meant to make a profit (reg 64).

    `start_up_until` is the last day of a start-up period, if there is or was one (reg 63). `all_requirements` whether
    they would have to look for work and be available for it, if it were not for this work (WRA 2012 s.22).
    """

    start_up_until: date | None = None
    all_requirements: bool = True

    @classmethod
    def starting_up(cls, first_date: date, number: int) -> "GainfulWork":
        """With a start-up period of twelve months from assessment period `number` of an award from `first_date`, the
        one in which it was decided that the work is gainful (reg 63(1))."""
        return cls(assessment_period(first_date, number + START_UP_MONTHS - 1).end)

    def to_data(self) -> dict[str, Any]:
        """What a case keeps of it."""
        until = self.start_up_until
        return {"start_up_until": until and until.isoformat(), "all_requirements": self.all_requirements}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "GainfulWork":
        """What `to_data` wrote. Raises KeyError for a missing key and ValueError for a wrong value."""
        until, required = data["start_up_until"], data["all_requirements"]
        if not isinstance(required, bool):
            raise ValueError(f"{required!r} must be true or false")
        return cls(date.fromisoformat(until) if until else None, required)

    def is_starting_up(self, first_day: date) -> bool:
        """Whether a period that begins on this day has a day in the start-up period (reg 62(5))."""
        return self.start_up_until is not None and first_day <= self.start_up_until
