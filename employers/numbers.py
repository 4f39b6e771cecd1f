"""What employers type of the numbers by which others know them, in one form; None for what cannot be one."""

from __future__ import annotations

import re

from govuk import text

COMPANY = re.compile(r"[0-9]{8}|[A-Z]{2}[0-9]{6}|R[0-9]{7}|[A-Z]{2}[0-9]{5}[A-Z]")
"""Companies House: eight digits, or two letters for the register (SC, NI, OC, IP...) and six characters."""
CHARITY = re.compile(r"[0-9]{6,7}(-[0-9]{1,2})?|SC[0-9]{6}|NIC?[0-9]{6}")
"""England and Wales, with the number of a linked charity; Scotland; Northern Ireland."""
PAYE = re.compile(r"([0-9]{3})/?([A-Z0-9]{1,10})")
"""HMRC's number of the tax office, and the employer's own reference there."""
SITE = re.compile(
    r"(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}(?:/[^\s<>\"']*)?)", re.IGNORECASE
)
_SHORTEST = 5


def company_number(typed: str) -> str | None:
    """A company's number. People leave out zeros at its beginning."""
    number = text.compact(typed).upper()
    if number.isdecimal() and len(number) >= _SHORTEST:
        number = number.zfill(8)
    return number if COMPANY.fullmatch(number) else None


def charity_number(typed: str) -> str | None:
    """A charity's number at the regulator of its country."""
    number = re.sub(r"\s", "", text.ascii_digits(typed)).upper()
    return number if CHARITY.fullmatch(number) else None


def paye_reference(typed: str) -> str | None:
    """An employer's PAYE reference, such as 123/AB456."""
    found = PAYE.fullmatch(text.compact(typed).upper())
    return f"{found[1]}/{found[2]}" if found else None


def website(typed: str) -> str | None:
    """Where a website is, without how it is asked for."""
    found = SITE.fullmatch(typed)
    return found[1].rstrip("/") if found else None
