"""`python -m rules explain`: a statement to read."""

import json

import pytest

from tests.rules.test_command import CASES, FIRST, LONE_PARENT

STATEMENT = """\
Universal Credit, worked out
6 October 2026 to 5 November 2026

What you are entitled to
------------------------
Standard allowance                                                       £338.58
  You claim on your own and you are under 25, so you get £338.58 a month.
  Law: WRA 2012 s.9; UC Regs reg 36

Child: Mia                                                               £303.94
  You get £303.94 a month for Mia. There is a higher amount only for an oldest
  child born before 6 April 2017.
  Law: WRA 2012 s.10; UC Regs regs 24(1) and 36

Housing                                                                  £500.00
  You are charged £500.00 a month.
    Rent: £500.00 a month                                  £500.00
  Law: UC Regs Sch 4 paras 7 and 34 to 36

Caring                                                                   £209.34
  You get £209.34 a month because Rosa cares for a disabled person for 35 hours
  or more a week.
  Law: UC Regs regs 29, 30 and 36

Total before anything is taken off                                     £1,351.86

What we take off
----------------
Take-home pay                                                           -£401.67
  You took home £1,157.30. The first £427.00 does not count. We take off 55p for
  each £1 of the other £730.30.
    Take-home pay: Rosa                                  £1,157.30
    Work allowance: pay that does not count               -£427.00
    The 45p in each £1 that you keep                      -£328.63
  Law: UC Regs regs 22, 54 and 55

Total taken off                                                         -£401.67

Your award
----------
Award for this period                                                    £950.19

What came to nothing, and why
-----------------------------
Extra for a disabled child                                                 £0.00
"""


def test_a_case_is_explained_as_a_statement_to_read(run):
    status, printed, complaints = run("explain", given=json.dumps(LONE_PARENT, indent=2))
    assert (status, complaints) == (0, "")
    assert printed.startswith(STATEMENT)
    assert "taper: 0.55 fraction, from 2021-11-24 (reg 22(1)(b))" in printed
    assert printed.endswith("Ages are those of 6 October 2026\n")


def test_a_statement_is_eighty_wide_and_its_amounts_end_in_one_column(run):
    for case in CASES.splitlines():
        _, printed, _ = run("explain", given=case)
        lines = printed.splitlines()
        assert max(map(len, lines)) <= 80
        assert {len(line) for line in lines if line.endswith(("0", "5")) and "  £" in line} <= {66, 80}
        assert "\n\n\n" not in printed
        assert f"£{json.loads(case)['expected']['award']:,.2f}\n" in printed


def test_a_long_name_is_wrapped_and_cannot_drive_a_terminal(run):
    adult = LONE_PARENT["adults"][0] | {"name": "\x1b[31m" + "Rosalind " * 12 + "R" * 90}
    _, printed, _ = run("explain", given=json.dumps(LONE_PARENT | {"adults": [adult]}))
    assert max(map(len, printed.splitlines())) <= 80
    assert "\x1b" not in printed
    assert "Rosalind Rosalind" in printed


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("", "line 1: this is not JSON: Expecting value\n"),
        ('{"adults": [],\n "capital": }', "line 2: this is not JSON: Expecting value\n"),
        ("{}", "line 1: adults is missing\n"),
        ("\n\n {}", "line 3: adults is missing\n"),
        (FIRST.replace("2026-10-06", "2031-10-06"), "line 1: There are no rates for an assessment period that begins"),
        (FIRST.replace('"LONDON"', "7").replace('"NORTH_WEST"', "7"), "line 1: region must be text, not 7\n"),
    ],
)
def test_a_case_that_cannot_be_explained_says_why(run, given, message):
    status, printed, complaints = run("explain", given=given)
    assert (status, printed) == (1, "")
    assert complaints.startswith(message)


def test_an_estimate_beyond_the_last_rates_is_explained_when_asked_for(run):
    status, printed, _ = run("explain", "--estimate", given=FIRST.replace("2026-10-06", "2031-10-06"))
    assert status == 0
    assert "This is an estimate. The rates for this period are not known yet, so we used" in printed
