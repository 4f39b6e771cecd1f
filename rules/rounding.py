"""The one place where fractions of a penny are settled, and where a payment becomes a monthly figure (UC Regs regs 6
and 73, and Sch 4 para 7)."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

WEEKS = 52
PAYMENTS_A_YEAR = {
    "weekly": 52,
    "fortnightly": 26,
    "four_weekly": 13,
    "monthly": 12,
    "quarterly": 4,
    "yearly": 1,
}


def round_half_up(pence: Decimal | Fraction | int) -> int:
    """Whole pence: below half a penny is dropped, half or more becomes a penny (UC Regs reg 6)."""
    if isinstance(pence, Decimal):
        return int(pence.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    doubled = 2 * Fraction(pence)
    return int((doubled + 1) // 2)


def share_of(pence: int, parts: int, of: int) -> int:
    """So many parts of an amount, out of `of` equal ones, in whole pence rounded as reg 6 says: 55 of 100, say."""
    return (2 * pence * parts + of) // (2 * of)


def as_month(amount_pence: int, frequency: str, *, rent_free_weeks: int = 0) -> int:
    """A payment made at `frequency` as pence a month (UC Regs reg 73 and Sch 4 para 7).

    In `rent_free_weeks` of the year's 52 nothing is due.
    """
    return share_of(amount_pence, PAYMENTS_A_YEAR[frequency] * (WEEKS - rent_free_weeks), 12 * WEEKS)


def pence_of(pounds: Decimal) -> int:
    """Exact pence; raises ValueError where the pounds hold a fraction of a penny."""
    pence = pounds * 100
    if pence != pence.to_integral_value():
        raise ValueError(f"{pounds} is not a whole number of pence")
    return int(pence)


def pounds_of(pence: int) -> Decimal:
    """Pounds as a decimal with two places."""
    return Decimal(pence).scaleb(-2)
