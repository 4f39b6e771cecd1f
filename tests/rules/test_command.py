"""`python -m rules award`, `compare`, `explain` and `rates`."""

import io
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from rules.__main__ import main
from rules.rates import lha_areas, rate_book
from tests.rules.test_in_force import rates_printed

CASES = (Path(__file__).parent / "data" / "cases.jsonl").read_text()
FIRST = CASES.splitlines()[0]
LONE_PARENT = json.loads(FIRST) | {
    "adults": [json.loads(FIRST)["adults"][0] | {"name": "Rosa", "net_earnings_monthly": "1157.30", "carer": True}],
    "children": [
        {"date_of_birth": "2024-03-01", "name": "Mia", "disability": "none", "dla": None, "blind": False}
        | {"in_education": False, "childcare_monthly": 0}
    ],
    "housing": {"type": "social", "rent_monthly": "500.00"},
}


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command in this process: (exit status, what it prints, what it complains about)."""

    def done(*arguments, given=""):
        monkeypatch.setattr("sys.stdin", given if hasattr(given, "read") else io.StringIO(given))
        status = main(arguments)
        return (status, *capsys.readouterr())

    return done


def shell(*arguments, given):
    """Run the command as people do, on bytes."""
    return subprocess.run([sys.executable, "-m", "rules", *arguments], input=given, capture_output=True, check=False)


def test_an_award_has_the_keys_of_expected_and_lines():
    done = shell("award", given=f"{FIRST}\n\n{FIRST}\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == second
    assert set(first) == set(json.loads(FIRST)["expected"]) | {"lines"}
    assert first["award"] == "338.58"
    assert first["carer_element"] == "0.00"
    assert first["capital_excluded"] is False
    assert first["lines"][0]["amount"] == "338.58"
    assert first["lines"][0]["label"] == "Standard allowance"


def test_every_amount_of_every_case_has_two_places(run):
    status, printed, _ = run("award", given=CASES)
    assert status == 0
    results = [json.loads(line) for line in printed.splitlines()]
    assert len(results) == 60
    for result, case in zip(results, map(json.loads, CASES.splitlines()), strict=True):
        for key, expected in case["expected"].items():
            if isinstance(expected, bool):
                assert result[key] is expected
            else:
                assert result[key] == f"{expected:.2f}"


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("nope", "line 2: this is not JSON: Expecting value at character 1"),
        ('{"adults": ', "line 2: this is not JSON: Expecting value at character"),
        ("[" * 100_000, "line 2: this is nested too deeply"),
        ("[]", "line 2: a case must be a JSON object"),
        ('{"region": "LONDON"}', "line 2: adults is missing"),
        (FIRST.replace("2026-10-06", "2031-10-06"), "line 2: There are no rates"),
        (FIRST.replace('"capital": 0.0', '"capital": 0.001'), "line 2: 0.001 is not a whole number of pence"),
        (FIRST.replace('"capital": 0.0', '"capital": NaN'), "line 2: nan must be a decimal amount in pounds"),
        (FIRST.replace('"capital": 0.0', '"capital": "Infinity"'), "line 2: a value is of the wrong kind"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_still_done(run, bad, message):
    status, printed, complaints = run("award", given=f"{FIRST}\n{bad}\n{FIRST}\n")
    assert status == 1
    assert complaints.startswith(message)
    assert complaints.count("\n") == 1
    assert len(printed.splitlines()) == 2


def test_letters_that_cannot_be_written_are_a_bad_line_too():
    half_a_letter = json.dumps(LONE_PARENT).replace("Rosa", r"\ud800")
    not_utf_8 = json.dumps(LONE_PARENT).encode().replace(b"Rosa", b"\xff")
    done = shell("award", given=b"\n".join([half_a_letter.encode(), not_utf_8, FIRST.encode()]))
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [f"line {n}: this has letters that are not UTF-8" for n in (1, 2)]
    assert len(done.stdout.splitlines()) == 1


def test_cases_are_read_and_answered_one_at_a_time(run):
    class OneByOne:
        """Three hundred cases that are never all there at once."""

        def __iter__(self):
            return (f"{FIRST}\n" for _ in range(300))

        def read(self):
            raise AssertionError("everything was read at once")

    tracemalloc.start()
    try:
        assert run("compare", given=OneByOne()) == (0, "300 of 300 cases agree\n", "")
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_compare_says_how_many_agree(run):
    assert run("compare", given=CASES) == (0, "60 of 60 cases agree\n", "")


def test_compare_says_which_keys_differ(run):
    status, printed, _ = run("compare", given=FIRST.replace('"award": 338.58', '"award": 1.00') + "\n")
    assert status == 1
    assert "2026-0001: award should be 1.00 and is 338.58" in printed
    assert "0 of 1 cases agree\naward differs in 1\n" in printed


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


@pytest.mark.parametrize("case", CASES.splitlines(), ids=range(60))
def test_a_statement_is_eighty_wide_and_its_amounts_end_in_one_column(run, case):
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
        ("{}", "adults is missing\n"),
        (FIRST.replace("2026-10-06", "2031-10-06"), "There are no rates for an assessment period that begins on 2031"),
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


def test_rates_are_printed_with_where_they_come_from(run):
    status, printed, complaints = run("rates", "--on", "2026-11-22")
    assert (status, complaints) == (0, "")
    rows = rates_printed(printed)
    assert rows["taper"] == ["0.55", "fraction", "2021-11-24", "reg 22(1)(b)", "LAW2026, PE (confirmed-law)"]
    assert rows["standard_allowance.single_25_or_over"][:3] == ["424.90", "GBP a month", "2026-04-06"]
    assert set(rows) >= set(rate_book().parameters) | set(lha_areas())
    assert rows["LEEDS"][1] == "675.00"
    assert "Universal Credit Act 2025 (c. 22)" in rows["UCA2025"][0]
    assert rows["income_tax.bands.scotland.over_3967"][:2] == ["0.20", "2026-04-06"]
    assert rows["minimum_wage_hour.21_and_over"] == [
        "12.71",
        "2026-04-01",
        "National Minimum Wage Regulations 2015 regs 4 and 4A",
    ]


def test_a_year_without_tax_says_so_and_has_the_other_rates(run):
    status, printed, _ = run("rates", "--on", "2023-04-10")
    assert status == 0
    assert "The income tax and National Insurance of 2023-04-10 are not known\n" in printed
    assert rates_printed(printed)["taper"][0] == "0.55"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("soon", "'soon' is not a date. Write it like 2026-11-22.\n"),
        ("2026-02-30", "'2026-02-30' is not a date. Write it like 2026-11-22.\n"),
        ("2023-04-09", "There are no rates for an assessment period that begins on 2023-04-09\n"),
        ("2027-04-12", "There are no rates for an assessment period that begins on 2027-04-12\n"),
    ],
)
def test_a_day_without_rates_says_so(run, day, message):
    assert run("rates", "--on", day) == (1, "", message)


def test_help_shows_how_each_command_is_used(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    printed = capsys.readouterr().out
    assert left.value.code == 0
    for command in ("award", "compare", "explain", "rates"):
        assert f"python -m rules {command}" in printed
    assert max(map(len, printed.splitlines())) <= 120


@pytest.mark.parametrize("arguments", [[], ["dragon"], ["rates"], ["award", "--on", "2026-11-22"]], ids=str)
def test_a_command_that_is_not_understood_says_so(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: python -m rules" in capsys.readouterr().err


def test_whoever_stops_reading_is_not_told_off(tmp_path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{FIRST}\n" * 100)
    command = [sys.executable, "-m", "rules", "award"]
    with cases.open() as given:
        process = subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    with process:
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_control_c_is_quiet(run):
    class Interrupted:
        """Somebody presses Control and C while the first case is awaited."""

        def __iter__(self):
            raise KeyboardInterrupt

        def read(self):
            raise KeyboardInterrupt

    for command in ("award", "compare", "explain"):
        assert run(command, given=Interrupted()) == (130, "", "")
