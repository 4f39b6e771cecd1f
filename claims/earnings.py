"""What somebody earned in an assessment period, as an award needs to know it."""

from __future__ import annotations

from dataclasses import dataclass

from rules.household import Payday


@dataclass(frozen=True, slots=True)
class Earnings:
    """Paydays, and the profit of self-employment: None while it was not reported, which is not the same as none."""

    paydays: tuple[Payday, ...] = ()
    self_employed_pence: int | None = None
