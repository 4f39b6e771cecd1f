"""`python -m rules award`, `compare`, `explain` and `rates`."""

import io
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from rules.__main__ import main
from rules.case_kinds import unread_keys

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


def shell(*arguments, given):
    """Run the command as people do, on bytes."""
    return subprocess.run([sys.executable, "-m", "rules", *arguments], input=given, capture_output=True, check=False)


def test_an_award_has_the_keys_of_expected_and_lines(run):
    status, printed, complaints = run("award", given=f"{FIRST}\n\n{FIRST}\n")
    assert (status, complaints) == (0, "")
    first, second = map(json.loads, printed.splitlines())
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
        (FIRST.replace('"capital": 0.0', '"capital": 0.0, "capital": 20000.0'), "line 2: capital is there twice"),
        (FIRST.replace('"capital": 0.0', '"capital": 0.001'), "line 2: capital: 0.001 is not a whole number of pence"),
        (FIRST.replace('"capital": 0.0', '"capital": NaN'), "line 2: capital: nan must be a decimal amount in pounds"),
        (
            FIRST.replace('"capital": 0.0', '"capital": "Infinity"'),
            "line 2: capital: 'Infinity' is not an amount in pounds",
        ),
        (FIRST.replace('"capital": 0.0', '"capital": "x"'), "line 2: capital: 'x' is not an amount in pounds"),
        (FIRST.replace('"lcw": false', '"lcw": "no"'), "line 2: lcw: 'no' must be true or false"),
        (
            FIRST.replace('"lcwra_protected"', '"cap_grace_until": 5, "lcwra_protected"'),
            "line 2: cap_grace_until must be",
        ),
        (FIRST.replace("2026-10-06", "2026-02-30"), "line 2: reference_date: "),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_still_done(run, bad, message):
    status, printed, complaints = run("award", given=f"{FIRST}\n{bad}\n{FIRST}\n")
    assert status == 1
    assert complaints.startswith(message)
    assert complaints.count("\n") == 1
    assert len(printed.splitlines()) == 2


MISSPELT = {
    "adults": [LONE_PARENT["adults"][0] | {"lcwra_wiats": True, "gainful": {"start_up_until": None, "hours": 35}}],
    "children": [LONE_PARENT["children"][0] | {"nmae": "Mia"}],
    "housing": LONE_PARENT["housing"] | {"bedroms": 3},
    "surplus_earning": "100.00",
}


def test_a_key_that_nobody_reads_is_named_and_the_case_is_done_without_it(run):
    given = json.dumps(LONE_PARENT | MISSPELT | {"adults": [MISSPELT["adults"][0] | {"gainful": None}]})
    for arguments in (["award"], ["explain"]):
        status, printed, complaints = run(*arguments, given=f"\n{given}\n")
        assert (status, printed) == run(*arguments, given=json.dumps(LONE_PARENT))[:2]
        named = ["adults: lcwra_wiats", "children: nmae", "housing: bedroms", "surplus_earning"]
        assert [complaint.split("'")[1] for complaint in complaints.splitlines()] == named
        assert complaints.startswith("line 2: 'adults: lcwra_wiats' is not a key that is read")


def test_a_key_that_nobody_reads_is_named_wherever_it_is():
    assert unread_keys(MISSPELT | {"partner": {"unearned": [{"weakly": 1}]}, "expected": {"anything": 1}}) == [
        *("adults: lcwra_wiats", "gainful: hours", "children: nmae", "housing: bedroms", "surplus_earning"),
        "unearned: weakly",
    ]


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


def test_help_shows_how_each_command_is_used(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    printed = capsys.readouterr().out
    assert left.value.code == 0
    for command in ("award", "compare", "explain", "rates"):
        assert f"python -m rules {command}" in printed
    assert max(map(len, printed.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [[], ["dragon"], ["rates"], ["award", "--on", "2026-11-22"]], ids=str)
def test_a_command_that_is_not_understood_says_so(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: python -m rules" in capsys.readouterr().err


COMMANDS = [["award"], ["compare"], ["explain"], ["rates", "--on", "2026-11-22"], ["--help"]]


def written_to(out, arguments, monkeypatch, capfd):
    """Run a command in this process with another standard output: (exit status, what it complains about)."""
    monkeypatch.setattr("sys.stdin", io.StringIO(FIRST))
    monkeypatch.setattr("sys.stdout", out)
    return main(arguments), capfd.readouterr().err


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_an_output_that_takes_nothing_is_said_and_not_a_traceback(arguments, monkeypatch, capfd):
    closed = written_to(None, arguments, monkeypatch, capfd)
    assert closed == (1, "python -m rules: standard output is closed, so there is nowhere to write\n")
    with Path("/dev/full").open("w", buffering=1) as full:
        done = written_to(full, arguments, monkeypatch, capfd)
    assert done == (1, "python -m rules: not everything could be read or written: No space left on device\n")


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_whoever_stops_reading_is_not_told_off(arguments, monkeypatch, capfd):
    reader, writer = os.pipe()
    os.close(reader)
    assert written_to(os.fdopen(writer, "w"), arguments, monkeypatch, capfd) == (141, "")


@pytest.mark.parametrize("out", ["/dev/full", "a pipe"])
def test_python_has_nothing_to_add_when_it_ends(out, tmp_path):
    """What was not written is not tried again as the process ends, with a traceback."""
    reader, writer = os.pipe()
    os.close(reader)
    cases = tmp_path / "cases.jsonl"
    cases.write_text(f"{FIRST}\n" * 100)
    with cases.open() as given, os.fdopen(writer, "w") if out == "a pipe" else Path(out).open("w") as taken:
        command = [sys.executable, "-m", "rules", "award"]
        done = subprocess.run(command, stdin=given, stdout=taken, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.count(b"\n")) == ((141, 0) if out == "a pipe" else (1, 1))


@pytest.mark.parametrize("arguments", COMMANDS[:3], ids=" ".join)
def test_an_input_that_is_closed_is_said(arguments, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", None)
    assert main(arguments) == 1
    assert capsys.readouterr().err == "python -m rules: standard input is closed, so there is nothing to read\n"


def test_complaints_that_nobody_can_read_are_not_put_among_the_awards(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"nope\n{FIRST}\n"))
    monkeypatch.setattr("sys.stderr", None)
    assert main(["award"]) == 1
    assert [json.loads(line)["award"] for line in capsys.readouterr().out.splitlines()] == ["338.58"]


def test_control_c_is_quiet(run):
    class Interrupted:
        """Somebody presses Control and C while the first case is awaited."""

        def __iter__(self):
            raise KeyboardInterrupt

        def read(self):
            raise KeyboardInterrupt

    for command in ("award", "compare", "explain"):
        assert run(command, given=Interrupted()) == (130, "", "")
