"""Sort codes and account numbers, against the cases that the specification publishes."""

import pytest

from govuk.bank_modulus import belong_together

VALID = """
089999 66374958
107999 88837491
202959 63748472
871427 46238510
872427 46238510
871427 09123496
871427 99123496
820000 73688637
827999 73988638
827101 28748352
134020 63849203
118765 64371389
200915 41011166
938611 07806039
938600 42368003
938063 55065200
772798 99345694
086090 06774744
309070 02355688
309070 12345668
309070 12345677
309070 99345694
074456 12345112
070116 34012583
074456 11104102
180002 00000190
"""

NOT_VALID = """
938063 15764273
938063 15764264
938063 15763217
118765 64371388
203099 66831036
203099 58716970
089999 66374959
107999 88837493
"""


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [(line, True) for line in VALID.split("\n") if line] + [(line, False) for line in NOT_VALID.split("\n") if line],
)
def test_the_published_cases(numbers: str, expected: bool) -> None:
    assert belong_together(*numbers.split()) is expected


def test_a_sort_code_that_nothing_is_known_of_is_not_judged() -> None:
    assert belong_together("000000", "12345678") is None


@pytest.mark.parametrize(("short", "whole"), [("774744", "00774744"), ("6774744", "06774744")])
def test_a_short_account_number_has_leading_zeros(short: str, whole: str) -> None:
    assert belong_together("086090", short) is belong_together("086090", whole)
