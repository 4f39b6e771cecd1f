"""When two accounts, addresses or names are the same, however they are spaced and spelt: compared by keyed hash."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from core.digests import digest

# Letters that are no plain letter with an accent.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "\u0131": "i"}
)


def account_digest(bank: Mapping[str, Any]) -> bytes:
    """What is kept of an account."""
    return digest(account_words(bank))


def account_words(bank: Mapping[str, Any]) -> str:
    """By what an account is compared: its sort code, number and, for a building society, roll number."""
    parts = [re.sub(r"\W", "", str(bank.get(part) or "")) for part in ("sort_code", "account_number", "roll_number")]
    return "account " + " ".join(parts).upper()


def address_digest(home: Mapping[str, Any]) -> bytes:
    """What is kept of an address."""
    return digest(address_words(home))


def address_words(home: Mapping[str, Any]) -> str:
    """By what an address is compared: its lines and postcode, however they are spaced and spelt in capitals."""
    lines = f"{home.get('address_line_1') or ''} {home.get('address_line_2') or ''}"
    words = " ".join(re.findall(r"[a-z0-9]+", folded(lines)))
    return f"address {re.sub(r'[^a-z0-9]', '', folded(home['postcode']))} {words}"


def folded(words: str) -> str:
    """Small letters without accents, as a bank writes a name."""
    return unicodedata.normalize("NFKD", words.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()


def name_and_birth(family_name: str, date_of_birth: Any) -> str:
    """By what somebody is known again whose number is not known: letters of the family name, and the day (ISO) that
    they were born. Empty unless both are known, and the name has letters."""
    # A name in another script is compared as it is written: there is nothing else to tell people by.
    letters = re.sub("[^a-z]", "", folded(family_name)) or "".join(filter(str.isalpha, family_name.casefold()))
    return f"{letters} {date_of_birth}" if letters and date_of_birth else ""
