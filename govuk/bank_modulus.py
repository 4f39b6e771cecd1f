"""Whether a sort code and an account number can belong together, by the sum that their bank makes of them.

Most slips of the hand (a digit wrong, two swapped) break the sum. A number that passes may still belong to nobody, and
the tables are never quite up to date: so this warns, and does not refuse.
Source: Pay.UK, "Validating account numbers: UK modulus checking"; see docs/how-to/update-bank-and-postcode-data.md.
"""

import functools
from pathlib import Path

from uk_modulus_check import SortCodeSubstitutionTable, UKModulusChecker, WeightTable

DATA = Path(__file__).parent / "data"


def belong_together(sort_code: str, account_number: str) -> bool | None:
    """Whether the account number can be one of the sort code's; None when nothing is known of the sort code.

    Six digits, and six to eight: a short account number is one with its leading zeros left off.
    """
    found = _checker().validate(int(sort_code), int(account_number))
    return found.result if found.known_sort_code else None


@functools.cache
def _checker() -> UKModulusChecker:
    weights, substitutions = WeightTable(), SortCodeSubstitutionTable()
    weights.reload(_rows("modulus_weights.txt"))
    substitutions.reload(_rows("sort_code_substitutions.txt"))
    return UKModulusChecker(weights, substitutions)


def _rows(name: str) -> list[str]:
    """The rows of a table, without its notes."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
